"""Yes and no, paragraphs, numbers that name something, and text."""

import re

from crawler.files.celler import Celle, Fejlcelle, write_cell
from crawler.files.graenser import LAENGSTE_ID, LAENGSTE_TEKST
from crawler.files.vaerdier.svar import Ulaeselig
from domain.paragraf import find_paragraffer
from domain.tekst import fold, squeeze

IKKE_JANEJ = Ulaeselig("er hverken ja eller nej; skriv ja eller nej")
IKKE_PARAGRAF = Ulaeselig("nævner ikke én paragraf; skriv fx § 107")
IKKE_ID = Ulaeselig("er ikke et nummer; skriv nummeret, som det står på Tilbudsportalen")
IKKE_TEKST = Ulaeselig("er ikke en tekst; skriv den som tekst")
FOR_LANG = Ulaeselig(f"er længere end {LAENGSTE_TEKST} tegn og er ikke læst; gør teksten kortere")
LIGNER_CPR = Ulaeselig("ligner et CPR-nummer og er ikke læst; fjern kolonnen af udtrækket, og bed om portalens nummer")

_JA = frozenset({"ja", "j", "x", "1", "sand", "true", "yes"})
_NEJ = frozenset({"nej", "n", "0", "falsk", "false", "no"})
_ID = re.compile(r"[\w][\w.:/\-]*")
_EKSPONENT = re.compile(r"\d+[.,]\d+E\+?\d+", re.IGNORECASE)
_CPR = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}")
_BART_TAL = re.compile(r"(\d{1,3})\s*([a-h])?", re.IGNORECASE)
# NUL is refused by PostgreSQL, lone surrogates by every UTF-8 database; the other marks are never typed.
_UGEMBAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(tekst: str) -> str:
    """Give a text that a database can hold, on one line; empty when nothing is left."""
    return squeeze(_UGEMBAR.sub("", tekst)) or ""


def read_tekst(celle: Celle) -> str | Ulaeselig:
    """Give a text on one line; numbers and dates in a text column as a Dane would write them."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    tekst = clean(write_cell(celle))
    if not tekst:
        return IKKE_TEKST
    return tekst if len(tekst) <= LAENGSTE_TEKST else FOR_LANG


def read_id(celle: Celle) -> str | Ulaeselig:
    """Give a number that names something. A number Excel has written with an exponent has lost its digits."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    if not isinstance(celle, str | int | float) or isinstance(celle, bool):
        return IKKE_ID
    tekst = squeeze(write_cell(celle)) or ""
    if len(tekst) > LAENGSTE_ID or _ID.fullmatch(tekst) is None or _EKSPONENT.fullmatch(tekst):
        return IKKE_ID
    return tekst


def is_cpr(celle: Celle) -> bool:
    """Tell whether a cell has the form of a CPR number."""
    tekst = (squeeze(write_cell(celle)) or "").zfill(10) if isinstance(celle, int | float) else write_cell(celle)
    return _CPR.fullmatch(tekst.strip()) is not None


def read_janej(celle: Celle) -> bool | Ulaeselig:
    """Give yes or no."""
    if isinstance(celle, bool):
        return celle
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    tekst = fold(write_cell(celle)) if isinstance(celle, str | int | float) else ""
    if tekst in _JA:
        return True
    return False if tekst in _NEJ else IKKE_JANEJ


def read_paragraf(celle: Celle) -> str | Ulaeselig:
    """Give the one paragraph that a cell names, in the one spelling; a bare 107 counts as § 107."""
    if isinstance(celle, Fejlcelle):
        return Ulaeselig(celle.grund)
    tekst = clean(write_cell(celle)) if isinstance(celle, str | int | float) and not isinstance(celle, bool) else ""
    if bart := _BART_TAL.fullmatch(tekst):
        tekst = f"§ {bart[1]} {bart[2] or ''}"
    paragraffer = find_paragraffer(tekst)
    return paragraffer[0] if len(paragraffer) == 1 else IKKE_PARAGRAF
