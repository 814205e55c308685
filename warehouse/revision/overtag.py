"""The chain's beginning in a database that was made before it, and a link for each change of schema."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from warehouse.revision.bundet import BUNDNE, make_note
from warehouse.revision.kaede import REVISION, Revisionsnote, note, note_alle

OVERTAGET = "overtaget"
_BUNKE = 2_000


def note_skema(forbindelse: Connection, *, fra: str | None, til: str) -> None:
    """Note that the schema was changed; where there was no chain yet, take every row over that it is to hold.

    The time is the database's own: whoever opens it may know of none.
    """
    har_kaede = forbindelse.execute(select(REVISION.c.nr).limit(1)).first() is not None
    tidspunkt = _read_clock(forbindelse)
    skift = f"{fra or 'tom'} -> {til}"
    note(forbindelse, Revisionsnote(tidspunkt=tidspunkt, hvem="skema", handling="skema", bemaerkning=skift))
    if har_kaede:
        return
    for tabel in BUNDNE:
        for bunke in _read_bunker(forbindelse, tabel, tidspunkt):
            note_alle(forbindelse, bunke)


def _read_bunker(forbindelse: Connection, tabel: str, tidspunkt: datetime) -> Iterator[list[Revisionsnote]]:
    kilde = BUNDNE[tabel].tabel
    sidste = 0
    while True:
        valg = select(kilde).where(kilde.c.id > sidste).order_by(kilde.c.id).limit(_BUNKE)
        rows = forbindelse.execute(valg).mappings().all()
        if not rows:
            return
        yield [make_note(tabel, dict(row), handling=OVERTAGET, tidspunkt=tidspunkt) for row in rows]
        sidste = rows[-1]["id"]


def _read_clock(forbindelse: Connection) -> datetime:
    nu = forbindelse.scalar(select(func.current_timestamp()))
    if not isinstance(nu, datetime):
        raise TypeError("the database tells no time")
    return nu.replace(tzinfo=UTC) if nu.tzinfo is None else nu.astimezone(UTC)
