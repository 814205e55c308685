"""What a page is before it is drawn, and how long tables are cut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.regel import Regel
from reports.web.bruger import LOKAL, Bruger
from warehouse.queries.fundfordeling import Kontroldage
from warehouse.queries.rapport_tilstand import Tilstand


@dataclass(frozen=True)
class Katalog:
    """The rules by id, and the state of the register they are shown with; `i_dag` is today where it is known.

    `bruger` is who reads. `kontroldage` are the controls that courses go through, read once when many pages are drawn
    (None: each page reads them).
    """

    regler: Mapping[str, Regel]
    tilstand: Tilstand
    i_dag: date | None = None
    bruger: Bruger = LOKAL
    kontroldage: Kontroldage | None = None

    @property
    def tilsyn(self) -> str | None:
        """The code of the only portfolio that may be shown to the reader; None: all of them."""
        return self.bruger.tilsyn

    @property
    def dag(self) -> date | None:
        """The day the register was judged; None before the first accepted fetch."""
        return None if self.tilstand.snapshot is None else self.tilstand.snapshot.dag

    @property
    def fristdag(self) -> date:
        """The day time limits are held to: today when it is known, else that of the register, else before them all."""
        return self.i_dag or self.dag or date.min

    def titel(self, regel: str) -> str:
        """Give what a rule finds in a few words; a rule that is no more is said to be so."""
        return self.regler[regel].titel if regel in self.regler else "Reglen er udgået"


@dataclass(frozen=True)
class Udsnit:
    """Which part of a long table: page `nummer` (from 1) of `graense` rows."""

    graense: int = 50
    nummer: int = 1

    @property
    def spring(self) -> int:
        """How many rows lie before it."""
        return (self.nummer - 1) * self.graense


@dataclass(frozen=True)
class Bladring:
    """What is said above a table that may be cut: how many rows in all, and the page shown."""

    i_alt: int
    udsnit: Udsnit

    @property
    def antal_sider(self) -> int:
        """How many pages the table has; at least one."""
        return max(1, -(-self.i_alt // self.udsnit.graense))

    @property
    def findes(self) -> bool:
        """Tell whether the page asked for is there."""
        return 1 <= self.udsnit.nummer <= self.antal_sider


@dataclass(frozen=True, kw_only=True)
class Side:
    """One page: its address (`emne`, `noegle`), template, title, and what the template shows."""

    emne: str
    skabelon: str
    titel: str
    noegle: str | None = None
    indhold: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fil:
    """A file that an address gives in place of a page; `navn` is what the reader's browser saves it as."""

    navn: str
    medietype: str
    indhold: bytes
