"""Recall and precision of the rules on one item, counted up from a sample to the whole register."""

from dataclasses import dataclass

from sampling.interval import Interval, compute_interval, divide
from sampling.maaling import Maal


@dataclass(frozen=True, kw_only=True)
class Registerdel:
    """What the rules flagged, or what they did not: its units in the register, and the share people confirmed.

    `maal` is None when nobody has assessed a unit of it.
    """

    antal: int
    maal: Maal | None

    @property
    def vurderede(self) -> int:
        """Its assessed units."""
        return self.maal.antal if self.maal else 0

    def interval(self, konfidens: float, *, gange: float = 1.0) -> Interval | None:
        """Give the share confirmed, as if `gange` times as many cases like these; None when it cannot be known."""
        if not self.antal:
            return Interval(andel=0.0, nedre=0.0, oevre=0.0)
        return compute_interval(self.maal.scale(gange, self.antal), konfidens) if self.maal else None

    def count_more(self, gange: float) -> int:
        """Count the further cases that `gange` times as many would be."""
        return max(0, min(round(gange * self.vurderede), self.antal) - self.vurderede)


@dataclass(frozen=True, kw_only=True)
class Flagdele:
    """The register in two parts for one item: with and without a flag."""

    med: Registerdel
    uden: Registerdel

    def recall(self, konfidens: float, *, gange: float = 1.0) -> Interval | None:
        """Give the share flagged of all faults people would confirm; None when a part or every fault is unknown."""
        med, uden = self.med.interval(konfidens, gange=gange), self.uden.interval(konfidens, gange=gange)
        if med is None or uden is None:
            return None
        return divide(med, uden, del_vaegt=self.med.antal, rest_vaegt=self.uden.antal)

    def precision(self, konfidens: float, *, gange: float = 1.0) -> Interval | None:
        """Give the share people would confirm of all flags; None when nothing is flagged, or no flag was assessed."""
        return self.med.interval(konfidens, gange=gange) if self.med.antal else None

    def count_more(self, gange: float) -> int:
        """Count the further cases that `gange` times as many would be, never more than there are."""
        return self.med.count_more(gange) + self.uden.count_more(gange)
