"""What a dataudtræk says of one tilbud, and a kind of fault that can be planted in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from crawler.replica.fejl import Gruppe, Plantet
from domain.skema import Skema

Row = Mapping[str, Any]
Rows = tuple[Row, ...]
Valg = Callable[[Row], bool]


def _always(_: object) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tilbudsdata:
    """Everything the extract says of one tilbud.

    `sider` are its pages in the portal's replica, `raekker` its rows by entity (columns of `domain.entiteter`, dates as
    ISO text), `skemaer` the budgetskemaer that were handed in, `dag` the day the extract speaks of.
    """

    sider: Gruppe
    raekker: Mapping[str, Rows]
    skemaer: tuple[Skema, ...] = ()
    dag: date

    @property
    def tilbudsid(self) -> str:
        """What the portal knows the tilbud by."""
        return self.sider[0].afdeling.tilbudsid

    def rows(self, entitet: str, *, hvor: Valg | None = None) -> Rows:
        """Give the rows of an entity, or those that `hvor` chooses."""
        return tuple(filter(hvor or _always, self.raekker.get(entitet, ())))

    def change(self, entitet: str, *, hvor: Valg | None = None, **aendringer: Any) -> "Tilbudsdata":  # noqa: ANN401 - the columns of an entity, of any type
        """Give the data with some columns of an entity's rows changed; `hvor` chooses the rows, all without it."""
        valgt = hvor or _always
        rows = tuple({**row, **aendringer} if valgt(row) else row for row in self.raekker.get(entitet, ()))
        return self._with(entitet, rows)

    def without(self, entitet: str, *, hvor: Valg | None = None) -> "Tilbudsdata":
        """Give the data without the rows that `hvor` chooses, all of the entity without it."""
        valgt = hvor or _always
        return self._with(entitet, tuple(row for row in self.raekker.get(entitet, ()) if not valgt(row)))

    def plus(self, entitet: str, *nye: Row) -> "Tilbudsdata":
        """Give the data with more rows of an entity."""
        return self._with(entitet, (*self.raekker.get(entitet, ()), *nye))

    def _with(self, entitet: str, rows: Rows) -> "Tilbudsdata":
        return replace(self, raekker={**self.raekker, entitet: rows})


@dataclass(frozen=True, kw_only=True)
class Udtraeksfejl:
    """A kind of fault, planted in `kasus` tilbud of a register of national size, fewer in a smaller one.

    Below `mindst_tilbud` it is not planted at all: what is judged among peers needs them. `plant` gives the changed
    data and every finding that comes of it. `aktiv` is that of the rule: the findings of one that is switched off are
    only in the answer key of all rules.
    """

    regel: str
    plant: Callable[[Tilbudsdata, Random], tuple[Tilbudsdata, frozenset[Plantet]]]
    passer: Callable[[Tilbudsdata], bool] = _always
    kasus: int = 5
    mindst_tilbud: int = 0
    aktiv: bool = True


@dataclass(frozen=True, kw_only=True)
class Plejefejl:
    """A kind of fault of plejefamilier: `change` is done to some families under each socialtilsyn.

    `familier` is how many of them, by socialtilsyn, in a register of national size; at least one in a smaller one. The
    findings speak of the socialtilsyn.
    """

    regel: str
    change: Callable[[Row, Random], Row]
    familier: Mapping[str, int]
    aktiv: bool = True


def tilbud_fund(regel: str, data: Tilbudsdata) -> frozenset[Plantet]:
    """Give the one finding about the tilbud as a whole."""
    return frozenset({Plantet(regel, data.tilbudsid, None)})


def afdeling_fund(regel: str, rows: Rows) -> frozenset[Plantet]:
    """Give a finding for each afdeling that the rows speak of."""
    return frozenset(Plantet(regel, row["tilbudsid"], row["afdelingsid"]) for row in rows)
