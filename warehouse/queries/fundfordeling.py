"""The open findings of some tilbud: by rule, and how many there were at each control."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from warehouse.queries.rapport_views import AFVIGELSE, HAENDELSE, KONTROL, SNAPSHOT
from warehouse.queries.tilbudstabel import Tilbudsvalg

Kontroldage = Sequence[tuple[int, date]]


@dataclass(frozen=True)
class Regelantal:
    """How many open findings a rule has, and at how many tilbud."""

    regel: str
    antal: int
    tilbud: int


class Dagsantal(NamedTuple):
    """How many findings were open after the control of a day's snapshot."""

    dag: date
    antal: int


def count_by_regel(conn: Connection, tilbud: Tilbudsvalg) -> tuple[Regelantal, ...]:
    """Count the open findings of some tilbud by rule, most first."""
    antal = func.count()
    query = (
        select(AFVIGELSE.c.regel, antal, func.count(AFVIGELSE.c.tilbudsid.distinct()))
        .where(AFVIGELSE.c.status == "aaben", AFVIGELSE.c.tilbudsid.in_(tilbud))
        .group_by(AFVIGELSE.c.regel)
        .order_by(antal.desc(), AFVIGELSE.c.regel)
    )
    return tuple(Regelantal(row[0], int(row[1]), int(row[2])) for row in conn.execute(query))


def list_kontroldage(conn: Connection, *, fra: date) -> Kontroldage:
    """Give the controlled snapshots since a day, oldest first, each with its day."""
    kontrollerede = select(KONTROL.c.snapshot_id).distinct()
    dage = select(SNAPSHOT.c.id, SNAPSHOT.c.dag).where(SNAPSHOT.c.dag >= fra, SNAPSHOT.c.id.in_(kontrollerede))
    return tuple((row[0], row[1]) for row in conn.execute(dage.order_by(SNAPSHOT.c.id)))


def list_dagsantal(conn: Connection, tilbud: Tilbudsvalg, dage: Kontroldage) -> tuple[Dagsantal, ...]:
    """Give how many findings of some tilbud were open at the control of each snapshot, oldest first.

    They are added up from what each snapshot opened and closed; a tilbud that has moved or ended since is not counted.
    """
    skridt = func.sum(case((HAENDELSE.c.haendelse == "lukket", -1), else_=1))
    pr_snapshot = (
        select(HAENDELSE.c.snapshot_id, skridt)
        .join(AFVIGELSE, AFVIGELSE.c.id == HAENDELSE.c.afvigelse_id)
        .where(AFVIGELSE.c.tilbudsid.in_(tilbud))
        .group_by(HAENDELSE.c.snapshot_id)
        .order_by(HAENDELSE.c.snapshot_id)
    )
    skridtene = [(row[0], int(row[1])) for row in conn.execute(pr_snapshot)]
    return tuple(_add_up(dage, skridtene))


def _add_up(dage: Kontroldage, skridt: Sequence[tuple[int, int]]) -> Iterator[Dagsantal]:
    antal, taget = 0, 0
    for snapshot_id, dag in dage:
        while taget < len(skridt) and skridt[taget][0] <= snapshot_id:
            antal += skridt[taget][1]
            taget += 1
        yield Dagsantal(dag, antal)
