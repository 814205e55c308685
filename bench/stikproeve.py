"""Whether a control's intervals tell the truth: a thousand simulated controls per design on a register with a key.

`python -m bench.stikproeve` prints how often the 95 % interval held the true share, and how long a draw takes. The
whole way is walked each time: hash draw, allocation, outcomes, estimate. Fixed seeds, so the figures can be had again.
"""

import argparse
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from time import perf_counter

from bench.stikproeve_register import (
    answer,
    make_enheder,
    make_ramme,
    plant_fejl,
    plant_flag,
    share_by_stratum,
)
from domain.reference.evidens import load_evidensregler
from domain.stikproeve import Enhed, Udfald
from sampling.design import Design, Fordelingsmetode, Stratumtegn
from sampling.estimat import Andel, Stratum, Vurdering, estimate_andel
from sampling.evidens import Evidens, Rammedel, Sag, evaluate_punkt
from sampling.fordeling import allocate
from sampling.traek import count_strata, draw_stikproeve

ANDELE = (0.01, 0.02, 0.03, 0.08, 0.20, 0.50)
PROPORTIONAL = Design(antal=400)
NEYMAN = Design(antal=400, fordeling=Fordelingsmetode.NEYMAN)
MARGIN = Design(margin_pct=5.0)
FLAGGET = Design(antal=400, strata=(Stratumtegn.FLAGGET, Stratumtegn.SOCIALTILSYN), fordeling=Fordelingsmetode.NEYMAN)
_KENDT_ANDEL = 0.08
DESIGN = {"proportional": PROPORTIONAL, "neyman": NEYMAN, "margin": MARGIN, "flagget": FLAGGET}


@dataclass(frozen=True, kw_only=True)
class Daekning:
    """How often an interval held the truth, and on which side it missed, of `kontroller` controls; mean width."""

    sandt: float
    kontroller: int
    inde: int
    over: int
    under: int
    bredde: float

    @property
    def pct(self) -> float:
        """Coverage in percent."""
        return 100 * self.inde / self.kontroller


@dataclass(frozen=True, kw_only=True)
class Forsoeg:
    """A frame with its key: the faults, what the rules flagged, and what people would say of each unit."""

    ramme: tuple[Enhed, ...]
    fejl: frozenset[str]
    flagede: frozenset[str]
    svar: frozenset[str]
    antal: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Virkelighed:
    """What is true: the share of faults, how good the rules are, and how often people err when they look at a unit."""

    andel: float
    genfinding: float = 0.8
    praecision: float = 0.7
    overser: float = 0.0
    opfinder: float = 0.0


def make_forsoeg(design: Design, sandt: Virkelighed, *, seed: int = 1) -> Forsoeg:
    """Set up a register where this is true; Neyman knows the shares of an item with 8 % faults, blurred."""
    enheder = make_enheder(seed=seed)
    fejl = plant_fejl(enheder, sandt.andel, seed=seed)
    flagede = plant_flag(enheder, fejl, genfinding=sandt.genfinding, praecision=sandt.praecision, seed=seed)
    ramme = make_ramme(enheder, design, flagede)
    kendt = fejl if design.strata[0] is Stratumtegn.FLAGGET else plant_fejl(enheder, _KENDT_ANDEL, seed=seed)
    sidst = {navn: 0.7 * p + 0.3 * _KENDT_ANDEL for navn, p in share_by_stratum(ramme, kendt).items()}
    return Forsoeg(
        ramme=ramme,
        fejl=fejl,
        flagede=flagede,
        svar=frozenset(answer(ramme, fejl, overser=sandt.overser, opfinder=sandt.opfinder, seed=seed)),
        antal=allocate(design, count_strata(ramme), fejlandele=sidst),
    )


def draw_many(forsoeg: Forsoeg, kontroller: int) -> Iterator[list[Enhed]]:
    """Draw once for each of as many public numbers."""
    enheder = {enhed.enhed_id: enhed for enhed in forsoeg.ramme}
    for tal in range(kontroller):
        traek = draw_stikproeve(forsoeg.ramme, forsoeg.antal, nummer="27-1", offentligt_tal=str(tal))
        yield [enheder[enhed_id] for enhed_id in traek.udtrukne]


def estimate_once(forsoeg: Forsoeg, udtrukne: list[Enhed]) -> Andel:
    """Estimate the share of faults from one draw, people answering as the key says."""
    strata = [Stratum(navn=navn, antal=antal) for navn, antal in count_strata(forsoeg.ramme).items()]
    return estimate_andel(
        [Vurdering(enhed_id=e.enhed_id, stratum=e.stratum, udfald=_outcome(e, forsoeg.svar)) for e in udtrukne], strata
    )


def evaluate_once(forsoeg: Forsoeg, udtrukne: list[Enhed]) -> Evidens:
    """Weigh the evidence from one draw."""
    kan = [enhed for enhed in forsoeg.ramme if enhed.udelukket is None]
    flag = count_strata(enhed for enhed in kan if enhed.enhed_id in forsoeg.flagede)
    ramme = [
        Rammedel(stratum=navn, antal=antal, flagget=flag.get(navn, 0)) for navn, antal in count_strata(kan).items()
    ]
    sager = [
        Sag(
            enhed_id=e.enhed_id,
            stratum=e.stratum,
            udfald=_outcome(e, forsoeg.svar),
            er_flagget=e.enhed_id in forsoeg.flagede,
        )
        for e in udtrukne
    ]
    return evaluate_punkt("takst", sager, ramme, regel=load_evidensregler()[0], har_regler=True)


def cover_andele(design: Design, andele: Iterable[float], kontroller: int) -> list[Daekning]:
    """Count, for items of these true shares, how often the interval holds the truth.

    One draw serves all items, as in a real control; where strata are made of flags, each item has draws of its own.
    """
    forsoeg = [make_forsoeg(design, Virkelighed(andel=andel)) for andel in andele]
    if design.strata[0] is Stratumtegn.FLAGGET:
        return [_cover([et], kontroller)[0] for et in forsoeg]
    return _cover(forsoeg, kontroller)


def _cover(forsoeg: Sequence[Forsoeg], kontroller: int) -> list[Daekning]:
    graenser: list[list[tuple[float, float]]] = [[] for _ in forsoeg]
    for udtrukne in draw_many(forsoeg[0], kontroller):
        for et, liste in zip(forsoeg, graenser, strict=True):
            andel = estimate_once(et, udtrukne)
            liste.append((andel.nedre or 0.0, andel.oevre or 0.0))
    return [
        count_daekning(len(et.svar) / sum(enhed.udelukket is None for enhed in et.ramme), liste)
        for et, liste in zip(forsoeg, graenser, strict=True)
    ]


def cover_evidens(forsoeg: Forsoeg, kontroller: int) -> tuple[Daekning, Daekning]:
    """Count how often the intervals of recall and of precision hold what people would say of the whole register."""
    evidens = [evaluate_once(forsoeg, udtrukne) for udtrukne in draw_many(forsoeg, kontroller)]
    genfundet, praecis = true_rates(forsoeg.flagede, forsoeg.svar)
    return (
        count_daekning(
            genfundet, [(e.genfinding.nedre, e.genfinding.oevre) if e.genfinding else (0, 1) for e in evidens]
        ),
        count_daekning(
            praecis, [(e.praecision.nedre, e.praecision.oevre) if e.praecision else (0, 1) for e in evidens]
        ),
    )


def true_rates(flagede: Collection[str], fejl: Collection[str]) -> tuple[float, float]:
    """Give recall and precision of the flags."""
    begge = len(set(flagede) & set(fejl))
    return begge / len(fejl), begge / len(flagede)


def count_daekning(sandt: float, graenser: list[tuple[float, float]]) -> Daekning:
    """Count on which side of the truth intervals lie."""
    luft = 1e-9
    over = sum(sandt > oevre + luft for _, oevre in graenser)
    under = sum(sandt < nedre - luft for nedre, _ in graenser)
    return Daekning(
        sandt=sandt,
        kontroller=len(graenser),
        inde=len(graenser) - over - under,
        over=over,
        under=under,
        bredde=mean(oevre - nedre for nedre, oevre in graenser),
    )


def _outcome(enhed: Enhed, svar: Collection[str]) -> Udfald:
    return Udfald.FORKERT if enhed.enhed_id in svar else Udfald.RIGTIG


def _say(navn: str, daekning: Daekning) -> None:
    print(
        f"{navn:30} sandt {100 * daekning.sandt:5.1f} %   dækning {daekning.pct:5.1f} %   "
        f"under {daekning.under:3}  over {daekning.over:3}   bredde {100 * daekning.bredde:5.2f}",
        flush=True,
    )


def _time(antal: int, gange: int = 5) -> None:
    ramme = make_ramme(make_enheder(antal), PROPORTIONAL)
    fordelt = allocate(PROPORTIONAL, count_strata(ramme))
    tider = [_clock(lambda: draw_stikproeve(ramme, fordelt, nummer="27-1", offentligt_tal="1")) for _ in range(gange)]
    print(f"træk af 400 blandt {antal} enheder: {1000 * min(tider):.0f} ms")


def _clock(arbejde: Callable[[], object]) -> float:
    fra = perf_counter()
    arbejde()
    return perf_counter() - fra


def main() -> None:
    """Print coverage by design and true share, then that of recall and precision, then the time of a draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kontroller", type=int, default=1000)
    kontroller = parser.parse_args().kontroller
    for navn, design in DESIGN.items():
        for andel, daekning in zip(ANDELE, cover_andele(design, ANDELE, kontroller), strict=True):
            _say(f"{navn}, fejlandel {andel:.0%}", daekning)
    for navn in ("flagget", "proportional"):
        for andel in (0.03, 0.08, 0.20):
            for rammer, praecis in ((0.8, 0.7), (0.95, 0.9)):
                sandt = Virkelighed(andel=andel, genfinding=rammer, praecision=praecis, overser=0.05, opfinder=0.002)
                forsoeg = make_forsoeg(DESIGN[navn], sandt)
                for hvad, daekning in zip(("genfinding", "præcision"), cover_evidens(forsoeg, kontroller), strict=True):
                    _say(f"{navn}, {andel:.0%}, {hvad}", daekning)
    for antal in (1_999, 7_336, 100_000):
        _time(antal)


if __name__ == "__main__":
    main()
