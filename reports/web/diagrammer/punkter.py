"""A value by day, and fewer of them: a drawing has room for so many points and no more."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.spredt import spread

# A year in weeks and a little: ten pixels for each, and a table beneath that a person reads.
STOERST = 60


class Punkt(NamedTuple):
    """What a value was on a day."""

    dag: date
    value: float


def thin(punkter: Sequence[Punkt], antal: int = STOERST) -> tuple[Punkt, ...]:
    """Give at most `antal` (3 or more) points, evenly spread, with the first, the last, a lowest and a highest."""
    if len(punkter) <= antal:
        return tuple(punkter)
    yderste = {find_lavest(punkter), find_hoejest(punkter)}
    return tuple(punkter[nummer] for nummer in sorted(yderste.union(spread(len(punkter), antal - 2))))


def drop_level(punkter: Sequence[Punkt]) -> tuple[Punkt, ...]:
    """Leave out each point that lies level between its two neighbours: the line through the rest is the same line."""
    sidst = len(punkter) - 1
    return tuple(
        punkt
        for nummer, punkt in enumerate(punkter)
        if nummer in (0, sidst) or not punkter[nummer - 1].value == punkt.value == punkter[nummer + 1].value
    )


def find_lavest(punkter: Sequence[Punkt]) -> int:
    """Give the place of the first lowest point."""
    return min(range(len(punkter)), key=lambda nummer: punkter[nummer].value)


def find_hoejest(punkter: Sequence[Punkt]) -> int:
    """Give the place of the first highest point."""
    return max(range(len(punkter)), key=lambda nummer: punkter[nummer].value)
