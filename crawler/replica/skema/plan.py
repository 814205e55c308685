"""A workbook before it is written: cells by sheet, to be changed the way people change a form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_CELLE = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Formel:
    """A formula and the result a spreadsheet would have kept with it; None when it kept none."""

    tekst: str
    vaerdi: float | str | None


Vaerdi = float | str | Formel


@dataclass
class Skemaplan:
    """The sheets in their order, each its cells by name ("E40")."""

    ark: dict[str, dict[str, Vaerdi]] = field(default_factory=dict)

    def put(self, ark: str, celler: Mapping[str, Vaerdi]) -> None:
        """Write cells, over what stands there."""
        self.ark.setdefault(ark, {}).update(celler)

    def drop(self, ark: str, *celler: str) -> None:
        """Empty cells."""
        for celle in celler:
            self.ark[ark].pop(celle, None)

    def put_in_front(self, ark: str) -> None:
        """Add a sheet of one's own before all others."""
        self.ark = {ark: {"A1": "Egne noter"}, **self.ark}

    def rename(self, ark: str, nyt: str) -> None:
        """Give a sheet another name."""
        self.ark = {nyt if navn == ark else navn: celler for navn, celler in self.ark.items()}

    def remove(self, ark: str) -> None:
        """Take a sheet away."""
        del self.ark[ark]

    def insert_rows(self, ark: str, foer: int, antal: int = 1) -> None:
        """Push the rows from `foer` and on down."""
        self._move(ark, lambda kolonne, raekke: (kolonne, raekke + antal if raekke >= foer else raekke))

    def delete_row(self, ark: str, raekke: int) -> None:
        """Take a row out and pull those below it up."""
        self.ark[ark] = {c: v for c, v in self.ark[ark].items() if _split(c)[1] != raekke}
        self._move(ark, lambda kolonne, nummer: (kolonne, nummer - 1 if nummer > raekke else nummer))

    def insert_column(self, ark: str, foer: str) -> None:
        """Push the columns from `foer` and on to the right."""
        self._move(ark, lambda kolonne, raekke: (_next(kolonne) if kolonne >= foer else kolonne, raekke))

    def _move(self, ark: str, flyt: Callable[[str, int], tuple[str, int]]) -> None:
        flyttet = ((flyt(*_split(celle)), vaerdi) for celle, vaerdi in self.ark[ark].items())
        self.ark[ark] = {f"{kolonne}{raekke}": vaerdi for (kolonne, raekke), vaerdi in flyttet}


def _split(celle: str) -> tuple[str, int]:
    fundet = _CELLE.fullmatch(celle)
    if fundet is None:
        raise ValueError(f"{celle!r} is no cell")
    return fundet[1], int(fundet[2])


def _next(kolonne: str) -> str:
    return chr(ord(kolonne) + 1)
