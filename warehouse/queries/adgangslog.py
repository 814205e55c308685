"""Reading the log of acts: newest first, of one person, of one day, page by page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

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
    return conn.execute(select(func.count()).select_from(_LOG).where(*_conditions(valg))).scalar_one()


def list_spor(conn: Connection, valg: Adgangsvalg, *, graense: int, spring: int) -> tuple[Spor, ...]:
    """Give a page of the acts, newest first."""
    felter = select(_LOG.c.tidspunkt, _LOG.c.bruger, _LOG.c.rolle, _LOG.c.handling, _LOG.c.emne, _LOG.c.noegle)
    raekkefoelge = (_LOG.c.tidspunkt.desc(), _LOG.c.id.desc())
    udsnit = felter.where(*_conditions(valg)).order_by(*raekkefoelge).limit(graense).offset(spring)
    return tuple(Spor(**row) for row in conn.execute(udsnit).mappings())


def _conditions(valg: Adgangsvalg) -> list[ColumnElement[bool]]:
    valgte = [] if valg.bruger is None else [_LOG.c.bruger == valg.bruger]
    valgte += [] if valg.fra is None else [_LOG.c.tidspunkt >= valg.fra]
    return valgte + ([] if valg.foer is None else [_LOG.c.tidspunkt < valg.foer])
