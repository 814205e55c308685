"""One sheet as its cells, in one pass over its XML: what each holds, and whether a formula stands behind it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from crawler.files.budgetskema.pakke import Pakke
from crawler.files.budgetskema.xml import Felter, read_xml

# All that any version of the form uses; what lies beyond is not kept.
MAX_RAEKKE = 160
MAX_KOLONNE = 16
MAX_TEKST = 2_000

_TAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_FEJL = {x: x for x in ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!")}
_A = ord("A") - 1
_BOGSTAVER = 26


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

    def list_tekster(self, kolonne: int) -> Iterator[tuple[int, str]]:
        """Yield the texts of a column with their rows, from the top."""
        for (raekke, nummer), celle in sorted(self.celler.items(), key=lambda x: x[0]):
            if nummer == kolonne and celle.slags is Slags.TEKST:
                yield raekke, celle.tekst


@dataclass(slots=True)
class _Raacelle:
    sted: tuple[int, int]
    slags: str
    har_formel: bool = False
    har_vaerdi: bool = False
    vaerdi: str = ""


class _Arklaeser:
    """Collects the cells within the limits; done when the first row beyond them begins."""

    def __init__(self) -> None:
        self.faerdig = False
        self.celler: list[_Raacelle] = []
        self._raekke = 0
        self._kolonne = 0
        self._celle: _Raacelle | None = None
        self._samler = False

    def begin(self, navn: str, felter: Felter) -> None:
        if navn == "c":
            self._begin_celle(felter)
        elif navn == "row":
            self._raekke = int(felter.get("r") or self._raekke + 1)
            self._kolonne = 0
            self.faerdig = self.faerdig or self._raekke > MAX_RAEKKE
        elif self._celle is not None:
            self._samler = navn in {"v", "t"}
            self._celle.har_vaerdi = self._celle.har_vaerdi or self._samler
            self._celle.har_formel = self._celle.har_formel or navn == "f"

    def end(self, navn: str) -> None:
        if navn in {"v", "t"}:
            self._samler = False
        elif navn == "c" and self._celle is not None:
            if self._celle.vaerdi or self._celle.har_formel:
                self.celler.append(self._celle)
            self._celle = None
        elif navn == "sheetData":
            self.faerdig = True

    def text(self, tekst: str) -> None:
        if self._samler and self._celle is not None and len(self._celle.vaerdi) < MAX_TEKST:
            self._celle.vaerdi += tekst

    def _begin_celle(self, felter: Felter) -> None:
        sted = _parse_reference(felter.get("r", "")) or (self._raekke, self._kolonne + 1)
        self._kolonne = sted[1]
        inde = 0 < sted[0] <= MAX_RAEKKE and 0 < sted[1] <= MAX_KOLONNE
        self._celle = _Raacelle(sted, felter.get("t", "n")) if inde else None


class _Tekstlaeser:
    """Collects the shared texts that are asked for; done when it has the last one."""

    def __init__(self, numre: set[int]) -> None:
        self.faerdig = False
        self.tekster: dict[int, str] = {}
        self._numre = numre
        self._sidste = max(numre)
        self._nummer = 0
        self._tekst = ""
        self._samler = False
        self._lydskrift = False

    def begin(self, navn: str, felter: Felter) -> None:  # noqa: ARG002 - what every reader takes
        if navn == "t":
            self._samler = self._nummer in self._numre and not self._lydskrift
        elif navn == "rPh":
            self._lydskrift = True

    def end(self, navn: str) -> None:
        if navn == "t":
            self._samler = False
        elif navn == "rPh":
            self._lydskrift = False
        elif navn == "si":
            if self._nummer in self._numre:
                self.tekster[self._nummer] = self._tekst
            self.faerdig = self._nummer >= self._sidste
            self._nummer, self._tekst = self._nummer + 1, ""

    def text(self, tekst: str) -> None:
        if self._samler and len(self._tekst) < MAX_TEKST:
            self._tekst += tekst


def read_ark(pakke: Pakke, navn: str, tekstdel: str | None) -> Ark:
    """Read a sheet's part; shared texts come from `tekstdel`, as far as the sheet uses them.

    Raises:
        IngenLaesning: a part is broken or too large.
    """
    laeser = _Arklaeser()
    read_xml(pakke.read_pieces(navn), laeser)
    tekster = _read_tekster(pakke, tekstdel, laeser.celler)
    fundne = ((raa.sted, _make_celle(raa, tekster)) for raa in laeser.celler)
    return Ark({sted: celle for sted, celle in fundne if celle is not None})


def _read_tekster(pakke: Pakke, tekstdel: str | None, celler: list[_Raacelle]) -> dict[int, str]:
    numre = {int(x.vaerdi) for x in celler if x.slags == "s" and x.vaerdi.isdecimal()}
    if not numre or tekstdel is None:
        return {}
    laeser = _Tekstlaeser(numre)
    read_xml(pakke.read_pieces(tekstdel), laeser)
    return laeser.tekster


def _make_celle(raa: _Raacelle, tekster: Mapping[int, str]) -> Celle | None:
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


def _make_tekst(raa: _Raacelle, tekster: Mapping[int, str]) -> Celle | None:
    """Give the text; blanks alone are an empty cell, and so is a formula that gives nothing."""
    vaerdi = raa.vaerdi
    if raa.slags == "s":
        vaerdi = tekster.get(int(vaerdi), "") if vaerdi.isdecimal() else ""
    return Celle(Slags.TEKST, tekst=vaerdi, har_formel=raa.har_formel) if vaerdi.strip() else None


def _parse_reference(tekst: str) -> tuple[int, int] | None:
    fundet = _REFERENCE.fullmatch(tekst)
    if fundet is None:
        return None
    kolonne = 0
    for bogstav in fundet[1]:
        kolonne = kolonne * _BOGSTAVER + ord(bogstav) - _A
    return int(fundet[2]), kolonne
