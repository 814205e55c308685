"""A report as data: headings, paragraphs and tables, drawn the same as web page, PDF and workbook."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.visning import tal

INTET = "–"


@dataclass(frozen=True)
class Pct:
    """A share (0-1), written as percent."""

    andel: float


@dataclass(frozen=True)
class Decimal:
    """A number with one decimal."""

    vaerdi: float


Celle = str | int | Pct | Decimal | None


@dataclass(frozen=True)
class Tabel:
    """A table. The first column names the row; `tekstkolonner` further ones hold words, the rest numbers."""

    navn: str
    titel: str
    kolonner: tuple[str, ...]
    raekker: tuple[tuple[Celle, ...], ...]
    tekstkolonner: int = 0

    @property
    def tal_fra(self) -> int:
        """The first column of numbers."""
        return 1 + self.tekstkolonner


@dataclass(frozen=True)
class Liste:
    """Points beneath one another."""

    punkter: tuple[str, ...]


@dataclass(frozen=True)
class Varsel:
    """A paragraph that must be seen."""

    tekst: str


Blok = str | Liste | Tabel | Varsel


@dataclass(frozen=True)
class Afsnit:
    """A section; `niveau` 1 or 2."""

    overskrift: str
    blokke: tuple[Blok, ...]
    niveau: int = 1


@dataclass(frozen=True, kw_only=True)
class Dokument:
    """The whole report. `noegle` names its files; `om` says in a line what it is."""

    noegle: str
    titel: str
    om: str
    afsnit: tuple[Afsnit, ...]

    @property
    def tabeller(self) -> tuple[Tabel, ...]:
        """Its tables in order."""
        return tuple(blok for afsnit in self.afsnit for blok in afsnit.blokke if isinstance(blok, Tabel))


def write_celle(celle: Celle) -> str:
    """Write a cell for people: `1.999`, `12,3 %`, `–` for nothing."""
    if isinstance(celle, Pct):
        return write_pct(celle.andel)
    if isinstance(celle, Decimal):
        return write_decimal(celle.vaerdi)
    if isinstance(celle, int):
        return tal(celle)
    return celle or INTET


def write_pct(andel: float) -> str:
    """Write a share as percent with one decimal: `12,3 %`."""
    return f"{write_decimal(100 * andel)} %"


def write_decimal(vaerdi: float) -> str:
    """Write a number with one decimal and the Danish signs: `1.234,5`."""
    return f"{vaerdi:,.1f}".translate(str.maketrans(",.", ".,"))


def pct(andel: float | None) -> Pct | None:
    """Make a cell of a share that may be unknown."""
    return None if andel is None else Pct(andel)


def decimal(vaerdi: float | None) -> Decimal | None:
    """Make a cell of a number that may be unknown."""
    return None if vaerdi is None else Decimal(vaerdi)


def join_og(dele: Iterable[str]) -> str:
    """Put words together with commas and a last `og`."""
    *foerste, sidste = list(dele) or [""]
    return f"{', '.join(foerste)} og {sidste}" if foerste else sidste
