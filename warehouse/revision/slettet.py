"""Rows that the chain holds taken away, and the chain told first: the database refuses to delete any other."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from warehouse.revision.bundet import BUNDNE
from warehouse.revision.kaede import REVISION, Revisionsnote, note
from warehouse.revision.raekker import hash_raekke
from warehouse.tables import table_of
from warehouse.tables.drift import RevisionSlettet

SLETTET = table_of(RevisionSlettet)
HANDLING = "slettet"
_NEWEST = select(func.max(REVISION.c.nr))

Spaend = tuple[int, int]


def delete_bundne(
    forbindelse: Connection, tabel: str, ids: Iterable[int], *, tidspunkt: datetime, hvem: str, grund: str
) -> int:
    """Delete rows of a table that the chain holds, and tell the chain which, in the caller's transaction.

    `grund` says why, without a personal value. Gives how many were deleted. No rows: nothing is written.
    """
    spaend = tuple(find_spaend(ids))
    if not spaend:
        return 0
    led = Revisionsnote(
        tidspunkt=tidspunkt,
        hvem=hvem,
        handling=HANDLING,
        genstand=tabel,
        indhold=hash_spaend(spaend),
        bemaerkning=grund,
    )
    note(forbindelse, led)
    nr = forbindelse.scalar(_NEWEST)
    rows = [{"nr": nr, "tabel": tabel, "fra": fra, "til": til} for fra, til in spaend]
    forbindelse.execute(insert(SLETTET), rows)
    kolonne = BUNDNE[tabel].tabel.c.id
    return sum(
        forbindelse.execute(delete(BUNDNE[tabel].tabel).where(kolonne.between(fra, til))).rowcount
        for fra, til in spaend
    )


def find_spaend(ids: Iterable[int]) -> Iterator[Spaend]:
    """Give ids as spans, both ends included, in order."""
    fra = til = None
    for et in sorted(set(ids)):
        if til is not None and et == til + 1:
            til = et
            continue
        if fra is not None and til is not None:
            yield fra, til
        fra = til = et
    if fra is not None and til is not None:
        yield fra, til


def hash_spaend(spaend: Iterable[Spaend]) -> str:
    """Give the fingerprint of what a link of a deletion covers."""
    return hash_raekke({"spaend": [list(et) for et in spaend]})
