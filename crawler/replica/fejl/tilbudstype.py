"""Faults of tilbudstype and of the owner's form."""

from random import Random

from crawler.replica.fejl.art import Gruppe, Omfang, faelles_fejl
from crawler.replica.side import Side
from crawler.replica.tilbudstyper import DAGTILBUD

_BOTILBUD = frozenset({"§ 43", "§ 107", "§ 108", "§ 110"})
_PERSONLIGE = ("Enkeltmandsvirksomhed", "Interessentskab", "I/S", "Personligt ejet mindre virksomhed")
_UKENDTE_FORMER = ("Selvejende inst. med overenskomst", "SMBA", "Andet")
_UKENDTE_TYPER = {"Særligt bosted, § 112": "§ 112", "Aflastning (§ 96 b)": "§ 96 b"}
_FAA = 3


def is_single(gruppe: Gruppe) -> bool:
    """Tell whether the tilbud is one ordinary afdeling with one paragraph, supervised where it lies."""
    side = gruppe[0]
    return (
        len(gruppe) == 1
        and len(side.typer) == 1
        and side.typer <= _BOTILBUD
        and not side.er_hemmelig
        and not side.er_specialist
    )


def _is_voksen(gruppe: Gruppe) -> bool:
    return is_single(gruppe) and gruppe[0].afdeling.lister == ("voksne",)


def _is_boern(gruppe: Gruppe) -> bool:
    return is_single(gruppe) and gruppe[0].afdeling.lister == ("boern",)


def retype(side: Side, tekst: str, paragraf: str) -> Side:
    """Give the page with one tilbudstype instead of its own, and all its places under it."""
    antal = sum(n or 0 for n in side.afdeling.pladser.values())
    return side.change(tilbudstyper=(tekst,), pladser={paragraf: antal})


def _drop_types(gruppe: Gruppe, _: Random) -> Gruppe:
    return tuple(side.change(tilbudstyper=()) for side in gruppe)


def _invent_type(gruppe: Gruppe, terning: Random) -> Gruppe:
    tekst, paragraf = terning.choice(sorted(_UKENDTE_TYPER.items()))
    return tuple(retype(side, tekst, paragraf) for side in gruppe)


def _use_old_law(gruppe: Gruppe, _: Random) -> Gruppe:
    return tuple(retype(side, "Opholdssted for børn og unge, § 66 stk. 1 nr. 6", "§ 66") for side in gruppe)


def _use_adult_type(gruppe: Gruppe, _: Random) -> Gruppe:
    return tuple(retype(side, "Midlertidigt botilbud, § 107", "§ 107") for side in gruppe)


def _is_small_private(gruppe: Gruppe) -> bool:
    return (
        len(gruppe) <= _FAA
        and gruppe[0].ejerform == "privat"
        and all(side.typer and not side.typer <= DAGTILBUD for side in gruppe)
    )


def _own_personally(gruppe: Gruppe, terning: Random) -> Gruppe:
    form = terning.choice(_PERSONLIGE)
    return tuple(side.change(virksomhedsform=form) for side in gruppe)


def _invent_form(gruppe: Gruppe, terning: Random) -> Gruppe:
    form = terning.choice(_UKENDTE_FORMER)
    return tuple(side.change(virksomhedsform=form) for side in gruppe)


def _drop_form(gruppe: Gruppe, _: Random) -> Gruppe:
    return tuple(side.change(virksomhedsform=None) for side in gruppe)


TILBUDSTYPE = (
    faelles_fejl("TYPE-001", 7, _drop_types, passer=is_single),
    faelles_fejl("TYPE-002", 6, _invent_type, passer=_is_voksen),
    faelles_fejl("TYPE-003", 8, _use_old_law, passer=_is_boern),
    faelles_fejl("TYPE-004", 6, _use_adult_type, passer=_is_boern),
    faelles_fejl("TYPE-005", 8, _own_personally, omfang=Omfang.EJER, passer=_is_small_private),
    faelles_fejl("TYPE-006", 6, _invent_form, omfang=Omfang.EJER, passer=_is_small_private),
    faelles_fejl("TYPE-007", 7, _drop_form, omfang=Omfang.EJER, passer=_is_small_private),
)
