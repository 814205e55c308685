"""Reference lists that ship with the program: dated rows, each with its source, read as package data."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from domain.tekst import fold


@dataclass(frozen=True)
class Gyldighed:
    """The days a row holds, both ends included; `til` None means until further notice."""

    fra: date
    til: date | None

    def covers(self, dag: date) -> bool:
        """Tell whether the row holds on a day."""
        return self.fra <= dag and (self.til is None or dag <= self.til)


@dataclass(frozen=True)
class Postnummer:
    """A postcode: `kommunekoder` is empty where the source does not know them."""

    postnr: str
    navn: str
    er_stormodtager: bool
    kommunekoder: tuple[str, ...]


@dataclass(frozen=True)
class Stormodtager:
    """A house whose owner receives so much mail that it has a postcode (`postnr`) beside that of its street."""

    postnr: int
    by: str
    vejnavn: str
    husnr: str
    gade_postnr: int


@dataclass(frozen=True)
class Kommune:
    """A kommune with its region and the socialtilsyn that handles tilbud in it, exceptions of STL § 2 applied."""

    kommunekode: str
    navn: str
    region: str
    socialtilsyn: str
    gyldig: Gyldighed
    kilde: str


@dataclass(frozen=True)
class Socialtilsyn:
    """One of the five; `drives_af` is the kommunekode of the kommune that runs it."""

    kode: str
    navn: str
    drives_af: str
    gyldig: Gyldighed
    kilde: str


@dataclass(frozen=True)
class ParagrafRaekke:
    """A paragraph that a tilbud can rest on: who supervises it, and whether a place is a bed (1) or a count."""

    paragraf: str
    lov: str
    betegnelse: str
    tilsyn: str
    gruppe: str
    plads_er_seng: bool
    gyldig: Gyldighed
    sikkerhed: str
    kilde: str


@dataclass(frozen=True)
class Virksomhedsform:
    """A form of firm as the portal may write it; `tilladt` says when a private tilbud may have it."""

    tekst: str
    ejerform: str
    er_personlig: bool
    tilladt: Gyldighed
    sikkerhed: str
    kilde: str


@dataclass(frozen=True)
class Lovkilde:
    """A legal source as it read in some period."""

    noegle: str
    henvisning: str
    siger: str
    gyldig: Gyldighed
    sikkerhed: str
    kilde: str


@cache
def load_postnumre() -> dict[str, Postnummer]:
    """Give every Danish postcode by its four digits (DAWA and PostNord, 2020; open data)."""
    return {
        row["postnr"]: Postnummer(
            row["postnr"], row["navn"], row["stormodtager"] == "true", tuple(row["kommunekoder"].split())
        )
        for row in read_rows("postnumre.csv")
    }


@cache
def load_bynavne() -> frozenset[str]:
    """Give the folded names of every postal town."""
    return frozenset(fold(postnummer.navn) for postnummer in load_postnumre().values())


@cache
def load_stormodtagere() -> dict[int, tuple[Stormodtager, ...]]:
    """Give the addresses with a postcode of their owner's own, by that postcode (PostNord; open data)."""
    samlet: dict[int, list[Stormodtager]] = {}
    for row in read_rows("stormodtagere.csv"):
        post = Stormodtager(int(row["postnr"]), row["by"], row["vejnavn"], row["husnr"], int(row["gade_postnr"]))
        samlet.setdefault(post.postnr, []).append(post)
    return {postnr: tuple(poster) for postnr, poster in samlet.items()}


@cache
def load_kommuner() -> tuple[Kommune, ...]:
    """Give the 98 kommuner, dated: those that changed region on 1 January 2027 have two rows."""
    return tuple(
        Kommune(row["kommunekode"], row["navn"], row["region"], row["socialtilsyn"], read_gyldighed(row), row["kilde"])
        for row in read_rows("kommuner.csv")
    )


@cache
def load_socialtilsyn() -> tuple[Socialtilsyn, ...]:
    """Give the five socialtilsyn (STL § 2)."""
    return tuple(
        Socialtilsyn(row["kode"], row["navn"], row["drives_af"], read_gyldighed(row), row["kilde"])
        for row in read_rows("socialtilsyn.csv")
    )


@cache
def load_paragraffer() -> tuple[ParagrafRaekke, ...]:
    """Give the paragraphs a tilbud can rest on, repealed ones too."""
    return tuple(
        ParagrafRaekke(
            row["paragraf"],
            row["lov"],
            row["betegnelse"],
            row["tilsyn"],
            row["gruppe"],
            row["plads_er_seng"] == "1",
            read_gyldighed(row),
            row["sikkerhed"],
            row["kilde"],
        )
        for row in read_rows("paragraffer.csv")
    )


@cache
def load_virksomhedsformer() -> tuple[Virksomhedsform, ...]:
    """Give the forms of firm known on the portal or in CVR."""
    return tuple(
        Virksomhedsform(
            row["tekst"],
            row["ejerform"],
            row["er_personlig"] == "1",
            read_gyldighed(row, "tilladt"),
            row["sikkerhed"],
            row["kilde"],
        )
        for row in read_rows("virksomhedsformer.csv")
    )


@cache
def load_lovkilder() -> tuple[Lovkilde, ...]:
    """Give the legal sources that rules cite, each dated."""
    return tuple(
        Lovkilde(row["noegle"], row["henvisning"], row["siger"], read_gyldighed(row), row["sikkerhed"], row["kilde"])
        for row in read_rows("lovkilder.csv")
    )


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one list by column."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def read_gyldighed(row: dict[str, str], prefix: str = "gyldig") -> Gyldighed:
    """Give the days a row holds, from its columns `<prefix>_fra` and `<prefix>_til`."""
    til = row[f"{prefix}_til"]
    return Gyldighed(date.fromisoformat(row[f"{prefix}_fra"]), date.fromisoformat(til) if til else None)
