"""The key by which two spellings of one name are equal, and the shorter key that forgives usual abbreviations."""

import re
import unicodedata
from functools import lru_cache

# The pairs become single letters, so that Vestergade is two letters from Østergade and not one from Oestergade.
_PAR = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
_FREMMEDE = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ß": "s"})
_TEGN = re.compile(r"[^a-z0-9æøå]+")

_FORKORTELSER = {
    "gammel": "gl",
    "gamle": "gl",
    "gml": "gl",
    "gl": "gl",
    "nørre": "nr",
    "nr": "nr",
    "nrd": "ndr",
    "nordre": "ndr",
    "ndr": "ndr",
    "søndre": "sdr",
    "sønder": "sdr",
    "sdr": "sdr",
    "vestre": "v",
    "vester": "v",
    "vestr": "v",
    "østre": "ø",
    "øster": "ø",
    "østr": "ø",
    "sankt": "skt",
    "sct": "skt",
    "skt": "skt",
    "store": "st",
    "st": "st",
    "lille": "ll",
    "ll": "ll",
    "doktor": "dr",
    "dr": "dr",
    "professor": "prof",
    "prof": "prof",
    "borgmester": "borgm",
    "borgm": "borgm",
    "borgmstr": "borgm",
    "kaptajn": "kapt",
    "general": "gen",
    "kongens": "kgs",
    "kgs": "kgs",
    "haveforeningen": "hf",
    "haveforening": "hf",
    "hf": "hf",
    "gade": "g",
    "gd": "g",
    "plads": "pl",
    "pl": "pl",
    "boulevard": "blvd",
    "boulevarden": "blvd",
    "blv": "blvd",
    "blvd": "blvd",
    "bulevard": "blvd",
}
_BYFORKORTELSER = (
    (re.compile(r"^(kbh|kbhvn|kobenhavn|københ|københavns|cph|copenhagen)(?=[a-z]{0,2}$)"), "københavn"),
    (re.compile(r"^(frb|frbg|frederiksb)(?=[a-z]?$)"), "frederiksberg"),
    (re.compile(r"^(?:kgs)(?=[a-zæøå]{3})"), "kongens"),
)


@lru_cache(maxsize=65_536)
def noegle(navn: str) -> str:
    """Give the name in lower case without blanks, marks and accents, `aa`, `ae`, `oe` as the letters they stand for."""
    return _TEGN.sub("", _fold(navn))


@lru_cache(maxsize=16_384)
def kort_noegle(navn: str) -> str:
    """Give the key with abbreviated words: equal for `Gammel Assensvej` and `Gl. Assensvej`."""
    ord_ = _TEGN.sub(" ", _fold(navn)).split()
    return "".join(_FORKORTELSER.get(et, et) for et in ord_)


@lru_cache(maxsize=16_384)
def bynoegle(navn: str) -> str:
    """Give the key of a town, with the usual short forms of the biggest written out."""
    key = noegle(navn)
    for moenster, fuldt in _BYFORKORTELSER:
        key = moenster.sub(fuldt, key)
    return key


def letters(navn: str) -> str:
    """Give the key with the pairs left as they are: a letter left out can bring `a` and `e` together by chance."""
    return _TEGN.sub("", _lower(navn))


def _fold(navn: str) -> str:
    text = _lower(navn)
    for par, tegn in _PAR:
        if par in text:
            text = text.replace(par, tegn)
    return text


def _lower(navn: str) -> str:
    text = navn.casefold()
    if text.isascii():
        return text
    return _strip_accents(unicodedata.normalize("NFC", text).translate(_FREMMEDE))


def _strip_accents(text: str) -> str:
    return "".join(tegn if tegn in "æøå" else _base(tegn) for tegn in text)


def _base(tegn: str) -> str:
    return "".join(del_ for del_ in unicodedata.normalize("NFKD", tegn) if not unicodedata.combining(del_))
