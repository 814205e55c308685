"""What earlier runs left: the last accepted fetch for the gate, and the outcome of a dump met before."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from warehouse.gate import Forrige, Proeve, Profil
from warehouse.koersel import GODKENDT, I_GANG
from warehouse.load.resultat import Antal, Indlaesning
from warehouse.tables import table_of
from warehouse.tables.koersel import GateProeve, Koersel, Snapshot

_KOERSEL = table_of(Koersel)
_SNAPSHOT = table_of(Snapshot)
_PROEVE = table_of(GateProeve)


def read_forrige(session: Session) -> Forrige | None:
    """Give the last accepted fetch, or None before the first."""
    valg = (
        select(_SNAPSHOT.c.tidspunkt, _KOERSEL.c.statistik)
        .join(_KOERSEL, _KOERSEL.c.id == _SNAPSHOT.c.koersel_id)
        .order_by(_SNAPSHOT.c.id.desc())
        .limit(1)
    )
    row = session.execute(valg).first()
    return _forrige(*row) if row else None


def find_earlier(session: Session, sha256: str) -> Indlaesning | None:
    """Give what the latest finished load of the very same bytes gave; an accepted one before any other."""
    valg = (
        select(_KOERSEL, _SNAPSHOT.c.id.label("snapshot_id"))
        .outerjoin(_SNAPSHOT, _SNAPSHOT.c.koersel_id == _KOERSEL.c.id)
        .where(_KOERSEL.c.dump_sha256 == sha256, _KOERSEL.c.status != I_GANG)
        .order_by((_KOERSEL.c.status == GODKENDT).desc(), _KOERSEL.c.start.desc(), _KOERSEL.c.id.desc())
        .limit(1)
    )
    row = session.execute(valg).mappings().first()
    if row is None:
        return None
    statistik = json.loads(row["statistik"])
    return Indlaesning(
        koersel_id=row["id"],
        status=row["status"],
        aarsag=row["aarsag"],
        snapshot_id=row["snapshot_id"],
        antal=row["antal"],
        gate=_read_gate(session, row["id"]),
        allerede_indlaest=True,
        entiteter={navn: Antal(**tal) for navn, tal in statistik.get("entiteter", {}).items()},
        **statistik.get("tal", {}),
    )


def _forrige(tidspunkt: datetime, statistik: str) -> Forrige:
    return Forrige(tidspunkt=tidspunkt, profil=Profil(**json.loads(statistik)["profil"]))


def _read_gate(session: Session, koersel_id: str) -> tuple[Proeve, ...]:
    valg = (
        select(
            _PROEVE.c.navn,
            _PROEVE.c.bestaaet,
            _PROEVE.c.maalt,
            _PROEVE.c.graense,
            _PROEVE.c.tekst,
            _PROEVE.c.kan_tilsidesaettes,
        )
        .where(_PROEVE.c.koersel_id == koersel_id)
        .order_by(_PROEVE.c.id)
    )
    return tuple(Proeve(**row) for row in session.execute(valg).mappings())
