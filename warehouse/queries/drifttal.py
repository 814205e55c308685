"""Figures for the metrics: counts by states of which there are few, each by an index or a small table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, FromClause, func, select, text

from warehouse.queries.forventet import DATAUDTRAEK, PORTAL
from warehouse.queries.rapport_views import AFVIGELSE, KOERSEL, MAIL
from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.tables.opfoelgning import Sag

KILDER = (PORTAL, DATAUDTRAEK)
_ALARM = table_of(Alarm)
_SAG = table_of(Sag)


@dataclass(frozen=True, kw_only=True)
class Senestekoersel:
    """The newest run of a source: how it went, how long it took (None: it is not over), and how many records."""

    kilde: str
    status: str
    start: datetime
    slut: datetime | None
    antal: int | None


@dataclass(frozen=True, kw_only=True)
class Drifttal:
    """All of them. `alarmer` counts those ever raised, by kind; `stoerrelse` is the database's size in bytes."""

    koersler: tuple[Senestekoersel, ...]
    afvigelser: Mapping[str, int]
    sager: Mapping[str, int]
    mails: Mapping[str, int]
    alarmer: Mapping[str, int]
    stoerrelse: int


def load_drifttal(conn: Connection) -> Drifttal:
    """Count what there is now."""
    return Drifttal(
        koersler=tuple(en for kilde in KILDER if (en := _find_seneste(conn, kilde)) is not None),
        afvigelser=_count(conn, AFVIGELSE, AFVIGELSE.c.alvor, AFVIGELSE.c.status == "aaben"),
        sager=_count(conn, _SAG, _SAG.c.tilstand),
        mails=_count(conn, MAIL, MAIL.c.status),
        alarmer=_count(conn, _ALARM, _ALARM.c.slags),
        stoerrelse=_measure(conn),
    )


def find_skema(conn: Connection) -> str | None:
    """Give the id of the schema the database has."""
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _find_seneste(conn: Connection, kilde: str) -> Senestekoersel | None:
    felter = [KOERSEL.c[navn] for navn in ("kilde", "status", "start", "slut", "antal")]
    valg = select(*felter).where(KOERSEL.c.kilde == kilde).order_by(KOERSEL.c.start.desc()).limit(1)
    row = conn.execute(valg).mappings().first()
    return None if row is None else Senestekoersel(**row)


def _count(
    conn: Connection, tabel: FromClause, kolonne: ColumnElement[str], *vilkaar: ColumnElement[bool]
) -> dict[str, int]:
    valg = select(kolonne.label("hvad"), func.count().label("antal")).select_from(tabel).where(*vilkaar)
    return {row.hvad: row.antal for row in conn.execute(valg.group_by(kolonne))}


def _measure(conn: Connection) -> int:
    if conn.dialect.name == "postgresql":
        return int(conn.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    sider = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(sider) * int(conn.exec_driver_sql("PRAGMA page_size").scalar_one())
