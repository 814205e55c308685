"""What happens between the two nights beside faults: harmless changes, one tilbud gone, one come."""

from collections.abc import Iterator, Sequence
from random import Random

from crawler.replica.fejl import Fejlart, Gruppe, Omfang, Plantning
from crawler.replica.navne import make_person
from crawler.replica.numre import make_telefon
from crawler.replica.plan import BEGGE, NY, Plads, Planlaegger
from crawler.replica.side import Side


def _new_telefon(side: Side, terning: Random) -> Side:
    return side.change(telefon=make_telefon(terning))


def _new_leder(side: Side, terning: Random) -> Side:
    return side.name_leder(make_person(terning))


def _new_email(side: Side, _: Random) -> Side:
    return side.change(email=f"ny-{side.afdeling.email}")


def _grow(gruppe: Gruppe, _: Random) -> Gruppe:
    """One place more, and one more in the total on every page of the tilbud."""
    pladser = dict(gruppe[0].afdeling.pladser)
    paragraf = next(iter(pladser))
    pladser[paragraf] = (pladser[paragraf] or 0) + 1
    sider = (gruppe[0].change(pladser=pladser), *gruppe[1:])
    return tuple(side.change(pladser_i_alt=(side.afdeling.pladser_i_alt or 0) + 1) for side in sider)


_PAA_SIDE = {"ny telefon": _new_telefon, "ny leder": _new_leder, "ny e-mail": _new_email}


def _uskyldige() -> Iterator[Fejlart]:
    yield Fejlart(
        navn="en plads mere",
        omfang=Omfang.TILBUD,
        kasus=4,
        plant=lambda gruppe, terning: Plantning(_grow(gruppe, terning), frozenset()),
    )
    for navn, change in _PAA_SIDE.items():
        yield Fejlart(
            navn=navn,
            omfang=Omfang.SIDE,
            kasus=6,
            plant=lambda gruppe, terning, change=change: Plantning((change(gruppe[0], terning),), frozenset()),  # type: ignore[misc]
        )


def plan_uskyldige(planlaegger: Planlaegger) -> Iterator[Plads]:
    """Change some pages harmlessly on the second night."""
    for art in _uskyldige():
        for plantning in planlaegger.place(art):
            yield Plads(art=art, plantning=plantning, naetter=NY)


def choose_savnet(pladser: Sequence[Plads], tilbud: Sequence[Gruppe]) -> frozenset[tuple[str, str]]:
    """Choose the tilbud that the second night's list lacks.

    One afdeling with one fault of its own: its findings must stay open although nobody can see it. A very small
    register may have none such.
    """
    alene = {gruppe[0].noegle for gruppe in tilbud if len(gruppe) == 1}
    egnede = [
        plads
        for plads in pladser
        if len(plads.sider) == 1 and plads.fund and plads.naetter == BEGGE and plads.sider[0].noegle in alene
    ]
    egnede.sort(key=lambda plads: plads.art.omfang is not Omfang.SIDE)
    return frozenset(plads.sider[0].noegle for plads in egnede[:1])
