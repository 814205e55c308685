"""How values stand in a workbook: numbers and days as Danes write them, strangers' text on one line."""

import unicodedata
from datetime import date

from domain.tekst import squeeze

GRAENSE = 400
# Control signs, signs that turn the reading direction, halves of pairs, private signs: none is text to a reader.
_USYNLIGE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(value: object) -> str:
    """Give a value of the register as one line of text; empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, int | float):
        return write_tal(value)
    tekst = "".join(" " if tegn.isspace() else tegn for tegn in str(value)[: 4 * GRAENSE] if _is_text(tegn))
    ren = squeeze(tekst) or ""
    return ren if len(ren) <= GRAENSE else f"{ren[:GRAENSE].rstrip()} …"


def write_tal(value: float) -> str:
    """Write a number: `1.999`, `97,5`."""
    tekst = f"{value:,.2f}".removesuffix(".00")
    return tekst.translate(str.maketrans(",.", ".,"))


def _is_text(tegn: str) -> bool:
    return tegn.isspace() or unicodedata.category(tegn) not in _USYNLIGE
