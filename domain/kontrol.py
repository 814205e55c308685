"""What one run of the rules over one snapshot gave, before it meets the history of findings."""

from dataclasses import dataclass

from domain.afvigelse import Fund


@dataclass(frozen=True, kw_only=True)
class Regelresultat:
    """One rule's outcome: every key it found, or `fejl` when it could not run (then it opens and closes nothing)."""

    regel: str
    alvor: str
    fund: tuple[Fund, ...] = ()
    fejl: str | None = None
    sekunder: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Kontrolresultat:
    """All rules over one snapshot."""

    snapshot_id: int
    regler: tuple[Regelresultat, ...]
