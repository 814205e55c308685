"""When a yearly time limit falls: the day the law names, and the last day that still counts as in time.

A time limit that ends on a Saturday, a Sunday or a public holiday runs to the next working day. That is the general
principle of Danish administrative law, not a sentence of BEK ST § 11 [C]; it is used because it can accuse nobody
falsely.
"""

from datetime import date, timedelta
from functools import cache

import holidays

from domain.reference.udtraek import Frist

_LOERDAG = 5


@cache
def _helligdage() -> holidays.HolidayBase:
    return holidays.country_holidays("DK")


def is_hverdag(dag: date) -> bool:
    """Tell whether a day is neither Saturday, Sunday nor a Danish public holiday."""
    return dag.weekday() < _LOERDAG and dag not in _helligdage()


@cache
def find_next_hverdag(dag: date) -> date:
    """Give the day itself when it is a working day, else the first one after it."""
    while not is_hverdag(dag):
        dag += timedelta(days=1)
    return dag


def find_frist(frist: Frist, aar: int) -> date:
    """Give the day the law names for a year: the budget of 2027 is due in 2026."""
    return date(aar + frist.aar_forskudt, frist.maaned, frist.dag)


def find_sidste_dag(frist: Frist, aar: int) -> date:
    """Give the last day that is in time."""
    return find_next_hverdag(find_frist(frist, aar))
