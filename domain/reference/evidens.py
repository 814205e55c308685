"""The rule by which an item of control may be left to the data-driven control, written down beforehand."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from domain.reference import Gyldighed, read_gyldighed, read_rows


@dataclass(frozen=True, kw_only=True)
class Evidensregel:
    """The decision rule in a period; shares as 0-1.

    An item may be left to the rules when, of the faults people confirmed, the rules had surely (by the lower limit of
    the interval) flagged `genfinding_mindst`, and of what they flagged surely `praecision_mindst` was confirmed; never,
    when they surely (by the upper limit) flagged less than `genfinding_aldrig`, and at least `mindst_oversete` faults
    that were confirmed were not flagged: where few unflagged cases stand for a whole register, a mistake of one person
    would else decide. No verdict on fewer than `mindst_fejl` confirmed faults.
    """

    gyldig: Gyldighed
    konfidens: float
    genfinding_mindst: float
    praecision_mindst: float
    genfinding_aldrig: float
    mindst_fejl: int
    mindst_oversete: int
    sikkerhed: str
    kilde: str


@cache
def load_evidensregler() -> tuple[Evidensregel, ...]:
    """Give the decision rule in all its versions."""
    return tuple(
        Evidensregel(
            gyldig=read_gyldighed(row),
            konfidens=int(row["konfidens_pct"]) / 100,
            genfinding_mindst=int(row["genfinding_mindst_pct"]) / 100,
            praecision_mindst=int(row["praecision_mindst_pct"]) / 100,
            genfinding_aldrig=int(row["genfinding_aldrig_pct"]) / 100,
            mindst_fejl=int(row["mindst_fejl"]),
            mindst_oversete=int(row["mindst_oversete"]),
            sikkerhed=row["sikkerhed"],
            kilde=row["kilde"],
        )
        for row in read_rows("evidensregler.csv")
    )


def find_evidensregel(dag: date) -> Evidensregel | None:
    """Give the rule that held on a day: that of the control's announcement, so that no rule is made to fit a result."""
    return next((regel for regel in load_evidensregler() if regel.gyldig.covers(dag)), None)
