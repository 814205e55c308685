"""What a load tells its caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse.gate import Proeve


@dataclass(frozen=True, kw_only=True)
class Antal:
    """How the afdelinger of an accepted dump met those already there."""

    nye: int = 0
    aendrede: int = 0
    uaendrede: int = 0
    savnede: int = 0
    ophoerte: int = 0


@dataclass(frozen=True, kw_only=True)
class Indlaesning:
    """The outcome of one load. `status` is `godkendt`, `afvist` or `fejlet`; `aarsag` is a Danish sentence or None.

    `antal` is the number of records in the dump (None when it could not be read). `allerede_indlaest` says that the
    dump was loaded before: then the rest is what that load gave, and nothing was written now. `entiteter` are the other
    entities of a dataudtræk, by name. `forsigtighed` is a Danish sentence when a rejected one says krisecenter (SEL
    § 109) of tilbud that stand openly: what was done about it.
    """

    koersel_id: str
    status: str
    aarsag: str | None
    snapshot_id: int | None
    antal: int | None
    nye: int = 0
    aendrede: int = 0
    uaendrede: int = 0
    savnede: int = 0
    ophoerte: int = 0
    gate: tuple[Proeve, ...] = ()
    allerede_indlaest: bool = False
    entiteter: Mapping[str, Antal] = field(default_factory=dict)
    forsigtighed: str | None = None

    @property
    def begrundelse(self) -> str:
        """Why it was not accepted, and what was done about krisecentre all the same: Danish sentences, or ``""``."""
        return " ".join(filter(None, (self.aarsag, self.forsigtighed)))

    @property
    def tal_pr_entitet(self) -> dict[str, Antal]:
        """What happened to each entity; the register's own rows are `afdelinger`."""
        egne = Antal(
            nye=self.nye,
            aendrede=self.aendrede,
            uaendrede=self.uaendrede,
            savnede=self.savnede,
            ophoerte=self.ophoerte,
        )
        return {**({} if self.snapshot_id is None else {"afdelinger": egne}), **self.entiteter}
