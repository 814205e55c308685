"""A worksheet looked over before it is read: how far it reaches, and the cells whose value alone would mislead.

python-calamine gives a full grid from the first to the last filled cell, so one stray cell could ask for more memory
than there is; and it shows a formula without a kept value, and an error, as an empty cell, and 97,5 % as 0.975.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from crawler.files.celler import Fejlcelle
from crawler.files.fejl import UdtraekFejl
from crawler.files.graenser import FLESTE_FELTER, FLESTE_KOLONNER, FLESTE_RAEKKER
from crawler.files.regneark.xml import make_parser, refusing_broken

FORMEL = Fejlcelle("er en formel uden gemt værdi; åbn filen i Excel, og gem den igen")
FEJL = Fejlcelle("er en fejl i regnearket (fx #DIVISION/0!); ret formlen")

_CELLE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_RAEKKE = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_EFTER_Z = 26
_STYKKE = 1 << 20


@dataclass
class Syn:
    """What was seen; rows and columns count from 0."""

    raekker: int = 0
    kolonner: int = 0
    procent: set[tuple[int, int]] = field(default_factory=set)
    fejl: dict[tuple[int, int], Fejlcelle] = field(default_factory=dict)


def look_over(indhold: bytes, navn: str, procenttypografier: frozenset[str]) -> Syn:
    """Go through a worksheet's cells.

    Raises:
        UdtraekFejl: broken, or larger than can be read.
    """
    gang = _Gang(navn, procenttypografier)
    with refusing_broken(navn):
        for start in range(0, len(indhold), _STYKKE):
            gang.parser.Parse(indhold[start : start + _STYKKE], False)  # noqa: FBT003
        gang.parser.Parse(b"", True)  # noqa: FBT003
    return gang.syn


class _Gang:
    """One walk through a worksheet: where it is, and what the cell at hand has."""

    def __init__(self, navn: str, procenttypografier: frozenset[str]) -> None:
        self.syn = Syn()
        self.parser = make_parser(self._start)
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._navn = navn
        self._procent = procenttypografier
        self._raekke, self._kolonne = -1, -1
        self._x: dict[str, str] = {}
        self._har_formel = self._har_vaerdi = self._i_vaerdi = False

    def _start(self, element: str, x: dict[str, str]) -> None:
        navn = element.rpartition(":")[2] if ":" in element else element
        if navn == "c":
            self._enter_cell(x)
        elif navn in {"v", "t"}:
            self._i_vaerdi = True
        elif navn == "f":
            self._har_formel = True
        elif navn == "row":
            nummer = x.get("r", "")
            self._raekke = int(nummer) - 1 if _RAEKKE.fullmatch(nummer) else self._raekke + 1
            self._kolonne = -1

    def _enter_cell(self, x: dict[str, str]) -> None:
        fund = _CELLE.fullmatch(x.get("r", ""))
        if fund:
            self._raekke, self._kolonne = int(fund[2]) - 1, _column(fund[1])
        else:
            self._kolonne += 1
        self._x = x
        self._har_formel = self._har_vaerdi = self._i_vaerdi = False

    def _text(self, _tekst: str) -> None:
        if self._i_vaerdi:
            self._har_vaerdi = True

    def _end(self, element: str) -> None:
        navn = element.rpartition(":")[2] if ":" in element else element
        if navn == "c":
            if self._har_vaerdi or self._har_formel:
                self._note()
        elif navn in {"v", "t"}:
            self._i_vaerdi = False

    def _note(self) -> None:
        syn, raekke, kolonne = self.syn, self._raekke, self._kolonne
        if raekke >= syn.raekker or kolonne >= syn.kolonner:
            self._reach(raekke, kolonne)
        art = self._x.get("t", "n")
        if not self._har_vaerdi:
            syn.fejl[raekke, kolonne] = FORMEL
        elif art == "e":
            syn.fejl[raekke, kolonne] = FEJL
        elif art == "n" and self._x.get("s") in self._procent:
            syn.procent.add((raekke, kolonne))

    def _reach(self, raekke: int, kolonne: int) -> None:
        syn = self.syn
        syn.raekker, syn.kolonner = max(syn.raekker, raekke + 1), max(syn.kolonner, kolonne + 1)
        if syn.raekker > FLESTE_RAEKKER or syn.kolonner > FLESTE_KOLONNER or syn.raekker * syn.kolonner > FLESTE_FELTER:
            raise UdtraekFejl(
                f"{self._navn} er for stort: der læses højst {FLESTE_RAEKKER} rækker, {FLESTE_KOLONNER} kolonner og "
                f"{FLESTE_FELTER} felter. Slet det, der står langt nede eller langt til højre, eller del udtrækket."
            )


@cache
def _column(bogstaver: str) -> int:
    nummer = 0
    for bogstav in bogstaver:
        nummer = nummer * _EFTER_Z + ord(bogstav) - ord("A") + 1
    return nummer - 1
