"""What a delivery of an entity is in numbers, and what it is held against; pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.dump import Dump
from domain.entiteter import ENTITETER


@dataclass(frozen=True, kw_only=True)
class Udtraeksprofil:
    """One entity of a delivery: its rows, and how many of them have each column filled (the key is left out)."""

    antal: int
    udfyldt: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Give the profile as JSON can hold it."""
        return {"antal": self.antal, "udfyldt": dict(self.udfyldt)}


@dataclass(frozen=True, kw_only=True)
class Genkendt:
    """The rows of a delivery that were current before it, and what of the rest is gone.

    `foer` are, by column, those of them that had it filled, `endnu` those of these that still have. `omraader` holds by
    socialtilsyn (`andre`: none is known) how many of the subjects with rows (tilbud, or plejefamilier) had them
    before, and how many of these have rows in this delivery; who has left the register does not count.
    """

    foer: Mapping[str, int] = field(default_factory=dict)
    endnu: Mapping[str, int] = field(default_factory=dict)
    omraader: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ForrigeUdtraek:
    """The last accepted delivery of an entity; `udfyldt` is empty when nothing was measured then."""

    tidspunkt: datetime
    antal: int
    udfyldt: Mapping[str, int] = field(default_factory=dict)
    genkendt: Genkendt = field(default_factory=Genkendt)


@dataclass(frozen=True, kw_only=True)
class Registerbillede:
    """The register beside the delivery: every tilbud it ever had, and those that have not ended.

    `omraader` are the latter by socialtilsyn, where it is known.
    """

    kendte: frozenset[str] = frozenset()
    levende: frozenset[str] = frozenset()
    omraader: Mapping[str, frozenset[str]] = field(default_factory=dict)


def is_udtraek(dump: Dump) -> bool:
    """Tell whether a dump was read from the files of a dataudtræk."""
    return bool(dump.slut.entiteter) or dump.hoved.kilde == "dataudtraek"


def measure_udtraek(dump: Dump) -> dict[str, Udtraeksprofil]:
    """Count every entity that a dump delivers; rows of entities this program does not know count as rows only."""
    antal: Counter[str] = Counter()
    udfyldt: dict[str, Counter[str]] = {navn: Counter() for navn in dump.slut.entiteter}
    for raekke in dump.raekker:
        antal[raekke.entitet] += 1
        udfyldt[raekke.entitet].update(navn for navn, value in raekke.felter.items() if value is not None)
    return {
        navn: Udtraeksprofil(
            antal=antal[navn],
            udfyldt={felt: udfyldt[navn][felt] for felt in (ENTITETER[navn].indhold if navn in ENTITETER else ())},
        )
        for navn in dump.slut.entiteter
    }
