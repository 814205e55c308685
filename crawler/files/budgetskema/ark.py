"""One sheet as its cells: what each holds, and whether a formula stands behind it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from operator import itemgetter

from crawler.files.budgetskema.pakke import Pakke
from crawler.files.budgetskema.raaceller import Arklaeser, Raacelle, Tekstlaeser
from crawler.files.budgetskema.xml import read_xml

_TAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_FEJL = {x: x for x in ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!")}


class Slags(Enum):
    """What a cell holds."""

    TAL = auto()
    TEKST = auto()
    LOGISK = auto()
    FEJL = auto()
    UDEN_VAERDI = auto()
    """A formula whose result was not kept."""


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell with something in it; `tal` when it is a number, `tekst` when it is a text, or the name of an error."""

    slags: Slags
    tal: float | None = None
    tekst: str = ""
    har_formel: bool = False


@dataclass(frozen=True)
class Ark:
    """The cells that hold something, by (row, column); A1 is (1, 1)."""

    celler: Mapping[tuple[int, int], Celle]

    def find(self, raekke: int, kolonne: int) -> Celle | None:
        """Give a cell, or None when it is empty."""
        return self.celler.get((raekke, kolonne))

    def find_tekst(self, raekke: int, kolonne: int) -> str:
        """Give a cell's text, empty when it has none."""
        celle = self.find(raekke, kolonne)
        return celle.tekst if celle is not None and celle.slags is Slags.TEKST else ""

    def list_tekster(self, kolonne: int) -> Sequence[tuple[int, str]]:
        """Give the texts of a column with their rows, from the top."""
        return self._tekster.get(kolonne, ())

    @cached_property
    def _tekster(self) -> dict[int, list[tuple[int, str]]]:
        samlet: dict[int, list[tuple[int, str]]] = {}
        for (raekke, kolonne), celle in sorted(self.celler.items(), key=itemgetter(0)):
            if celle.slags is Slags.TEKST:
                samlet.setdefault(kolonne, []).append((raekke, celle.tekst))
        return samlet


def read_ark(pakke: Pakke, navn: str, tekstdel: str | None) -> Ark:
    """Read a sheet's part; shared texts come from `tekstdel`, as far as the sheet uses them.

    Raises:
        IngenLaesning: a part is broken or too large.
    """
    laeser = Arklaeser()
    read_xml(pakke.read_pieces(navn), laeser)
    tekster = _read_tekster(pakke, tekstdel, laeser.celler)
    fundne = ((raa.sted, _make_celle(raa, tekster)) for raa in laeser.celler)
    return Ark({sted: celle for sted, celle in fundne if celle is not None})


def _read_tekster(pakke: Pakke, tekstdel: str | None, celler: list[Raacelle]) -> dict[int, str]:
    numre = {int(x.vaerdi) for x in celler if x.slags == "s" and x.vaerdi.isdecimal()}
    if not numre or tekstdel is None:
        return {}
    laeser = Tekstlaeser(numre)
    read_xml(pakke.read_pieces(tekstdel), laeser)
    return laeser.tekster


def _make_celle(raa: Raacelle, tekster: Mapping[int, str]) -> Celle | None:
    if raa.slags in {"s", "str", "inlineStr", "d"} and raa.har_vaerdi:
        return _make_tekst(raa, tekster)
    if not raa.vaerdi:
        return Celle(Slags.UDEN_VAERDI, har_formel=True)
    if raa.slags == "e":
        return Celle(Slags.FEJL, tekst=_FEJL.get(raa.vaerdi, "fejl"), har_formel=raa.har_formel)
    if raa.slags == "b":
        return Celle(Slags.LOGISK, har_formel=raa.har_formel)
    if _TAL.fullmatch(raa.vaerdi.strip()) and abs(tal := float(raa.vaerdi)) != float("inf"):
        return Celle(Slags.TAL, tal=tal, har_formel=raa.har_formel)
    return Celle(Slags.FEJL, tekst="ikke et tal", har_formel=raa.har_formel)


def _make_tekst(raa: Raacelle, tekster: Mapping[int, str]) -> Celle | None:
    """Give the text; blanks alone are an empty cell, and so is a formula that gives nothing."""
    vaerdi = raa.vaerdi
    if raa.slags == "s":
        vaerdi = tekster.get(int(vaerdi), "") if vaerdi.isdecimal() else ""
    return Celle(Slags.TEKST, tekst=vaerdi, har_formel=raa.har_formel) if vaerdi.strip() else None
