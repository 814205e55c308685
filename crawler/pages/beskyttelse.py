"""Krisecentre (SEL § 109): what tells that a page is one, and how every trace of its street leaves the record.

Deliberately too wide throughout: a value withheld by mistake costs a missed fault, a street kept by mistake can cost
a life (domain facts, section 7).
"""

import re
import unicodedata
from collections.abc import Iterable

from domain.adresse import split_adresse
from domain.gader import CIFFER, GADELIGNENDE, find_gader, flatten, own_gader, protect, protect_raa, scrub
from domain.paragraf import is_protected

__all__ = [
    "find_gader",
    "find_gader_i_tekst",
    "may_speak_of_109",
    "names_109",
    "own_gader",
    "protect",
    "protect_raa",
    "scrub",
    "speaks_of_109",
]

_PARAGRAF_109 = re.compile(
    r"(?:§|\bparagraf(?:fen)?\b|\bpgf\b|\bserviceloven\b|\bsel\b)[^0-9]{0,12}"
    r"(?:\d{1,3}\s*(?:,|og|eller|samt|/|-|–)\s*){0,4}1\s?0\s?9(?!\d)",
    re.IGNORECASE,
)
_TEGN_PAA_109 = (b"109", b"krisecent", b"kvindehus", b"mandecent")
_MELLEMRUM = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\xad"
_LAENGSTE_LINJE = 500


def speaks_of_109(*tekster: str | None) -> bool:
    """Tell whether any text speaks of a krisecenter, also when the paragraph is written in an odd way."""
    rene = [flatten(tekst) for tekst in tekster if tekst]
    return is_protected(*rene) or any(_PARAGRAF_109.search(tekst) for tekst in rene)


def may_speak_of_109(sidetekst: str) -> bool:
    """Tell whether a page is worth a closer look: whether the number or one of the words is anywhere in its text.

    Asked of every page, so in bytes: white space, soft hyphens and zero-width marks are left out on the way.
    """
    latin = sidetekst.encode("latin-1", "ignore")
    if len(latin) < len(sidetekst) and _is_disguised(sidetekst.encode()):
        latin = unicodedata.normalize("NFKC", sidetekst).encode("latin-1", "ignore")
    taet = latin.lower().translate(None, delete=_MELLEMRUM)
    return any(tegn in taet for tegn in _TEGN_PAA_109)


def _is_disguised(utf8: bytes) -> bool:
    """Tell whether a text has full-width or mathematical digits; so they begin in UTF-8."""
    return b"\xef\xbc" in utf8 or b"\xf0\x9d" in utf8


def names_109(sidetekst: str) -> bool:
    """Tell whether a page's running text names § 109. Words like "krisecenter" alone do not count there."""
    return _PARAGRAF_109.search(flatten(sidetekst)) is not None


def find_gader_i_tekst(sidelinjer: Iterable[str]) -> frozenset[str]:
    """Give the street names of every line of a page that is a whole address, wherever on the page it stands."""
    hele: list[str] = []
    forrige = ""
    for linje in (hel[:_LAENGSTE_LINJE] for hel in sidelinjer):
        if not CIFFER.search(linje):
            forrige = linje
            continue
        delt = split_adresse([linje])
        if delt.postnr is not None:
            hele.append(delt.adresse or forrige)
        hele.extend(fund[0] for fund in GADELIGNENDE.finditer(linje))
        forrige = linje
    return find_gader(linje for linje in hele if CIFFER.search(linje))
