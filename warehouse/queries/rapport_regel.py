"""One rule in figures: how many it finds now, and how that has gone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, func, select

from warehouse.queries.rapport_views import AFVIGELSE, KONTROL, REGELKOERSEL, SNAPSHOT, kontroller

_STATUS = {"aaben": "aabne", "accepteret": "accepterede", "lukket": "lukkede"}


@dataclass(frozen=True, kw_only=True)
class Regeltal:
    """The findings of one rule by status, over the whole history."""

    aabne: int = 0
    accepterede: int = 0
    lukkede: int = 0


@dataclass(frozen=True, kw_only=True)
class Regelpunkt:
    """One run of one rule. `fejl` is set when it could not run; then `antal` says nothing."""

    dag: date
    antal: int
    fejl: str | None


def list_regeltal(conn: Connection) -> dict[str, Regeltal]:
    """Count the findings of every rule that ever found anything."""
    status = AFVIGELSE.c.status
    tal = [func.sum(case((status == kode, 1), else_=0)).label(navn) for kode, navn in _STATUS.items()]
    query = select(AFVIGELSE.c.regel, *tal).group_by(AFVIGELSE.c.regel)
    return {row.pop("regel"): Regeltal(**row) for row in map(dict[str, Any], conn.execute(query).mappings())}


def count_regel(conn: Connection, regel: str) -> Regeltal:
    """Count the findings of one rule."""
    query = select(AFVIGELSE.c.status, func.count()).where(AFVIGELSE.c.regel == regel).group_by(AFVIGELSE.c.status)
    antal = {row[0]: int(row[1]) for row in conn.execute(query)}
    return Regeltal(**{navn: antal.get(kode, 0) for kode, navn in _STATUS.items()})


def list_regelpunkter(conn: Connection, regel: str, *, dage: int = 30) -> tuple[Regelpunkt, ...]:
    """Give how many a rule found in the newest `dage` controls, oldest first."""
    alle = kontroller()
    seneste = select(alle.c.id).order_by(alle.c.id.desc()).limit(dage).subquery()
    query = (
        select(SNAPSHOT.c.dag, REGELKOERSEL.c.antal, REGELKOERSEL.c.fejl)
        .join(KONTROL, KONTROL.c.id == REGELKOERSEL.c.kontrol_id)
        .join(seneste, seneste.c.id == KONTROL.c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == KONTROL.c.snapshot_id)
        .where(REGELKOERSEL.c.regel == regel)
        .order_by(SNAPSHOT.c.id)
    )
    return tuple(Regelpunkt(**row) for row in conn.execute(query).mappings())
