"""Days that do not move when the extract is made a day later: each event has its own day, and is seen from then on."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

_DAGE = 365


def draw_dag(terning: Random, fra: date, til: date) -> date:
    """Draw a day in a span, both ends included."""
    return fra + timedelta(days=terning.randint(0, (til - fra).days))


def draw_aarsdag(terning: Random) -> int:
    """Draw a day of the year, the same every year (0 is 1 January)."""
    return terning.randrange(_DAGE)


def find_aarsdag(aar: int, nummer: int) -> date:
    """Give a day of the year in a year."""
    return date(aar, 1, 1) + timedelta(days=nummer)


def find_seneste(dag: date, nummer: int) -> date:
    """Give the last time a day of the year came, on `dag` or before it: never more than 366 days ago."""
    i_aar = find_aarsdag(dag.year, nummer)
    return i_aar if i_aar <= dag else find_aarsdag(dag.year - 1, nummer)


def list_aarsdage(dag: date, nummer: int, aar: tuple[int, ...]) -> Iterator[date]:
    """Give a day of the year in each of some years, as far as it has come."""
    return (moment for x in aar if (moment := find_aarsdag(x, nummer)) <= dag)
