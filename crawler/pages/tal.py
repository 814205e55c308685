"""Numbers of places as the portal writes them: "12 pladser", "1 plads", "1.250 pladser"."""

import re

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_ANTAL = r"(?<![\d.,])(-?\s?\d{1,3}(?:\.\d{3})+|-?\s?\d{1,7})(?![\d.,]*\d)"
_PLADSER = re.compile(_ANTAL + r"\s*plads", re.IGNORECASE)
_I_ALT = re.compile(r"pladser på hele tilbuddet\b[^\d\u2212\u2013-]{0,60}?" + _ANTAL + r"\s*plads", re.IGNORECASE)


def read_pladser(tekst: str) -> int | None:
    """Give the number of a text like "12 pladser"; None when it names none."""
    fund = _PLADSER.search(tekst.translate(_MINUS))
    return _number(fund[1]) if fund else None


def find_pladser_i_alt(tekst: str) -> frozenset[int]:
    """Give every number that a text claims for "Pladser på hele tilbuddet … N pladser"."""
    return frozenset(_number(fund[1]) for fund in _I_ALT.finditer(tekst.translate(_MINUS)))


def _number(cifre: str) -> int:
    return int(cifre.replace(".", "").replace(" ", "").replace("\u00a0", ""))
