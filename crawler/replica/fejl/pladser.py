"""Faults of places: none, nought, sums that do not agree, paragraphs that do not fit."""

from random import Random

from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning, of_afdelinger, of_tilbud, side_fejl
from crawler.replica.side import Side
from crawler.replica.tilbudstyper import UDEN_SENGE

_MIDLERTIDIGT = frozenset({"§ 107"})


def _count(gruppe: Gruppe) -> int:
    return sum(antal or 0 for side in gruppe for antal in side.afdeling.pladser.values())


def _state_total(gruppe: Gruppe, i_alt: int) -> Gruppe:
    return tuple(side.change(pladser_i_alt=i_alt) for side in gruppe)


def _counts_beds(gruppe: Gruppe) -> bool:
    return all(side.typer and not side.typer & UDEN_SENGE for side in gruppe)


def _drop_pladser(gruppe: Gruppe, _: Random) -> Plantning:
    sider = (gruppe[0].change(pladser={}), *gruppe[1:])
    return Plantning(sider, of_afdelinger("PLADS-001", sider[:1]))


def _has_two_counts(gruppe: Gruppe) -> bool:
    return _counts_beds(gruppe) and sum(len(side.afdeling.pladser) for side in gruppe) > 1


def _state_nought(gruppe: Gruppe, _: Random) -> Plantning:
    pladser = dict(gruppe[0].afdeling.pladser)
    pladser[next(iter(pladser))] = 0
    sider = (gruppe[0].change(pladser=pladser), *gruppe[1:])
    return Plantning(_state_total(sider, _count(sider)), of_afdelinger("PLADS-002", sider[:1]))


def _state_wrong_total(gruppe: Gruppe, terning: Random) -> Plantning:
    forkert = _count(gruppe) + terning.randint(1, 5)
    return Plantning(_state_total(gruppe, forkert), of_tilbud("PLADS-003", gruppe))


def _has_several(gruppe: Gruppe) -> bool:
    return len(gruppe) > 1


def _state_two_totals(gruppe: Gruppe, terning: Random) -> Plantning:
    uenig = gruppe[-1].change(pladser_i_alt=(gruppe[-1].afdeling.pladser_i_alt or 0) + terning.randint(1, 5))
    return Plantning((*gruppe[:-1], uenig), of_tilbud("PLADS-004", gruppe))


def _is_midlertidigt(side: Side) -> bool:
    return side.typer == _MIDLERTIDIGT and (side.afdeling.pladser["§ 107"] or 0) > 1


def _mix_up_paragraphs(side: Side, terning: Random) -> Side:
    """Name a type without places, or give places to a type that is not named; the sum stays right."""
    afdeling = side.afdeling
    if terning.random() < 0.5:  # noqa: PLR2004
        return side.change(tilbudstyper=(*afdeling.tilbudstyper, "Aktivitets- og samværstilbud, § 104"))
    antal = afdeling.pladser["§ 107"] or 0
    return side.change(pladser={"§ 107": antal - 1, "§ 108": 1})


PLADSER = (
    Fejlart(navn="PLADS-001", omfang=Omfang.TILBUD, kasus=8, plant=_drop_pladser),
    Fejlart(
        navn="PLADS-002", omfang=Omfang.TILBUD, kasus=7, plant=_state_nought, passer=_has_two_counts, er_kraesen=True
    ),
    Fejlart(navn="PLADS-003", omfang=Omfang.TILBUD, kasus=14, plant=_state_wrong_total, passer=_counts_beds),
    Fejlart(
        navn="PLADS-004", omfang=Omfang.TILBUD, kasus=7, plant=_state_two_totals, passer=_has_several, er_kraesen=True
    ),
    side_fejl("PLADS-005", 10, _mix_up_paragraphs, passer=_is_midlertidigt),
)
