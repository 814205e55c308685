"""The tolerances of the form's checks: dated rows of `domain/reference/graenser.csv`, by budget year."""

from datetime import date
from functools import cache

from domain.reference.udtraek import load_graenser


@cache
def find_graense(noegle: str, aar: int) -> float:
    """Give a limit as it holds at the beginning of a budget year. Raises KeyError when there is none."""
    dag = date(aar, 1, 1)
    for graense in load_graenser():
        if graense.noegle == noegle and graense.gyldig.covers(dag):
            return graense.vaerdi
    raise KeyError(noegle)
