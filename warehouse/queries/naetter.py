"""The nights one by one: how each one's fetch ended, and that of those without one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from domain.tid import DANSK_TID, find_dag
from warehouse.queries.forventet import PORTAL
from warehouse.queries.rapport_views import KOERSEL


class Natteudfald(StrEnum):
    """How a night ended; the best of a day's runs counts."""

    GODKENDT = "godkendt"
    AFVIST = "afvist"
    FEJLET = "fejlet"
    I_GANG = "i_gang"
    MANGLER = "mangler"


# A day's runs, the one that tells most of it first.
_RANG = (Natteudfald.GODKENDT, Natteudfald.I_GANG, Natteudfald.AFVIST, Natteudfald.FEJLET)


@dataclass(frozen=True)
class Nattelinje:
    """A day with how its fetch ended, and the run that says so (None: there was none)."""

    dag: date
    udfald: Natteudfald
    koersel_id: str | None = None


def list_naetter(conn: Connection, sidste: date, *, antal: int = 30) -> tuple[Nattelinje, ...]:
    """Give the last so many Danish days up to `sidste`, oldest first; none before the first run ever.

    The last day is left out while nothing has run on it: its night may still come.
    """
    # One more, in case the last is left out.
    foerste = sidste - timedelta(days=antal)
    fra = datetime.combine(foerste, time(), DANSK_TID)
    valg = select(KOERSEL.c.start, KOERSEL.c.status, KOERSEL.c.id)
    rows = conn.execute(valg.where(KOERSEL.c.start >= fra, KOERSEL.c.kilde == PORTAL).order_by(KOERSEL.c.start))
    dage: dict[date, Nattelinje] = {}
    for start, status, koersel_id in rows:
        ny = Nattelinje(find_dag(start), Natteudfald(status), koersel_id)
        gammel = dage.get(ny.dag)
        if gammel is None or _RANG.index(ny.udfald) <= _RANG.index(gammel.udfald):
            dage[ny.dag] = ny
    begyndt = conn.scalar(select(KOERSEL.c.start).where(KOERSEL.c.kilde == PORTAL).order_by(KOERSEL.c.start).limit(1))
    if begyndt is None:
        return ()
    alle = [max(foerste, find_dag(begyndt)) + timedelta(days=nummer) for nummer in range(antal + 1)]
    vist = [dag for dag in alle if dag < sidste or (dag in dage and dag == sidste)][-antal:]
    return tuple(dage.get(dag, Nattelinje(dag, Natteudfald.MANGLER)) for dag in vist)
