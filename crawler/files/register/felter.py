"""The cells that only the register's rows have: types, places by paragraph, lists, people."""

import re
from collections.abc import Iterable, Mapping

from crawler.files.celler import Celle, Fejlcelle, write_cell
from crawler.files.vaerdier.andre import IKKE_TEKST, clean, read_tekst
from crawler.files.vaerdier.svar import Ulaeselig
from crawler.files.vaerdier.tal import Tegn, read_heltal
from crawler.pages.personer import LAENGSTE
from domain.paragraf import find_paragraffer
from domain.tekst import fold

IKKE_PLADSER = Ulaeselig("kan ikke læses som pladser; skriv fx § 107: 8 | § 104: 2")
IKKE_LISTE = Ulaeselig("er hverken voksne eller børn; skriv voksne, børn eller begge")
IKKE_NAVN = Ulaeselig("er for langt til at være et navn og er ikke læst")

_DELES = re.compile(r"[|;\n]")
_PLADSER = re.compile(r"(?P<paragraf>.*?\d[^:=]*?)\s*[:=]\s*(?P<antal>[\d. ]*)\s*(?:plads(?:er)?)?\.?", re.IGNORECASE)
_BAR = re.compile(r"§\s*\d{1,3}(?:\s*[a-h])?", re.IGNORECASE)
_VOKSNE = "voksne"
_BOERN = "boern"
_LISTER = {
    "voksne": _VOKSNE,
    "voksen": _VOKSNE,
    "boern": _BOERN,
    "born": _BOERN,
    "boern og unge": _BOERN,
    "boern unge": _BOERN,
    "unge": _BOERN,
}
_LISTEDELES = re.compile(r"[|;,+/&]")


def read_typer(celle: Celle) -> tuple[str, ...] | Ulaeselig:
    """Give the types of a cell; they are parted by | or ; or line breaks."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    if isinstance(celle, Mapping):
        return IKKE_TEKST
    return tuple(dict.fromkeys(_parts(celle)))


def read_pladser(celle: Celle) -> dict[str, int | None] | Ulaeselig:
    """Give places by paragraph in its one spelling; None where a paragraph has no number."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    pladser: dict[str, int | None] = {}
    for tekst, antal in _pairs(celle):
        paragraffer = find_paragraffer(tekst if "§" in tekst else f"§ {tekst}")
        laest = None if antal is None or antal == "" else read_heltal(antal, Tegn.INTET)
        if len(paragraffer) != 1 or isinstance(laest, Ulaeselig) or paragraffer[0] in pladser:
            return IKKE_PLADSER
        pladser[paragraffer[0]] = laest
    return pladser or IKKE_PLADSER


def read_lister(celle: Celle) -> tuple[str, ...] | Ulaeselig:
    """Give the lists a cell names: `voksne`, `boern`, or both."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    tekst = write_cell(celle).replace(" og voksne", "|voksne").replace("voksne og ", "voksne|")
    navne = {_LISTER.get(fold(del_)) for del_ in _LISTEDELES.split(tekst) if fold(del_)}
    return IKKE_LISTE if not navne or None in navne else tuple(sorted(str(navn) for navn in navne))


def read_person(celle: Celle) -> str | Ulaeselig:
    """Give a name, for hashing only; what is longer than any name is not one."""
    navn = read_tekst(celle)
    return IKKE_NAVN if isinstance(navn, str) and len(navn) > max(LAENGSTE.values()) else navn


def _parts(celle: Celle) -> Iterable[str]:
    tekster = celle if isinstance(celle, tuple) else _DELES.split(write_cell(celle))
    return [ren for tekst in tekster if (ren := clean(tekst))]


def _pairs(celle: Celle) -> Iterable[tuple[str, Celle]]:
    if isinstance(celle, Mapping):
        yield from ((navn, antal if isinstance(antal, int | float) else None) for navn, antal in celle.items())
        return
    for tekst in _parts(celle):
        fund = _PLADSER.fullmatch(tekst)
        yield (fund["paragraf"], fund["antal"].strip()) if fund else (tekst, None if _BAR.fullmatch(tekst) else "?")
