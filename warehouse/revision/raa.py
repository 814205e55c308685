"""Rows as the database keeps them, without reading what they mean: somebody may have written anything into them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Connection, DateTime, Select, Table, select, type_coerce
from sqlalchemy.types import NullType

from warehouse.revision.raekker import hash_raekke

_BUNKE = 5_000
_UGYLDIG = "ugyldig:"
_MELLEMRUM = 10


def select_raa(*kolonner: Column[Any]) -> Select[*tuple[Any, ...]]:
    """Ask for columns as the driver gives them."""
    return select(*(type_coerce(kolonne, NullType()).label(kolonne.name) for kolonne in kolonner))


def stream(forbindelse: Connection, valg: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """Give the rows of a question a few at a time."""
    return iter(forbindelse.execute(valg, execution_options={"yield_per": _BUNKE}))


def hash_raekker(forbindelse: Connection, tabel: Table) -> Iterator[tuple[int, str]]:
    """Give the id and the fingerprint of each row of a table in order; one that cannot be read has none that fits."""
    navne = [kolonne.name for kolonne in tabel.c]
    laesere = [_find_laeser(kolonne) for kolonne in tabel.c]
    plads = navne.index("id")
    for row in stream(forbindelse, select_raa(*tabel.c).order_by(tabel.c.id)):
        felter = {
            navn: value if laes is None or value is None else laes(value)
            for navn, laes, value in zip(navne, laesere, row, strict=True)
        }
        yield row[plads], _hash_safely(felter)


def write_utc(value: object) -> str:
    """Give a point in time as the chain writes it: SQLite has it as text, PostgreSQL as a naive time in UTC."""
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='microseconds')}+00:00"
    if isinstance(value, str) and value[_MELLEMRUM : _MELLEMRUM + 1] == " ":
        return f"{value[:_MELLEMRUM]}T{value[_MELLEMRUM + 1 :]}+00:00"
    return f"{_UGYLDIG}{value!r}"


def _hash_safely(felter: dict[str, Any]) -> str:
    try:
        return hash_raekke(felter)
    except TypeError:
        return _UGYLDIG


def _find_laeser(kolonne: Column[Any]) -> Callable[[Any], object] | None:
    slags = kolonne.type
    slags = getattr(slags, "impl_instance", slags)
    if isinstance(slags, DateTime):
        return write_utc
    if isinstance(slags, Boolean):
        return bool
    return _write_dag if slags.python_type is date else None


def _write_dag(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
