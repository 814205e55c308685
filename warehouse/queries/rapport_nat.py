"""What the newest control opened and closed, rule by rule, and how its fetch stood the gate."""

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from warehouse.queries.rapport_views import AFVIGELSE, HAENDELSE, PROEVE


@dataclass(frozen=True)
class Regelnat:
    """What a snapshot did to one rule's findings; reopened ones count as opened."""

    regel: str
    aabnet: int
    lukket: int


@dataclass(frozen=True)
class Proevetal:
    """How many tests of the gate a run met, and how many it stood."""

    antal: int
    bestaaet: int


def list_regelnat(conn: Connection, snapshot_id: int, *, graense: int = 10) -> tuple[Regelnat, ...]:
    """Give the rules whose findings a snapshot changed most, the most changed first."""
    lukket = func.sum(case((HAENDELSE.c.haendelse == "lukket", 1), else_=0))
    query = (
        select(AFVIGELSE.c.regel, func.count() - lukket, lukket)
        .select_from(HAENDELSE)
        .join(AFVIGELSE, AFVIGELSE.c.id == HAENDELSE.c.afvigelse_id)
        .where(HAENDELSE.c.snapshot_id == snapshot_id)
        .group_by(AFVIGELSE.c.regel)
        .order_by(func.count().desc(), AFVIGELSE.c.regel)
        .limit(graense)
    )
    return tuple(Regelnat(*row) for row in conn.execute(query))


def count_proever(conn: Connection, koersel_id: str) -> Proevetal:
    """Count the tests of a run's gate."""
    bestaaet = func.coalesce(func.sum(case((PROEVE.c.bestaaet, 1), else_=0)), 0)
    row = conn.execute(select(func.count(), bestaaet).where(PROEVE.c.koersel_id == koersel_id)).one()
    return Proevetal(*row)
