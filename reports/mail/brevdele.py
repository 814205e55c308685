"""The parts of a mail that grow with what was found: the table of tilbud, and a section for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reports.mail.indhold import Trin
from reports.mail.punkt import Punkt, write_afdeling, write_tilbud
from reports.mail.stof import Gruppe
from reports.mail.vaegt import HENVISNINGER, OVERSIGT, count_fitting, weigh
from reports.visning import antal_af, dato, tal

# What the markup around them takes, in bytes: measured on the template, rounded up.
_LINJES_RAMME = 330
_HENVISNINGS_RAMME = 330


@dataclass(frozen=True, kw_only=True)
class Oversigtslinje:
    """How much there is about one tilbud, and which points."""

    tilbud: str
    antal: str
    numre: str


@dataclass(frozen=True, kw_only=True)
class Oversigt:
    """A table of the tilbud that a mail is about; `rest` is said of those there is no room for."""

    linjer: tuple[Oversigtslinje, ...]
    rest: str | None


@dataclass(frozen=True, kw_only=True)
class Afsnit:
    """The faults of one afdeling, or of the tilbud as a whole."""

    overskrift: str
    punkter: tuple[Punkt, ...]


@dataclass(frozen=True, kw_only=True)
class Del:
    """What the letter says of one tilbud; `rest` is about its points that only the workbook has."""

    overskrift: str
    indledning: str | None
    afsnit: tuple[Afsnit, ...]
    rest: str | None


def make_oversigt(grupper: Sequence[Gruppe]) -> Oversigt | None:
    """Make the table; one tilbud needs none."""
    if len(grupper) <= 1:
        return None
    linjer = [_make_linje(gruppe) for gruppe in grupper]
    antal = count_fitting((_LINJES_RAMME + weigh(x.tilbud) for x in linjer), OVERSIGT)
    over = len(linjer) - antal
    rest = f"Desuden {antal_af(over, 'tilbud', 'tilbud')}, som står i regnearket." if over else None
    return Oversigt(linjer=tuple(linjer[:antal]), rest=rest)


def make_dele(grupper: Sequence[Gruppe], *, trin: Trin, rykkes_til: date) -> tuple[Del, ...]:
    """Make a section for each tilbud with a point in the letter, then for those of the others there is room for.

    `rykkes_til` is the day a reminder that is part of a mail of news hopes for: the case goes on after it.
    """
    foer = [_write_foer(x, trin, rykkes_til) for x in grupper]
    if len(grupper) == 1:
        return (_make_del(grupper[0], overskrift="Det bør I se efter", indledning=foer[0]),)
    dele = [
        _make_del(x, overskrift=write_tilbud(x.fejl[0].del_), indledning=en)
        for x, en in zip(grupper, foer, strict=True)
    ]
    return tuple(sorted(_drop_surplus(dele), key=lambda en: not en.afsnit))


def _drop_surplus(dele: Sequence[Del]) -> Iterator[Del]:
    vaegte = [_HENVISNINGS_RAMME + weigh(en.overskrift, en.rest, en.indledning) for en in dele if not en.afsnit]
    plads = count_fitting(vaegte, HENVISNINGER)
    for en in dele:
        if en.afsnit:
            yield en
        elif plads:
            plads -= 1
            yield en


def _make_linje(gruppe: Gruppe) -> Oversigtslinje:
    return Oversigtslinje(
        tilbud=write_tilbud(gruppe.fejl[0].del_),
        antal=tal(len(gruppe.fejl)),
        numre=_write_numre(gruppe),
    )


def _make_del(gruppe: Gruppe, *, overskrift: str, indledning: str | None) -> Del:
    viste = [en for en in gruppe.fejl if en.nummer in gruppe.viste]
    afsnit = tuple(
        Afsnit(
            overskrift=write_afdeling(gruppe.fejl[0].del_, afdelingsid),
            punkter=tuple(gruppe.punkter[en.nummer] for en in en_afdeling),
        )
        for afdelingsid, en_afdeling in groupby(viste, key=lambda en: en.fejl.afdelingsid)
    )
    return Del(overskrift=overskrift, indledning=indledning, afsnit=afsnit, rest=_write_rest(gruppe))


def _write_foer(gruppe: Gruppe, trin: Trin, rykkes_til: date) -> str | None:
    """Tell what a whole mail of reminders has told already: a mail of news gives a later day, which is not theirs."""
    if trin is Trin.RYKKER or not gruppe.fejl[0].del_.er_rykker:
        return None
    return (
        "Vi har skrevet til jer om dette tilbud før. Det, der ikke er nyt, bør I se efter, helst inden den "
        f"{dato(rykkes_til)}. Er det ikke rettet efter den dag, ser en medarbejder i socialtilsynet eller ministeriet "
        "på det og på det, I har svaret."
    )


def _write_rest(gruppe: Gruppe) -> str | None:
    if not gruppe.skjulte:
        return None
    if gruppe.skjulte < len(gruppe.fejl):
        return f"{antal_af(gruppe.skjulte, 'punkt', 'punkter')} mere står kun i det vedhæftede regneark."
    return (
        f"Punkt {_write_numre(gruppe)} står i det vedhæftede regneark. "
        f"Det vigtigste er punkt {tal(gruppe.vaerst.nummer)}: {gruppe.vaerst.titel}."
    )


def _write_numre(gruppe: Gruppe) -> str:
    fra, til = gruppe.fejl[0].nummer, gruppe.fejl[-1].nummer
    return tal(fra) if fra == til else f"{tal(fra)}–{tal(til)}"
