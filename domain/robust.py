"""How far a price lies from those it is compared with, in a way that a few wild ones do not move."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# The median absolute deviation of a normal distribution is this part of its standard deviation, so dividing by it
# (multiplying by 1.4826) makes the two comparable.
_NORMAL = 0.6744897501960817


@dataclass(frozen=True, kw_only=True)
class Robustmaal:
    """Where a group of positive amounts lies: `median_kr`, and median and robust spread of their natural logarithms."""

    antal: int
    median_kr: float
    log_median: float
    log_spredning: float

    def find_afvigelse(self, beloeb_kr: float) -> float | None:
        """Give the distance from the group's median in robust standard deviations; None when all others are alike.

        On the logarithm half the price is as far away as the double.
        """
        if self.log_spredning <= 0:
            return None
        return (math.log(beloeb_kr) - self.log_median) / self.log_spredning


def measure_beloeb(beloeb: Sequence[float]) -> Robustmaal:
    """Give where amounts in kroner lie.

    Raises:
        ValueError: there are none, or one is not positive.
    """
    if not beloeb or min(beloeb) <= 0:
        raise ValueError("Only positive amounts have a logarithm, and there must be one.")
    logaritmer = [math.log(x) for x in beloeb]
    log_median = median(logaritmer)
    return Robustmaal(
        antal=len(beloeb),
        median_kr=median(beloeb),
        log_median=log_median,
        log_spredning=median(abs(x - log_median) for x in logaritmer) / _NORMAL,
    )
