"""A workbook as data, on its way out and on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.stikproeve import Population
from domain.stikproevesvar import Svar

Noegle = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Arkraekke:
    """One drawn unit × item: what the portal says (`portalen`), what is asked, and the answer so far."""

    enhed_id: str
    navn: str
    link: str
    punkt: str
    etiket: str
    portalen: str
    spoerg: str
    svar: Svar | None = None
    version: int = 0
    svar_fra: str | None = None


@dataclass(frozen=True, kw_only=True)
class Arkhoved:
    """Whose workbook of which control; `frist` is the day all cases are to be assessed."""

    nummer: str
    emne: str
    population: Population
    ramme_sha256: str
    ramme_dag: date
    sagsbehandler: str
    frist: date | None


@dataclass(frozen=True, kw_only=True)
class Arbejdsark:
    """A workbook to be written."""

    hoved: Arkhoved
    raekker: tuple[Arkraekke, ...]


@dataclass(frozen=True, kw_only=True)
class LaestArk:
    """A workbook read back without a fault: the answers, the versions its maker had seen, and how many are empty."""

    nummer: str
    ramme_sha256: str
    sagsbehandler: str
    svar: tuple[Svar, ...]
    sete: Mapping[Noegle, int]
    celler: Mapping[Noegle, str]
    fane: str
    antal_tomme: int
