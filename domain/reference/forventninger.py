"""What is expected to happen, and how long it may stay away: our own choices, dated as all limits are."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.reference import Gyldighed, read_gyldighed, read_rows

_ENHEDER = {"minutter": "minutes", "timer": "hours", "dage": "days"}


@dataclass(frozen=True, kw_only=True)
class Forventningsgraense:
    """One limit in a period; `enhed` is `minutter`, `timer`, `dage` or `procent`."""

    noegle: str
    vaerdi: float
    enhed: str
    gyldig: Gyldighed
    siger: str
    sikkerhed: str


@cache
def load_forventningsgraenser() -> tuple[Forventningsgraense, ...]:
    """Give the limits in every version."""
    return tuple(
        Forventningsgraense(
            noegle=row["noegle"],
            vaerdi=float(row["vaerdi"]),
            enhed=row["enhed"],
            gyldig=read_gyldighed(row),
            siger=row["siger"],
            sikkerhed=row["sikkerhed"],
        )
        for row in read_rows("forventninger.csv")
    )


@cache
def find_forventningsgraense(noegle: str, dag: date) -> Forventningsgraense:
    """Give the limit of a day. Raises LookupError when none holds then."""
    for graense in load_forventningsgraenser():
        if graense.noegle == noegle and graense.gyldig.covers(dag):
            return graense
    raise LookupError(f"No limit {noegle} on {dag.isoformat()}.")


def find_varighed(noegle: str, dag: date) -> timedelta:
    """Give a limit of a day as a length of time. Raises LookupError when none holds then, or it is a share."""
    graense = find_forventningsgraense(noegle, dag)
    return timedelta(**{_ENHEDER[graense.enhed]: graense.vaerdi})
