"""The tile map: each of the 98 kommuner one tile near its place, with the share of its tilbud that have serious faults.

The map is HTML and no drawing: its tiles are links in a list, which on a narrow screen is shown as one.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from domain.reference import load_kommuner
from domain.tekst import order
from reports.visning import antal_af

# One fault of one tilbud is 100 %, and says nothing of a kommune.
MINDST = 5
# Fixed limits, so that a colour means the same from one month to the next.
GRAENSER = (10, 20, 30, 40)
TRIN = ("under 10 %", "10 til under 20 %", "20 til under 30 %", "30 til under 40 %", "40 % og derover")


@dataclass(frozen=True, kw_only=True)
class Kommunetal:
    """A kommune's tilbud, and how many of them have an open `kritisk` or `alvorlig` finding (`ramte`)."""

    tilbud: int
    ramte: int


@dataclass(frozen=True, kw_only=True)
class Plads:
    """Where a kommune's tile lies: row from the north, column from the west, both from 0."""

    kode: str
    kort_navn: str
    raekke: int
    kolonne: int


@dataclass(frozen=True, kw_only=True)
class Felt:
    """One tile as it is drawn; `trin` is its step of colour, 1 to 5, and 0 where there is no tilbud."""

    plads: Plads
    navn: str
    tal: Kommunetal
    trin: int
    andel: str


@dataclass(frozen=True, kw_only=True)
class Kommunekort:
    """The whole map, its tiles by the kommuner's names, with what it says in words."""

    felter: tuple[Felt, ...]
    beskrivelse: str
    trin: tuple[str, ...] = TRIN


def make_kommunekort(tal: Mapping[str, Kommunetal]) -> Kommunekort:
    """Give the map of figures by kommunekode; a kommune without any is shown without tilbud."""
    navne = load_navne()
    felter = [_make_felt(plads, navne[plads.kode], tal) for plads in load_pladser()]
    return Kommunekort(felter=tuple(felter), beskrivelse=_describe(felter))


def find_trin(tal: Kommunetal) -> int:
    """Give the step of colour: 1 to 5 by share, 0 where there is no tilbud."""
    if not tal.tilbud:
        return 0
    return 1 + sum(100 * tal.ramte >= graense * tal.tilbud for graense in GRAENSER)


@cache
def load_pladser() -> tuple[Plads, ...]:
    """Give every kommune's place, in the order of a Danish list of their names."""
    tekst = files("reports.web.diagrammer").joinpath("kommunekort.csv").read_text(encoding="utf-8")
    pladser = (
        Plads(
            kode=row["kommunekode"],
            kort_navn=row["kort_navn"],
            raekke=int(row["raekke"]),
            kolonne=int(row["kolonne"]),
        )
        for row in csv.DictReader(tekst.splitlines())
    )
    return tuple(sorted(pladser, key=lambda plads: order(load_navne()[plads.kode])))


@cache
def load_navne() -> Mapping[str, str]:
    """Give the kommuner's names by code."""
    return {kommune.kommunekode: kommune.navn for kommune in load_kommuner()}


def _make_felt(plads: Plads, navn: str, tal: Mapping[str, Kommunetal]) -> Felt:
    eget = tal.get(plads.kode, Kommunetal(tilbud=0, ramte=0))
    return Felt(plads=plads, navn=navn, tal=eget, trin=find_trin(eget), andel=_write_andel(eget))


def _write_andel(tal: Kommunetal) -> str:
    return "–" if not tal.tilbud else f"{100 * tal.ramte / tal.tilbud:.0f} %"


def _describe(felter: list[Felt]) -> str:
    med = [felt for felt in felter if felt.tal.tilbud]
    if not med:
        return "Ingen kommune har tilbud på kortet."
    store = [felt for felt in med if felt.tal.tilbud >= MINDST] or med
    hoejst = max(store, key=lambda felt: (felt.tal.ramte / felt.tal.tilbud, felt.tal.tilbud))
    lavest = min(store, key=lambda felt: (felt.tal.ramte / felt.tal.tilbud, -felt.tal.tilbud))
    blandt = "" if store == med else f" Blandt dem med mindst {MINDST} tilbud gælder:"
    return (
        f"{antal_af(len(med), 'kommune', 'kommuner')} har tilbud på kortet.{blandt} Højest ligger {hoejst.navn} med"
        f" {hoejst.andel} ({hoejst.tal.ramte} af {hoejst.tal.tilbud}), lavest {lavest.navn} med {lavest.andel}"
        f" ({lavest.tal.ramte} af {lavest.tal.tilbud})."
    )
