"""Whether the newest fetch before a frame was rejected, so that the frame's record can say so."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from domain.tid import DANSK_TID
from warehouse.koersel import AFVIST, FEJLET
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel, Snapshot

_KOERSEL = table_of(Koersel)
_SNAPSHOT = table_of(Snapshot)


@dataclass(frozen=True, kw_only=True)
class Afvist:
    """A run that was rejected or failed: when it began, how it ended, and why."""

    start: datetime
    status: str
    aarsag: str | None


def find_afviste(forbindelse: Connection, snapshot_id: int, dag: date) -> tuple[Afvist, ...]:
    """Give the runs after a snapshot's, up to and with a day, that were rejected or failed; oldest first."""
    k = _KOERSEL.c
    egen = select(k.start).join(_SNAPSHOT, _SNAPSHOT.c.koersel_id == k.id).where(_SNAPSHOT.c.id == snapshot_id)
    valg = (
        select(k.start, k.status, k.aarsag)
        .where(k.status.in_((AFVIST, FEJLET)), k.start > egen.scalar_subquery())
        .order_by(k.start, k.id)
    )
    rows = forbindelse.execute(valg)
    return tuple(
        Afvist(start=row.start, status=row.status, aarsag=row.aarsag)
        for row in rows
        if row.start.astimezone(DANSK_TID).date() <= dag
    )
