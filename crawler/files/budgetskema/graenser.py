"""The tolerances of the form's checks: dated rows of `domain/reference/graenser.csv`, by budget year."""

from datetime import date
from functools import cache

from domain.reference.udtraek import load_graenser


@cache
def find_graense(noegle: str, aar: int) -> float:
    """Give a limit as it holds at the beginning of a budget year; before the first one and after the last, the nearest.

    Raises:
        KeyError: there is no such limit.
    """
    dag = date(aar, 1, 1)
    raekker = sorted((x for x in load_graenser() if x.noegle == noegle), key=lambda x: x.gyldig.fra)
    if not raekker:
        raise KeyError(noegle)
    begyndt = [x for x in raekker if x.gyldig.fra <= dag]
    return (begyndt or raekker[:1])[-1].vaerdi
