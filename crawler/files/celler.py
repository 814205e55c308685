"""What a cell of a file can hold before it is read, and how it is written as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.tekst import squeeze


@dataclass(frozen=True)
class Fejlcelle:
    """A cell that holds no value to read: `grund` is a Danish sentence that says what to do."""

    grund: str


@dataclass(frozen=True)
class Procentcelle:
    """A number that the sheet shows as percent: 0.975 shown as 97,5 %."""

    andel: float


Celle = (
    str
    | int
    | float
    | bool
    | date
    | datetime
    | time
    | timedelta
    | Fejlcelle
    | Procentcelle
    | Sequence[str]
    | Mapping[str, object]
    | None
)


def is_blank(celle: Celle) -> bool:
    """Tell whether a cell is empty."""
    return celle is None or (isinstance(celle, str) and (not celle or (not celle[0].isalnum() and not squeeze(celle))))


def write_cell(celle: Celle) -> str:
    """Give a cell as a Dane would see it written; what cannot be read is empty."""
    if isinstance(celle, str):
        return celle
    if celle is None or isinstance(celle, Fejlcelle):
        return ""
    if isinstance(celle, bool | int | float | Procentcelle):
        return _write_amount(celle)
    if isinstance(celle, date | time | timedelta):
        return _write_time(celle)
    if isinstance(celle, Mapping):
        return " | ".join(f"{navn}: {antal}" for navn, antal in celle.items())
    return " | ".join(celle)


def _write_amount(celle: float | Procentcelle) -> str:
    if isinstance(celle, bool):
        return "ja" if celle else "nej"
    if isinstance(celle, Procentcelle):
        return f"{write_number(round(celle.andel * 100, 10))} %"
    return write_number(celle)


def _write_time(celle: date | time | timedelta) -> str:
    if isinstance(celle, datetime):
        return f"{celle:%d-%m-%Y}" if celle.time() == time() else f"{celle:%d-%m-%Y %H:%M}"
    return f"{celle:%d-%m-%Y}" if isinstance(celle, date) else str(celle)


def write_number(tal: float) -> str:
    """Give a number with a decimal comma, without the `.0` that spreadsheets put on whole numbers."""
    hel = isinstance(tal, int) or (tal.is_integer() and abs(tal) < 1e15)  # noqa: PLR2004 - beyond it floats skip whole numbers
    return str(int(tal)) if hel else repr(tal).replace(".", ",")
