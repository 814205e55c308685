"""How long each step of a case lasts: dated, and the same for all five socialtilsyn."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from domain.reference import Gyldighed, read_gyldighed, read_rows


class Trin(StrEnum):
    """The steps and choices of a case that last a number of days."""

    VARSEL = "varsel"
    RYKKER = "rykker"
    PAABUD = "paabud"
    UDSAETTELSE = "udsaettelse"
    ACCEPT = "accept"
    OMFORDELING = "omfordeling"


@dataclass(frozen=True, kw_only=True)
class Sagstrin:
    """One step's length in calendar days, as it was in a period. Only `paabud` is the law's own (SEL § 14 stk. 6)."""

    trin: Trin
    betegnelse: str
    dage: int
    gyldig: Gyldighed
    sikkerhed: str
    kilde: str


@cache
def load_sagstrin() -> tuple[Sagstrin, ...]:
    """Give the lengths in every version."""
    return tuple(
        Sagstrin(
            trin=Trin(row["trin"]),
            betegnelse=row["betegnelse"],
            dage=int(row["dage"]),
            gyldig=read_gyldighed(row),
            sikkerhed=row["sikkerhed"],
            kilde=row["kilde"],
        )
        for row in read_rows("sagstrin.csv")
    )


@cache
def find_sidste_dag(trin: Trin, begyndt: date) -> date:
    """Give the last day of a step that began on a day, by the length of that day; it still belongs to the tilbud.

    Raises:
        LookupError: no length is known for the day.
    """
    for et in load_sagstrin():
        if et.trin is trin and et.gyldig.covers(begyndt):
            return begyndt + timedelta(days=et.dage)
    raise LookupError(f"No length of {trin.value} on {begyndt.isoformat()}.")


@cache
def find_udloebet(trin: Trin, dag: date) -> date:
    """Give the latest day a step can have begun on for its last day to lie before `dag`.

    Raises:
        LookupError: no length is known so far back.
    """
    begyndt = dag - timedelta(days=1)
    while find_sidste_dag(trin, begyndt) >= dag:
        begyndt -= timedelta(days=1)
    return begyndt
