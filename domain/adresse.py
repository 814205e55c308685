"""Danish address lines split into street, postcode and town, and judged by form alone (the register comes later)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.tekst import fold, squeeze

_POST_LINE = re.compile(r"^(?:DK[- ]?)?(?P<postnr>\d{3,5})\s*,?\s+(?P<by>\D.*)$", re.IGNORECASE)
_POST_TAIL = re.compile(r"^(?P<adresse>.*?)[,\s]+(?:DK[- ]?)?(?P<postnr>\d{4})\s+(?P<by>\D.*)$", re.IGNORECASE)
_STREET = re.compile(r"^(?=.*[^\W\d_]).*?[^\W\d_].*?\s\d{1,3}\s?[A-ZÆØÅ]?(?![\w])", re.IGNORECASE)
_POSTBOKS = re.compile(r"\b(post\s?boks|boks|p\.?\s?o\.?\s?box)\b", re.IGNORECASE)
_STREET_LEVEL = range(1000, 2000)
_DISTRICT_LETTERS = 3  # "SØ" is folded to "soe"
_SHORT_FORMS = {
    "kbh": "koebenhavn",
    "kgs": "kongens",
    "frb": "frederiksberg",
    "nr": "noerre",
    "ndr": "noerre",
    "sdr": "soender",
    "gl": "gammel",
    "st": "store",
    "ll": "lille",
    "skt": "sankt",
    "sct": "sankt",
}


@dataclass(frozen=True)
class Adresselinjer:
    """An address as read: street line(s), postcode and town, each as written or None."""

    adresse: str | None
    postnr: str | None
    by: str | None


def split_adresse(linjer: Sequence[str]) -> Adresselinjer:
    """Split address lines into street line, postcode and town.

    A line that begins with a postcode is the post line; failing that, a last line that ends in one is cut in two.
    Without either, everything is the street line: the rules then say that postcode and town are missing.
    """
    rene = [ren for linje in linjer if (ren := squeeze(linje))]
    for nummer, linje in enumerate(rene):
        fund = _POST_LINE.match(linje)
        if fund:
            return Adresselinjer(_join(rene[:nummer]), fund["postnr"], squeeze(fund["by"]))
    hale = _POST_TAIL.match(rene[-1]) if rene else None
    if hale:
        return Adresselinjer(_join([*rene[:-1], hale["adresse"]]), hale["postnr"], squeeze(hale["by"]))
    if len(rene) > 1 and rene[-1].isdigit():
        return Adresselinjer(_join(rene[:-1]), rene[-1], None)
    return Adresselinjer(_join(rene), None, None)


def _join(linjer: Sequence[str]) -> str | None:
    return ", ".join(ren for linje in linjer if (ren := linje.strip(" ,"))) or None


def redact_postnr(postnr: str | None) -> str | None:
    """Drop a postcode that names a single street (1000-1999, inner København and Frederiksberg)."""
    if postnr is not None and postnr.isdigit() and int(postnr) in _STREET_LEVEL:
        return None
    return postnr


def has_husnummer(adresse: str) -> bool:
    """Tell whether a street line has a street name followed by a house number."""
    return _STREET.match(adresse) is not None


def is_postboks(adresse: str) -> bool:
    """Tell whether the line is a post box instead of a place where people live."""
    return _POSTBOKS.search(adresse) is not None


def is_town_of(by: str, bynavn: str) -> bool:
    """Tell whether a town as written is the postcode's town `bynavn`.

    "Odense" passes for "Odense C" and "Kgs. Lyngby" for "Kongens Lyngby": imprecise or short, but not another town.
    """
    skrevet, officiel = _town_words(by), _town_words(bynavn)
    if skrevet == officiel:
        return True
    *bynavn_uden_bydel, sidste = officiel
    return skrevet == bynavn_uden_bydel and len(sidste) <= _DISTRICT_LETTERS


def _town_words(by: str) -> list[str]:
    return [_SHORT_FORMS.get(word, word) for word in fold(by).split()]
