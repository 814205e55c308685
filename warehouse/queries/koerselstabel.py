"""The runs as a table to filter, sort and page through."""

from datetime import date, datetime, time

from domain.tid import DANSK_TID
from warehouse.queries.rapport_koersler import Koerselslinje, koersel_query, make_koerselslinje
from warehouse.queries.rapport_views import KOERSEL
from warehouse.queries.tabelopslag import Tabelkilde


def make_koerselskilde() -> Tabelkilde[Koerselslinje]:
    """Give the table of runs. Filters: `status`, `kilde`, `fra` and `til` (ISO days, Danish, when they began)."""
    c = KOERSEL.c
    return Tabelkilde(
        query=koersel_query(),
        byg=lambda **row: make_koerselslinje(row),
        noegle=(c.id,),
        orden={"start": (c.start,), "status": (c.status, c.start), "kilde": (c.kilde, c.start), "antal": (c.antal,)},
        filtre={
            "status": lambda status: c.status == status,
            "kilde": lambda kilde: c.kilde == kilde,
            "fra": lambda dag: c.start >= datetime.combine(date.fromisoformat(dag), time.min, DANSK_TID),
            "til": lambda dag: c.start <= datetime.combine(date.fromisoformat(dag), time.max, DANSK_TID),
        },
    )
