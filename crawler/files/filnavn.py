"""A day that a file's name mentions: told to a person, never taken by itself."""

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_DANSK = re.compile(r"(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})(?!\d)")
_AAR = range(2000, 2101)


def find_dag(filnavn: str) -> date | None:
    """Give the one day that a name mentions, as 2026-11-22, 20261122 or 22-11-2026; None without one, or with more."""
    dage = {dag for fund in _ISO.finditer(filnavn) if (dag := _make(fund[1], fund[2], fund[3]))}
    dage |= {dag for fund in _DANSK.finditer(filnavn) if (dag := _make(fund[3], fund[2], fund[1]))}
    return dage.pop() if len(dage) == 1 else None


def _make(aar: str, maaned: str, dag: str) -> date | None:
    try:
        fundet = date(int(aar), int(maaned), int(dag))
    except ValueError:
        return None
    return fundet if fundet.year in _AAR else None
