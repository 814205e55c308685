"""Scales: where a value lies in a drawing, and the round numbers and months an axis is marked with."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MAANEDER = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
_RUNDE = (1.0, 2.0, 2.5, 5.0, 10.0)
# Every month of half a year, every second of a year.
_MAANEDER_PAA_EN_AKSE = 7
_HAAR = 1e-3


@dataclass(frozen=True)
class Skala:
    """A straight scale: `lav` lies at `start`, `hoej` at `slut` (either way round)."""

    lav: float
    hoej: float
    start: float
    slut: float

    def sted(self, value: float) -> float:
        """Give where a value lies; the middle when the scale is a single value."""
        if self.hoej == self.lav:
            return (self.start + self.slut) / 2
        return self.start + (value - self.lav) / (self.hoej - self.lav) * (self.slut - self.start)


def make_trin(lav: float, hoej: float, antal: int = 4) -> tuple[float, ...]:
    """Give round numbers, evenly apart, the first at or below `lav` and the last at or above `hoej`."""
    # A hair's breadth is no spread: its steps would all be written alike.
    spand = hoej - lav if hoej - lav > _HAAR else max(abs(hoej), 1.0)
    enhed = 10.0 ** math.floor(math.log10(spand / antal))
    trin = next((rund * enhed for rund in _RUNDE if rund * enhed * antal >= spand), 10 * enhed)
    foerste, sidste = math.floor(lav / trin), math.ceil(hoej / trin)
    return tuple(round(nummer * trin, 6) for nummer in range(foerste, max(sidste, foerste + 1) + 1))


def list_maaneder(fra: date, til: date) -> tuple[tuple[date, str], ...]:
    """Give the first day of each month within two days, with its short name; January is written as its year.

    Over more than half a year every second, third or later month is given, so that the names have room.
    """
    alle = tuple(_months(fra, til))
    spring = -(-len(alle) // _MAANEDER_PAA_EN_AKSE) if alle else 1
    return tuple((dag, str(dag.year) if dag.month == 1 else _MAANEDER[dag.month - 1]) for dag in alle[::spring])


def _months(fra: date, til: date) -> Iterator[date]:
    dag = date(fra.year, fra.month, 1)
    while dag <= til:
        if dag >= fra:
            yield dag
        dag = date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)
