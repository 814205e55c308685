"""Where the warehouse stands: what was last accepted, how the last run went, and whether the rules have judged it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, func, select

from warehouse.koersel import I_GANG
from warehouse.queries.kontrolleret import has_seen_everything
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Kontrol
from warehouse.tables.koersel import Koersel, Snapshot
from warehouse.transaktion import reading

_KOERSEL = table_of(Koersel)
_KONTROL = table_of(Kontrol)
_SNAPSHOT = table_of(Snapshot)


@dataclass(frozen=True, kw_only=True)
class Snapshotstatus:
    """The newest accepted fetch; `kontrolleret` when the rules have judged it, the newest dataudtræk and every form."""

    snapshot_id: int
    tidspunkt: datetime
    dag: date
    antal_afdelinger: int
    antal_tilbud: int
    kontrolleret: bool


@dataclass(frozen=True, kw_only=True)
class Koerselstatus:
    """The last run that ended."""

    koersel_id: str
    status: str
    aarsag: str | None


def read_snapshot(engine: Engine) -> Snapshotstatus | None:
    """Give the newest accepted fetch, or None before the first."""
    c = _SNAPSHOT.c
    har_kontrol = select(func.count()).where(_KONTROL.c.snapshot_id == c.id, has_seen_everything()).scalar_subquery()
    valg = select(c.id, c.tidspunkt, c.dag, c.antal_afdelinger, c.antal_tilbud, har_kontrol.label("antal_kontroller"))
    with reading(engine) as session:
        row = session.execute(valg.order_by(c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Snapshotstatus(
        snapshot_id=row.id,
        tidspunkt=row.tidspunkt,
        dag=row.dag,
        antal_afdelinger=row.antal_afdelinger,
        antal_tilbud=row.antal_tilbud,
        kontrolleret=row.antal_kontroller > 0,
    )


def read_last_koersel(engine: Engine) -> Koerselstatus | None:
    """Give the run that began last among those that have ended, or None."""
    c = _KOERSEL.c
    valg = select(c.id, c.status, c.aarsag).where(c.status != I_GANG).order_by(c.start.desc(), c.id.desc()).limit(1)
    with reading(engine) as session:
        row = session.execute(valg).first()
    return None if row is None else Koerselstatus(koersel_id=row.id, status=row.status, aarsag=row.aarsag)


def has_snapshot(engine: Engine) -> bool:
    """Tell whether any fetch was ever accepted."""
    return read_snapshot(engine) is not None


def is_unjudged(engine: Engine) -> bool:
    """Tell whether no rule has ever judged the newest accepted fetch: the run that loaded it died before it could."""
    c = _SNAPSHOT.c
    nyeste = select(func.max(c.id)).scalar_subquery()
    with reading(engine) as session:
        antal = session.scalar(select(func.count()).select_from(_KONTROL).where(_KONTROL.c.snapshot_id == nyeste))
    return has_snapshot(engine) and not antal


def needs_kontrol(engine: Engine) -> bool:
    """Tell whether the newest accepted fetch, or what was delivered since, still waits for the rules."""
    snapshot = read_snapshot(engine)
    return snapshot is not None and not snapshot.kontrolleret
