"""A night that died between its load and its end: gone on with, so that one night's fetch counts once."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from warehouse.koersel import GODKENDT
from warehouse.load.historik import find_earlier
from warehouse.load.resultat import Indlaesning
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel, Snapshot
from warehouse.transaktion import reading
from warehouse.udfoert import Job, load_udfoert

# As long as the crawler goes on with a crawl that was cut off.
_FRIST = timedelta(hours=12)

_KOERSEL, _SNAPSHOT = table_of(Koersel), table_of(Snapshot)


def find_afbrudt(engine: Engine, *, nu: datetime) -> Indlaesning | None:
    """Give the accepted fetch of a night that was begun and never ended; None when there is none, or it is too old.

    Fetched again, what it showed would count as seen in two fetches: a finding would be told of, and an afdeling that
    was missed would end, a night too early.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    valg = (
        select(_SNAPSHOT.c.tidspunkt, _SNAPSHOT.c.dump_sha256, _KOERSEL.c.start)
        .join(_KOERSEL, _KOERSEL.c.id == _SNAPSHOT.c.koersel_id)
        .where(_KOERSEL.c.kilde == "portal", _KOERSEL.c.status == GODKENDT)
        .order_by(_SNAPSHOT.c.id.desc())
        .limit(1)
    )
    with reading(engine) as session:
        tider = load_udfoert(session.connection())
        begyndt, sluttet = tider[Job.NAT_BEGYNDT].lykkedes, tider[Job.NAT].lykkedes
        nyeste = session.execute(valg).first()
        if nyeste is None or begyndt is None or (sluttet is not None and sluttet >= begyndt):
            return None
        if nyeste.start < begyndt or abs(nu - nyeste.tidspunkt) > _FRIST:
            return None
        return find_earlier(session, nyeste.dump_sha256)
