"""What stands in a cell: plain values, and the few that are drawn in a way of their own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from markupsafe import Markup

from domain.tid import DANSK_TID
from reports.visning import rens

_LAENGST_I_FIL = 5_000


@dataclass(frozen=True)
class Link:
    """A way to a page of the site (`emne`, `noegle` as for `til`); `tom` is said when there are no words."""

    emne: str
    noegle: str | None
    tekst: str | None
    tom: str = "Uden navn"


@dataclass(frozen=True)
class Alvor:
    """A grade, drawn with its sign."""

    grad: str


@dataclass(frozen=True)
class Status:
    """How a run ended, drawn with its sign; `tekst` is its name."""

    status: str
    tekst: str


@dataclass(frozen=True)
class Lille:
    """Words in small letters, such as a number beside a name."""

    tekst: str | None


@dataclass(frozen=True)
class Andel:
    """A share of a whole."""

    antal: int
    helhed: int


@dataclass(frozen=True)
class Billede:
    """A drawing made on the server; files leave it out. The words for it stand in another column."""

    svg: Markup


@dataclass(frozen=True)
class Flere:
    """Several cells in one, with a blank between."""

    dele: "tuple[Celle, ...]"


# A day or a moment is a day or a moment; None is drawn as a dash and is nothing in a file.
Celle: TypeAlias = "str | int | float | date | Link | Alvor | Status | Lille | Andel | Billede | Flere | None"
Filvaerdi: TypeAlias = "str | int | float | date | Andel | None"


def find_art(celle: Celle) -> str:
    """Give the kind of a cell, as the template names it."""
    if isinstance(celle, Link | Alvor | Status | Lille | Andel | Billede | Flere):
        return type(celle).__name__.lower()
    for art, typer in {"tekst": str, "tal": int, "decimal": float, "tidspunkt": datetime, "dag": date}.items():
        if isinstance(celle, typer):
            return art
    return "tom"


def write_filvaerdi(celle: Celle) -> Filvaerdi:
    """Give what a file says for a cell: text on one line, numbers and days as they are."""
    if isinstance(celle, Flere):
        ord_ = (write_filvaerdi(del_) for del_ in celle.dele)
        return " ".join(str(x) for x in ord_ if x is not None) or None
    if isinstance(celle, Billede):
        return None
    if isinstance(celle, Alvor):
        return celle.grad.capitalize()
    if isinstance(celle, datetime):
        return f"{celle.astimezone(DANSK_TID):%Y-%m-%d %H:%M}"
    tekst = celle.tekst if isinstance(celle, Link | Lille | Status) else celle
    return rens(tekst, _LAENGST_I_FIL) or None if isinstance(tekst, str) else tekst
