"""The numbers behind a finding as people read them: the rule's own columns with Danish labels, units and numbers."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.felter import FELTER, SIDEFELTER
from domain.kolonneord import find_enhed, write_enhed, write_kolonne
from reports.visning import dato, rens

_TAL = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_BROEK = re.compile(r"-?\d+\.\d+")
# Shorter ones may be years.
_STORT = re.compile(r"-?\d{5,}")
_DAG = re.compile(r"\d{4}-\d\d-\d\d")
_JA_NEJ = {"1": "ja", "true": "ja", "0": "nej", "false": "nej"}
_ALTID_TAL = frozenset({"kr", "pct", "dage", "antal"})


def write_bevis(navn: str, value: str | None) -> tuple[str, str]:
    """Give a proof column as label and value: `("forventet_kr", "5548000.0")` becomes "Forventet", "5.548.000 kr."."""
    etiket = FELTER[navn].etiket if navn in FELTER else write_kolonne(navn)
    return etiket, _write_value(navn, value) or "mangler"


def is_maal(navn: str, value: str | None) -> bool:
    """Tell whether a proof column is a number or a day, and not words that somebody typed."""
    if value is None or find_enhed(navn) is None:
        return False
    return _TAL.fullmatch(value) is not None or _read_day(value) is not None


def write_vaerdi(felt: str, value: str | None) -> str | None:
    """Give the value a finding quotes; amounts and days of a dataudtræk the Danish way, text as it stands."""
    if value is None or felt in SIDEFELTER:
        return value
    if _DAG.fullmatch(value):
        return dato(_read_day(value)) or value
    return write_tal(value) if _BROEK.fullmatch(value) or _STORT.fullmatch(value) else value


def write_tal(tekst: str) -> str:
    """Give a number the Danish way, with at most two decimals: `1234.5` becomes "1.234,50", `97.0` "97"."""
    tal = Decimal(tekst).quantize(Decimal("0.01")) + 0
    skrevet = f"{tal:,.0f}" if tal == tal.to_integral_value() else f"{tal:,.2f}"
    return skrevet.translate(str.maketrans(",.", ".,"))


def _write_value(navn: str, value: str | None) -> str:
    if value is None:
        return ""
    if navn.startswith(("har_", "er_")):
        return _JA_NEJ.get(value.lower(), rens(value))
    enhed = find_enhed(navn)
    if enhed == "dato" and (dag := _read_day(value)) is not None:
        return dato(dag)
    if (enhed in _ALTID_TAL and _TAL.fullmatch(value)) or _BROEK.fullmatch(value):
        return " ".join(_parts(value, enhed))
    return rens(value)


def _parts(value: str, enhed: str | None) -> Iterator[str]:
    yield write_tal(value)
    if efter := write_enhed(enhed):
        yield efter


def _read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
