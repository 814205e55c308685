"""ISO weeks as the outbox names them, `2026-W48`, and as people do."""

import re
from datetime import date, timedelta

_UGE = re.compile(r"(\d{4})-W(\d\d)")
DAGE = 7


def find_uge(dag: date) -> str:
    """Give the ISO week of a day."""
    aar, uge, _ = dag.isocalendar()
    return f"{aar:04}-W{uge:02}"


def is_uge(tekst: str) -> bool:
    """Tell whether a text names an ISO week that there is."""
    fundet = _UGE.fullmatch(tekst)
    if fundet is None:
        return False
    try:
        date.fromisocalendar(int(fundet[1]), int(fundet[2]), 1)
    except ValueError:
        return False
    return True


def write_uge(uge: str) -> str:
    """Give a week as people say it: `uge 48`."""
    return f"uge {int(uge[-2:])}"


def is_stale(hentet: date, skrevet: date) -> bool:
    """Tell whether the newest accepted fetch is so old that its figures are not this week's."""
    return skrevet - hentet >= timedelta(days=DAGE)
