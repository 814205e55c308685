"""Any long table: the rows that filters leave, in one order, a page at a time, and how many they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select

R = TypeVar("R")
Betingelse = Callable[[str], ColumnElement[bool]]

_BUNKE = 500
_I_ALT = "raekker_i_alt"


@dataclass(frozen=True, kw_only=True)
class Tabelkilde(Generic[R]):
    """A table as the database gives it: one row of `query` becomes one `byg(**row)`.

    `filtre` gives the condition that a filter's value stands for; `orden` what a table can be sorted by, ascending, the
    first one when none is chosen; `noegle` tells every two rows apart, so that no row is on two pages.
    """

    query: Select[Any]
    byg: Callable[..., R]
    noegle: tuple[ColumnElement[Any], ...]
    orden: Mapping[str, tuple[ColumnElement[Any], ...]]
    filtre: Mapping[str, Betingelse] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Udvalg:
    """Which rows: the chosen filters by name, what to sort by and which way, and which part."""

    filtre: Mapping[str, str] = field(default_factory=dict)
    sorter: str | None = None
    faldende: bool = False
    graense: int = 50
    spring: int = 0


@dataclass(frozen=True)
class Raekker(Generic[R]):
    """A part of a table's rows, and how many the filters leave in all."""

    i_alt: int
    raekker: tuple[R, ...]


def load_udvalg(conn: Connection, kilde: Tabelkilde[R], udvalg: Udvalg) -> Raekker[R]:
    """Give a part of the rows. A part past the end is empty, and the number in all still right."""
    query = _sort(_filter(kilde, udvalg), kilde, udvalg).add_columns(func.count().over().label(_I_ALT))
    rows = [dict(row) for row in conn.execute(query.limit(udvalg.graense).offset(udvalg.spring)).mappings()]
    if not rows:
        return Raekker(count_udvalg(conn, kilde, udvalg) if udvalg.spring else 0, ())
    i_alt = int(rows[0][_I_ALT])
    for row in rows:
        del row[_I_ALT]
    return Raekker(i_alt, tuple(kilde.byg(**row) for row in rows))


def count_udvalg(conn: Connection, kilde: Tabelkilde[Any], udvalg: Udvalg) -> int:
    """Count the rows that the filters leave."""
    query = select(func.count()).select_from(_filter(kilde, udvalg).order_by(None).subquery())
    return int(conn.execute(query).scalar_one())


def iterate_udvalg(conn: Connection, kilde: Tabelkilde[R], udvalg: Udvalg) -> Iterator[R]:
    """Give every row that the filters leave, in order, whatever part is asked for."""
    query = _sort(_filter(kilde, udvalg), kilde, udvalg)
    for row in conn.execute(query).yield_per(_BUNKE).mappings():
        yield kilde.byg(**row)


def _filter(kilde: Tabelkilde[Any], udvalg: Udvalg) -> Select[Any]:
    return kilde.query.where(*(kilde.filtre[navn](value) for navn, value in udvalg.filtre.items()))


def _sort(query: Select[Any], kilde: Tabelkilde[Any], udvalg: Udvalg) -> Select[Any]:
    kolonner = kilde.orden[udvalg.sorter or next(iter(kilde.orden))]
    # What is empty comes last whichever way: nobody sorts a table to read its gaps, and the engines differ.
    retning = [(x.desc() if udvalg.faldende else x.asc()).nulls_last() for x in kolonner]
    return query.order_by(None).order_by(*retning, *kilde.noegle)
