"""A made-up register of national size with an answer key: units in skewed strata, planted faults, flags that err."""

import random
from collections.abc import Collection, Iterable

from domain.stikproeve import Enhed
from sampling.design import FLAGGET, UFLAGGET, Design, Stratumtegn, name_strata
from sampling.traek import count_strata

LANDET = 1_999

_SOCIALTILSYN = {"Nord": 14, "Midt": 24, "Syd": 22, "Øst": 22, "Hovedstaden": 18}
_TYPER = {"§ 43": 33, "§ 107": 25, "§ 108": 15, "§ 104": 12, "blandet": 10, "§ 101": 5}
_EJERFORMER = {"privat": 45, "kommunal": 40, "regional": 15}


def make_enheder(antal: int = LANDET, *, seed: int = 1) -> tuple[Enhed, ...]:
    """Make units with socialtilsyn, type and ejerform; their stratum is still to be named."""
    terning = random.Random(seed)  # noqa: S311
    return tuple(
        Enhed(
            enhed_id=str(10_000 + 7 * nummer),
            stratum="alle",
            socialtilsyn=_pick(terning, _SOCIALTILSYN),
            type=_pick(terning, _TYPER),
            ejerform=_pick(terning, _EJERFORMER),
            udelukket="nyligt_udtrukket" if nummer % 29 == 0 else None,
        )
        for nummer in range(antal)
    )


def make_ramme(enheder: Iterable[Enhed], design: Design, flagede: Collection[str] = frozenset()) -> tuple[Enhed, ...]:
    """Name each unit's stratum as the design says; `flagede` are the ids that the rules flagged."""
    alle = tuple(enheder)
    vaerdier = {enhed.enhed_id: _values(enhed, design, flagede) for enhed in alle}
    antal = dict.fromkeys(vaerdier.values(), 0)
    for enhed in alle:
        antal[vaerdier[enhed.enhed_id]] += enhed.udelukket is None
    navne = name_strata(design, antal)
    return tuple(
        Enhed(
            enhed_id=enhed.enhed_id,
            stratum=navne[vaerdier[enhed.enhed_id]],
            socialtilsyn=enhed.socialtilsyn,
            type=enhed.type,
            ejerform=enhed.ejerform,
            udelukket=enhed.udelukket,
        )
        for enhed in alle
    )


def plant_fejl(enheder: Iterable[Enhed], andel: float, *, seed: int) -> frozenset[str]:
    """Choose the faulty units: exactly this share of those that can be drawn, more in some strata than in others."""
    terning = random.Random(seed)  # noqa: S311
    kan = [enhed for enhed in enheder if enhed.udelukket is None]
    tilboejelighed = {
        vaerdi: terning.lognormvariate(0, 0.7)
        for vaerdi in sorted({del_ for enhed in kan for del_ in (enhed.socialtilsyn, enhed.type, enhed.ejerform)})
    }
    # Sampling by weight without replacement: the largest of u^(1/weight) (Efraimidis and Spirakis).
    rang = {
        enhed.enhed_id: terning.random()
        ** (1 / (tilboejelighed[enhed.socialtilsyn] * tilboejelighed[enhed.type] * tilboejelighed[enhed.ejerform]))
        for enhed in kan
    }
    return frozenset(sorted(rang, key=lambda enhed_id: rang[enhed_id], reverse=True)[: round(andel * len(kan))])


def plant_flag(
    enheder: Iterable[Enhed], fejl: Collection[str], *, genfinding: float, praecision: float, seed: int
) -> frozenset[str]:
    """Choose what the rules flagged, with exactly this recall and precision (to the nearest unit)."""
    terning = random.Random(seed)  # noqa: S311
    kan = sorted(enhed.enhed_id for enhed in enheder if enhed.udelukket is None)
    ramte = terning.sample([enhed_id for enhed_id in kan if enhed_id in fejl], round(genfinding * len(fejl)))
    falske = round(len(ramte) * (1 - praecision) / praecision)
    return frozenset([*ramte, *terning.sample([enhed_id for enhed_id in kan if enhed_id not in fejl], falske)])


def answer(enheder: Iterable[Enhed], fejl: Collection[str], *, overser: float, opfinder: float, seed: int) -> set[str]:
    """Give the units people would call faulty, were they asked of all: some faults missed, some made up."""
    terning = random.Random(seed)  # noqa: S311
    return {
        enhed.enhed_id
        for enhed in enheder
        if enhed.udelukket is None
        and (terning.random() >= overser if enhed.enhed_id in fejl else terning.random() < opfinder)
    }


def share_by_stratum(ramme: Iterable[Enhed], fejl: Collection[str]) -> dict[str, float]:
    """Give the true share of faults of each stratum, as a control that asked everybody would."""
    alle = [enhed for enhed in ramme if enhed.udelukket is None]
    antal = count_strata(alle)
    return {navn: sum(e.stratum == navn and e.enhed_id in fejl for e in alle) / tal for navn, tal in antal.items()}


def _values(enhed: Enhed, design: Design, flagede: Collection[str]) -> tuple[str, ...]:
    vaerdi = {
        Stratumtegn.SOCIALTILSYN: enhed.socialtilsyn,
        Stratumtegn.TYPE: enhed.type,
        Stratumtegn.EJERFORM: enhed.ejerform,
        Stratumtegn.FLAGGET: FLAGGET if enhed.enhed_id in flagede else UFLAGGET,
    }
    return tuple(vaerdi[tegn] for tegn in design.strata)


def _pick(terning: random.Random, vaegte: dict[str, int]) -> str:
    return terning.choices(list(vaegte), list(vaegte.values()))[0]
