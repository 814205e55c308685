"""How things are written for people: dates, numbers, and text that strangers typed."""

import unicodedata
from datetime import date, datetime

from domain.tekst import squeeze
from domain.tid import DANSK_TID

_MAANEDER = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
# Control signs, signs that turn the reading direction, halves of pairs, private signs: none is text to a reader.
_USYNLIGE = frozenset({"Cc", "Cf", "Cs", "Co"})


def rens(tekst: str | None, graense: int = 300) -> str:
    """Give a stranger's text on one line, without invisible signs, cut with its full length said when it is long."""
    hel = tekst or ""
    # A megabyte is not gone through sign by sign to show its first line.
    begyndelse = hel[: 4 * graense + 100]
    # Of what Python calls printable nothing is invisible and only the plain blank is space: most texts, much faster.
    synlig = begyndelse if begyndelse.isprintable() else "".join(_synlig(tegn) for tegn in begyndelse)
    ren = squeeze(synlig) or ""
    if len(ren) <= graense and len(begyndelse) == len(hel):
        return ren
    return f"{ren[:graense].rstrip()} … (teksten er på {tal(len(hel))} tegn)"


def _synlig(tegn: str) -> str:
    if tegn.isspace():
        return " "
    return "" if unicodedata.category(tegn) in _USYNLIGE else tegn


def dato(dag: date | None) -> str:
    """Write a day: `1. november 2026`."""
    return "" if dag is None else f"{dag.day}. {_MAANEDER[dag.month - 1]} {dag.year}"


def kort_dato(dag: date | None) -> str:
    """Write a day as tables have room for: `01-11-2026`."""
    # A tenth of strftime's time, and a report writes tens of thousands.
    return "" if dag is None else f"{dag.day:02}-{dag.month:02}-{dag.year}"


def tidspunkt(naar: datetime | None) -> str:
    """Write a point in time as the clock shows it in Denmark: `1. november 2026 kl. 03.12`."""
    if naar is None:
        return ""
    lokal = naar.astimezone(DANSK_TID)
    return f"{dato(lokal.date())} kl. {lokal:%H.%M}"


def tal(antal: int) -> str:
    """Write a whole number with the Danish thousands dot: `1.999`."""
    return f"{antal:,}".replace(",", ".")


def decimaltal(value: float) -> str:
    """Write a number with one decimal: `1.234,5`."""
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))


def procent(del_: int, helhed: int) -> str:
    """Write a share with one decimal: `97,4 %`; a dash when there is nothing to share."""
    return "–" if helhed == 0 else f"{100 * del_ / helhed:.1f} %".replace(".", ",")


def antal_af(antal: int, ental: str, flertal: str) -> str:
    """Write a number with its noun: `1 fejl`, `2 oplysninger`."""
    return f"{tal(antal)} {ental if antal == 1 else flertal}"
