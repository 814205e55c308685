"""Not too fast: an even pace, and longer and longer waits for a server that is in trouble."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

# Seconds before each new try to reach a server; after the last one the run ends and the mails wait.
TILLOEB_S = (5.0, 30.0)


@dataclass(frozen=True, kw_only=True)
class Ur:
    """The clock, handed down: the time of day, seconds that never go back, and how to wait."""

    nu: Callable[[], datetime]
    sekunder: Callable[[], float]
    sov: Callable[[float], None]


class Takt:
    """Lets at most `pr_minut` things begin a minute, evenly."""

    def __init__(self, ur: Ur, *, pr_minut: int) -> None:
        """Keep the pace by the clock's seconds, so that a clock set forward or back changes nothing."""
        self._ur = ur
        self._afstand = 60.0 / pr_minut
        self._naeste: float | None = None

    def wait(self) -> None:
        """Wait for one's turn; never longer than the pace asks."""
        nu = self._ur.sekunder()
        if self._naeste is not None and (rest := min(self._naeste - nu, self._afstand)) > 0:
            self._ur.sov(rest)
            nu += rest
        self._naeste = nu + self._afstand
