"""What was deleted, and when: by kind, and day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from domain.tid import find_dag
from warehouse.tables import table_of
from warehouse.tables.drift import Sletning
from warehouse.udfoert import Job, Jobtid, load_udfoert

_SLETNING = table_of(Sletning)


@dataclass(frozen=True)
class Slettet:
    """How much of a table, or of a kind of files, was ever deleted, and when last."""

    antal: int
    sidst: datetime


@dataclass(frozen=True)
class Sletningslinje:
    """What was deleted on one day from one table, or of one kind of files, and why."""

    dag: date
    hvad: str
    grund: str
    antal: int
    graense: date | None


def load_slettet(conn: Connection) -> Mapping[str, Slettet]:
    """Give what the time limits deleted, by table or kind of files."""
    c = _SLETNING.c
    valg = select(c.hvad, func.sum(c.antal), func.max(c.tidspunkt)).where(c.grund == "opbevaring").group_by(c.hvad)
    return {hvad: Slettet(int(antal), sidst) for hvad, antal, sidst in conn.execute(valg)}


def list_sletninger(conn: Connection, *, graense: int) -> tuple[Sletningslinje, ...]:
    """Give the newest deletions, those of one day, table and reason together: at most `graense` of them."""
    c = _SLETNING.c
    valg = select(c.tidspunkt, c.hvad, c.grund, c.antal, c.graense).order_by(c.id.desc()).limit(graense * 20)
    samlet: dict[tuple[date, str, str, date | None], int] = {}
    for row in conn.execute(valg):
        noegle = (find_dag(row.tidspunkt), row.hvad, row.grund, row.graense)
        samlet[noegle] = samlet.get(noegle, 0) + row.antal
    linjer = [Sletningslinje(dag, hvad, grund, antal, fra) for (dag, hvad, grund, fra), antal in samlet.items()]
    return tuple(linjer[:graense])


def load_sidste_oprydning(conn: Connection) -> Jobtid:
    """Give when the retention job last went well, and last failed."""
    return load_udfoert(conn)[Job.OPBEVARING]
