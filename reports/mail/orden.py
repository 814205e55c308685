"""The order of a mail's faults: one number each, worst first, and which of them the letter itself has room for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.regel import Alvor
from reports.mail.indhold import Mailfejl, Tilbudsdel

_RANG = {alvor: rang for rang, alvor in enumerate(Alvor)}


@dataclass(frozen=True, kw_only=True)
class Nummereret:
    """A fault with its number, the same in the letter and in the workbook; `plads` is its tilbud's among them all."""

    nummer: int
    plads: int
    del_: Tilbudsdel
    fejl: Mailfejl

    @property
    def rang(self) -> int:
        """How serious it is, 0 the most."""
        return _RANG[self.fejl.regel.alvor]


def number_fejl(dele: Sequence[Tilbudsdel]) -> tuple[Nummereret, ...]:
    """Number every fault from 1: the tilbud with the worst fault first, in it the afdeling with the worst fault."""
    med_fejl = sorted((en for en in dele if en.fejl), key=lambda en: min(_RANG[x.regel.alvor] for x in en.fejl))
    ordnet = [(plads, del_, fejl) for plads, del_ in enumerate(med_fejl) for fejl in _order(del_.fejl)]
    return tuple(
        Nummereret(nummer=nummer, plads=plads, del_=del_, fejl=fejl)
        for nummer, (plads, del_, fejl) in enumerate(ordnet, start=1)
    )


def choose_viste(fejl: Sequence[Nummereret], *, hoejst: int, vaegte: Mapping[int, int], plads: int) -> frozenset[int]:
    """Give the numbers of the faults that the letter shows: the worst, taken from every tilbud in turn.

    Args:
        fejl: All of them.
        hoejst: How many at most. When there are no more tilbud than that, each shows its worst fault.
        vaegte: What each fault takes of room, by its number.
        plads: The room there is for them together; the worst fault of all is shown however large it is.
    """
    runder = _count_runder(fejl)
    alle_med = len({en.plads for en in fejl}) <= hoejst
    valgte: set[int] = set()
    for en in sorted(fejl, key=lambda x: (alle_med and runder[x.nummer] > 0, x.rang, runder[x.nummer], x.nummer)):
        plads -= vaegte[en.nummer]
        if valgte and (plads < 0 or len(valgte) == hoejst):
            break
        valgte.add(en.nummer)
    return frozenset(valgte)


def _order(fejl: Sequence[Mailfejl]) -> list[Mailfejl]:
    """Keep the faults of an afdeling together, the afdeling with the worst fault first."""
    grupper: defaultdict[str | None, list[Mailfejl]] = defaultdict(list)
    for en in sorted(fejl, key=lambda x: _RANG[x.regel.alvor]):
        grupper[en.afdelingsid].append(en)
    return [en for gruppe in grupper.values() for en in gruppe]


def _count_runder(fejl: Sequence[Nummereret]) -> dict[int, int]:
    """Tell of each fault how many worse ones its tilbud has."""
    set_: Counter[int] = Counter()
    runder = {}
    for en in sorted(fejl, key=lambda x: (x.rang, x.nummer)):
        runder[en.nummer] = set_[en.plads]
        set_[en.plads] += 1
    return runder
