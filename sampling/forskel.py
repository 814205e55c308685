"""Whether something has changed from one control to another: the difference of two shares with its interval."""

from dataclasses import dataclass
from math import hypot

from sampling.interval import Interval


@dataclass(frozen=True, kw_only=True)
class Forskel:
    """A difference of two shares (-1 to 1) with the limits of its interval."""

    forskel: float
    nedre: float
    oevre: float

    @property
    def er_sikker(self) -> bool:
        """Tell whether the interval leaves out that nothing has changed."""
        return self.nedre > 0 or self.oevre < 0


def subtract(nu: Interval, foer: Interval) -> Forskel:
    """Give how much a share has changed between two independent controls (MOVER: Zou and Donner 2008)."""
    forskel = nu.andel - foer.andel
    return Forskel(
        forskel=forskel,
        nedre=forskel - hypot(nu.andel - nu.nedre, foer.oevre - foer.andel),
        oevre=forskel + hypot(nu.oevre - nu.andel, foer.andel - foer.nedre),
    )
