"""What was read of a file and what was not, for people and for machines. No value of any cell is in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Kolonnerapport:
    """One column: its letter, its heading, and the field it fills; `hvorfor` says why a column is not read."""

    kolonne: str
    overskrift: str
    felt: str | None
    hvorfor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cellerapport:
    """One column's cells that could not be read for one reason: how many, and where the first of them stand."""

    kolonne: str
    overskrift: str
    felt: str
    grund: str
    antal: int
    raekker: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Afvisning:
    """Rows that were not taken for one reason: how many, and the first of them."""

    grund: str
    antal: int
    raekker: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Arkrapport:
    """One sheet. `raekker` were taken; `tomme`, `dubletter` (the very same row again) and `sumraekker` passed over.

    `mangler` are the headings of fields that no column fills.
    """

    ark: str
    entitet: str
    overskriftsraekke: int
    raekker: int
    tomme: int = 0
    dubletter: int = 0
    sumraekker: tuple[int, ...] = ()
    kolonner: tuple[Kolonnerapport, ...] = ()
    mangler: tuple[str, ...] = ()
    celler: tuple[Cellerapport, ...] = ()
    afviste: tuple[Afvisning, ...] = ()

    @property
    def afviste_antal(self) -> int:
        """The number of rows not taken."""
        return sum(afvisning.antal for afvisning in self.afviste)

    @property
    def ukendte(self) -> tuple[Kolonnerapport, ...]:
        """The columns that are not read."""
        return tuple(kolonne for kolonne in self.kolonner if kolonne.felt is None)


@dataclass(frozen=True, kw_only=True)
class Rapport:
    """A file. `entiteter` are the rows it delivers, by entity; `bemaerkninger` sentences a person should know."""

    fil: str
    filtype: str
    kolonnetabel: int
    ark: tuple[Arkrapport, ...]
    entiteter: Mapping[str, int]
    bemaerkninger: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the report as JSON can hold it."""
        ark = [{**asdict(x), "afviste_antal": x.afviste_antal} for x in self.ark]
        return {**asdict(self), "ark": ark, "entiteter": dict(self.entiteter)}
