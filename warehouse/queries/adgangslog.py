"""Reading the log of acts: newest first, of one person, of one day, page by page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from warehouse.adgangslog import Spor
from warehouse.tables import table_of
from warehouse.tables.webadgang import Adgangslog

_LOG = table_of(Adgangslog)


@dataclass(frozen=True, kw_only=True)
class Adgangsvalg:
    """Which acts: of one person (None: all), from a moment and before another (None: any)."""

    bruger: str | None = None
    fra: datetime | None = None
    foer: datetime | None = None


def count_spor(conn: Connection, valg: Adgangsvalg) -> int:
    """Count the acts."""
    return int(conn.execute(_pick(select(func.count()).select_from(_LOG), valg)).scalar_one())


def list_spor(conn: Connection, valg: Adgangsvalg, *, graense: int, spring: int) -> tuple[Spor, ...]:
    """Give a page of the acts, newest first."""
    felter = select(_LOG.c.tidspunkt, _LOG.c.bruger, _LOG.c.rolle, _LOG.c.handling, _LOG.c.emne, _LOG.c.noegle)
    udsnit = _pick(felter, valg).order_by(_LOG.c.tidspunkt.desc(), _LOG.c.id.desc()).limit(graense).offset(spring)
    return tuple(Spor(**row) for row in conn.execute(udsnit).mappings())


def _pick(hvad: Select[*tuple[object, ...]], valg: Adgangsvalg) -> Select[*tuple[object, ...]]:
    if valg.bruger is not None:
        hvad = hvad.where(_LOG.c.bruger == valg.bruger)
    if valg.fra is not None:
        hvad = hvad.where(_LOG.c.tidspunkt >= valg.fra)
    if valg.foer is not None:
        hvad = hvad.where(_LOG.c.tidspunkt < valg.foer)
    return hvad
