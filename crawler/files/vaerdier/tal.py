"""Numbers as Danes type them, and the other forms that leave no doubt.

In Danish a dot parts thousands and a comma the decimals. `1.234` is therefore 1234 and `1,234` is 1.234 - unless
the same column has numbers that can only be written the English way: then such a cell may be either, and is not read.
"""

import math
import re
from collections.abc import Iterable
from enum import Flag

from crawler.files.celler import Celle, Fejlcelle, Procentcelle
from crawler.files.vaerdier.svar import Ulaeselig

IKKE_TAL = Ulaeselig("er ikke et tal; skriv kun tallet, fx 1234,50")
TVETYDIGT = Ulaeselig(
    "kan være tusinder eller decimaler, for kolonnen blander punktum og komma; skriv tallet uden tusindtegn, fx 1234,50"
)
FOR_STORT = Ulaeselig("er større, end noget tal her kan være; ret det")
IKKE_HELT = Ulaeselig("er ikke et helt tal; skriv et helt tal")
IKKE_AAR = Ulaeselig("er ikke et årstal; skriv det med fire cifre, fx 2026")
PROCENTTEGN = Ulaeselig("har et procenttegn, men kolonnen er ikke i procent; skriv kun tallet")

STOERSTE = 1e15
STOERSTE_HELTAL = 2**31 - 1
AAR = range(1950, 2101)

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2012\u2010\u2011\ufe63\uff0d", "-"))
_MELLEMRUM = re.compile(r"[ \u00a0\u2007\u2009\u202f]")
_KR = re.compile(r"^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk|,-|,–)$", re.IGNORECASE)
_GRUPPER = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?|[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)")
_HELT = re.compile(r"\d+")
_DANSK = re.compile(r"\d+,\d+|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ENGELSK = re.compile(r"\d+\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


class Tegn(Flag):
    """What the cells of one column show of how its numbers are written."""

    INTET = 0
    DANSK = 1
    ENGELSK = 2


def find_tegn(celler: Iterable[Celle]) -> Tegn:
    """Give the ways of writing that some cell of a column proves."""
    fundet = Tegn.INTET
    for celle in celler:
        if isinstance(celle, str) and ("." in celle or "," in celle):
            fundet |= _prove(_strip(celle)[1])
    return fundet


def read_tal(celle: Celle, tegn: Tegn, *, er_procent: bool = False) -> float | Ulaeselig:
    """Give a number. Native numbers are taken as they are; a cell shown as percent gives 97.5 in a percent column."""
    if isinstance(celle, Procentcelle):
        return _check(round(celle.andel * 100, 10)) if er_procent else _check(celle.andel)
    if isinstance(celle, int | float) and not isinstance(celle, bool):
        return _check(celle)
    if not isinstance(celle, str):
        return Ulaeselig(celle.grund) if isinstance(celle, Fejlcelle) else IKKE_TAL
    if "%" in celle and not er_procent:
        return PROCENTTEGN
    minus, tekst = _strip(celle)
    tal = _read_text(tekst, tegn)
    return tal if isinstance(tal, Ulaeselig) else _check(-tal if minus else tal)


def read_heltal(celle: Celle, tegn: Tegn) -> int | Ulaeselig:
    """Give a whole number; one that an INTEGER column cannot hold is not read."""
    tal = read_tal(celle, tegn)
    if isinstance(tal, Ulaeselig):
        return tal
    if not float(tal).is_integer():
        return IKKE_HELT
    return int(tal) if abs(tal) <= STOERSTE_HELTAL else FOR_STORT


def read_aar(celle: Celle) -> int | Ulaeselig:
    """Give a year of four digits."""
    aar = read_heltal(celle, Tegn.DANSK)
    return aar if isinstance(aar, int) and aar in AAR else IKKE_AAR


def _strip(celle: str) -> tuple[bool, str]:
    """Give whether a text is negative, and its digits and signs alone: without kr., percent and minus."""
    tekst = celle.translate(_MINUS).strip()
    if tekst.startswith("(") and tekst.endswith(")"):
        return True, _KR.sub("", tekst[1:-1].strip()).strip()
    tekst = tekst.removesuffix("%").strip()
    minus = tekst.startswith("-")
    tekst = _KR.sub("", _KR.sub("", tekst.removeprefix("-").strip())).strip()
    if not minus and (tekst.startswith("-") or tekst.endswith("-")):
        return True, tekst.strip("-").strip()
    return minus, tekst


def _prove(tekst: str) -> Tegn:
    dansk, engelsk = _DANSK.fullmatch(tekst) is not None, _ENGELSK.fullmatch(tekst) is not None
    if dansk == engelsk:
        return Tegn.INTET
    return Tegn.DANSK if dansk else Tegn.ENGELSK


def _read_text(tekst: str, tegn: Tegn) -> float | Ulaeselig:
    if not tekst.isascii() and not _MELLEMRUM.search(tekst):
        return IKKE_TAL
    jaevn = _MELLEMRUM.sub(" ", tekst)
    if _HELT.fullmatch(jaevn):
        return float(jaevn)
    if _GRUPPER.fullmatch(jaevn):
        return float(jaevn.replace(" ", "").replace(",", "."))
    dansk, engelsk = _DANSK.fullmatch(jaevn) is not None, _ENGELSK.fullmatch(jaevn) is not None
    if dansk and engelsk and Tegn.ENGELSK in tegn:
        return TVETYDIGT
    if dansk:
        return float(jaevn.replace(".", "").replace(",", "."))
    return float(jaevn.replace(",", "")) if engelsk else IKKE_TAL


def _check(tal: float) -> float | Ulaeselig:
    if not math.isfinite(tal):
        return IKKE_TAL
    return tal if abs(tal) < STOERSTE else FOR_STORT
