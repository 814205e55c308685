"""The shape of an entity and of one of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Art(StrEnum):
    """What a column holds, and how it is kept: amounts (kr) and percentages (0-100) are `tal`, dates ISO 8601 text."""

    TEKST = "tekst"
    HELTAL = "heltal"
    TAL = "tal"
    DATO = "dato"
    JANEJ = "janej"


Vaerdi = str | int | float | bool | None


@dataclass(frozen=True)
class Kolonne:
    """One column: its name (unit in the suffix), what it holds, and what it means in a Danish sentence.

    `foldes` says that it is compared with a list: the warehouse keeps its folded form beside it (`<navn>_foldet`).
    """

    navn: str
    art: Art
    betydning: str
    er_noegle: bool = False
    foldes: bool = False


@dataclass(frozen=True)
class Entitetstype:
    """One kind of row. A delivery holds every row of its entity that is in force: what is not there has gone."""

    navn: str
    betegnelse: str
    kolonner: tuple[Kolonne, ...]

    @cached_property
    def noegle(self) -> tuple[str, ...]:
        """The columns that tell one row from another; each is always filled."""
        return tuple(kolonne.navn for kolonne in self.kolonner if kolonne.er_noegle)

    @cached_property
    def indhold(self) -> tuple[str, ...]:
        """The other columns: empty where the source says nothing."""
        return tuple(kolonne.navn for kolonne in self.kolonner if not kolonne.er_noegle)


@dataclass(frozen=True, kw_only=True)
class Raekke:
    """One row of a dataudtræk: read values by column (dates as ISO text), and the cells as written by heading."""

    entitet: str
    felter: Mapping[str, Vaerdi]
    raa: Mapping[str, str] = field(default_factory=dict)


def key(navn: str, betydning: str, art: Art = Art.TEKST) -> Kolonne:
    """Give a column of the key."""
    return Kolonne(navn, art, betydning, er_noegle=True)
