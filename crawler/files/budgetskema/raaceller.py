"""The XML of a sheet and of its shared texts, read in one pass: cells as written, no more than a form needs."""

import re
from dataclasses import dataclass

from crawler.files.budgetskema.xml import Felter

# All that any version of the form uses; what lies beyond is not kept.
MAX_RAEKKE = 160
MAX_KOLONNE = 16
MAX_TEKST = 2_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_A = ord("A") - 1
_BOGSTAVER = 26


@dataclass(slots=True)
class Raacelle:
    """A cell as written: `slags` is its type attribute, `vaerdi` the text of its value, `sted` (row, column)."""

    sted: tuple[int, int]
    slags: str
    har_formel: bool = False
    har_vaerdi: bool = False
    vaerdi: str = ""


class Arklaeser:
    """Collects the cells within the limits; done when the first row beyond them begins."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.faerdig = False
        self.celler: list[Raacelle] = []
        self._raekke = 0
        self._kolonne = 0
        self._celle: Raacelle | None = None
        self._samler = False

    def begin(self, navn: str, felter: Felter) -> None:
        """Take the beginning of an element."""
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
        """Take its end."""
        if navn in {"v", "t"}:
            self._samler = False
        elif navn == "c" and self._celle is not None:
            if self._celle.vaerdi or self._celle.har_formel:
                self.celler.append(self._celle)
            self._celle = None
        elif navn == "sheetData":
            self.faerdig = True

    def text(self, tekst: str) -> None:
        """Take a piece of text."""
        if self._samler and self._celle is not None and len(self._celle.vaerdi) < MAX_TEKST:
            self._celle.vaerdi += tekst

    def _begin_celle(self, felter: Felter) -> None:
        sted = _parse_reference(felter.get("r", "")) or (self._raekke, self._kolonne + 1)
        self._kolonne = sted[1]
        inde = 0 < sted[0] <= MAX_RAEKKE and 0 < sted[1] <= MAX_KOLONNE
        self._celle = Raacelle(sted, felter.get("t", "n")) if inde else None


class Tekstlaeser:
    """Collects the shared texts that are asked for; done when it has the last one."""

    def __init__(self, numre: set[int]) -> None:
        """Ask for the texts of some numbers, at least one."""
        self.faerdig = False
        self.tekster: dict[int, str] = {}
        self._numre = numre
        self._sidste = max(numre)
        self._nummer = 0
        self._tekst = ""
        self._samler = False
        self._lydskrift = False

    def begin(self, navn: str, felter: Felter) -> None:  # noqa: ARG002 - what every reader takes
        """Take the beginning of an element."""
        if navn == "t":
            self._samler = self._nummer in self._numre and not self._lydskrift
        elif navn == "rPh":
            self._lydskrift = True

    def end(self, navn: str) -> None:
        """Take its end."""
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
        """Take a piece of text."""
        if self._samler and len(self._tekst) < MAX_TEKST:
            self._tekst += tekst


def _parse_reference(tekst: str) -> tuple[int, int] | None:
    fundet = _REFERENCE.fullmatch(tekst)
    if fundet is None:
        return None
    kolonne = 0
    for bogstav in fundet[1]:
        kolonne = kolonne * _BOGSTAVER + ord(bogstav) - _A
    return int(fundet[2]), kolonne
