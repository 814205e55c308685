"""The state every page begins with: the newest snapshot, its control, and whether the newest fetch was sound."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from warehouse.queries.kontrolleret import has_seen_everything
from warehouse.queries.rapport_views import KOERSEL, KONTROL, REGELKOERSEL, SNAPSHOT, newest_snapshot


@dataclass(frozen=True, kw_only=True)
class Snapshotbillede:
    """The newest accepted fetch; `dag` is the Danish day the register is judged by."""

    id: int
    dag: date
    tidspunkt: datetime
    antal_afdelinger: int
    antal_tilbud: int


@dataclass(frozen=True, kw_only=True)
class Kontrolbillede:
    """What the newest control did to the findings, and which rules could not run (`regelfejl`: id and message).

    `er_ny` is false when a dataudtræk or a budgetskema came after it, which its findings know nothing of.
    """

    id: int
    tidspunkt: datetime
    aabnet: int
    genaabnet: int
    lukket: int
    aabne_i_alt: int
    er_ny: bool
    regelfejl: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Seneste:
    """The newest run: its status and, when it was not accepted, why."""

    id: str
    start: datetime
    status: str
    aarsag: str | None


@dataclass(frozen=True, kw_only=True)
class Tilstand:
    """All three; each None when there is none yet. `kontrol` is None too when the newest snapshot awaits control."""

    snapshot: Snapshotbillede | None
    kontrol: Kontrolbillede | None
    koersel: Seneste | None


def load_tilstand(conn: Connection) -> Tilstand:
    """Read the state of the register as it is now."""
    return Tilstand(snapshot=_snapshot(conn), kontrol=_kontrol(conn), koersel=_koersel(conn))


def _snapshot(conn: Connection) -> Snapshotbillede | None:
    kolonner = [SNAPSHOT.c[navn] for navn in ("id", "dag", "tidspunkt", "antal_afdelinger", "antal_tilbud")]
    row = conn.execute(select(*kolonner).order_by(SNAPSHOT.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else Snapshotbillede(**row)


def _kontrol(conn: Connection) -> Kontrolbillede | None:
    kolonner = [KONTROL.c[navn] for navn in ("id", "tidspunkt", "aabnet", "genaabnet", "lukket", "aabne_i_alt")]
    query = (
        select(*kolonner, has_seen_everything().label("er_ny"))
        .where(KONTROL.c.snapshot_id == newest_snapshot().scalar_subquery())
        .order_by(KONTROL.c.id.desc())
        .limit(1)
    )
    row = conn.execute(query).mappings().first()
    return None if row is None else Kontrolbillede(**row, regelfejl=_regelfejl(conn, row["id"]))


def _regelfejl(conn: Connection, kontrol_id: int) -> tuple[tuple[str, str], ...]:
    query = (
        select(REGELKOERSEL.c.regel, REGELKOERSEL.c.fejl)
        .where(REGELKOERSEL.c.kontrol_id == kontrol_id, REGELKOERSEL.c.fejl.is_not(None))
        .order_by(REGELKOERSEL.c.regel)
    )
    return tuple((row.regel, row.fejl) for row in conn.execute(query))


def _koersel(conn: Connection) -> Seneste | None:
    kolonner = [KOERSEL.c[navn] for navn in ("id", "start", "status", "aarsag")]
    row = conn.execute(select(*kolonner).order_by(KOERSEL.c.start.desc(), KOERSEL.c.id.desc()).limit(1)).mappings()
    fundet = row.first()
    return None if fundet is None else Seneste(**fundet)
