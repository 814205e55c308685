"""What a kind of data is to whoever deletes it: which rows are too old, what hangs on them, and what they become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, func, select
from sqlalchemy.sql.elements import SQLCoreOperations

from domain.tid import DANSK_TID
from warehouse.tables import table_of
from warehouse.tables.koersel import Snapshot
from warehouse.tables.udtraek import Udtraek

_SNAPSHOT = table_of(Snapshot)
_UDTRAEK = table_of(Udtraek)

Betingelser = Callable[[date], list[ColumnElement[bool]]]


@dataclass(frozen=True, kw_only=True)
class Emne:
    """A part of one kind of data (`hvad`, as in the list of time limits): one table.

    `for_gamle` gives the conditions of the rows that are to go by a day. `boern` are columns that refer to the table's
    `id`, whose rows go first. `noegle` are the columns that the proof takes a fingerprint of. With `toem` the rows stay
    and these columns are set instead.
    """

    hvad: str
    tabel: Table
    for_gamle: Betingelser
    noegle: tuple[str, ...] = ("id",)
    boern: tuple[Column[Any], ...] = ()
    toem: Mapping[str, SQLCoreOperations[Any] | str | None] = field(default_factory=dict)

    @property
    def id(self) -> Column[Any]:
        """The column that its rows are told by."""
        return self.tabel.c.id


def begin_of(dag: date) -> datetime:
    """Give the moment a Danish day begins."""
    return datetime.combine(dag, time(), DANSK_TID)


def last_snapshot_before(graense: date) -> Any:  # noqa: ANN401 - a scalar subquery
    """Select the id of the newest snapshot of an earlier day; ids grow with time."""
    return select(func.max(_SNAPSHOT.c.id)).where(_SNAPSHOT.c.dag < graense).scalar_subquery()


def udtraek_before(graense: date) -> Select[Any]:
    """Select the ids of the deliveries of earlier days."""
    return select(_UDTRAEK.c.id).where(_UDTRAEK.c.dag < graense)
