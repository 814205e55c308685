"""Street and house number: where in a segment the name ends and the number begins, in every way it can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.adressetekst.enhed import is_enhed

_NUMMER = re.compile(
    r"(?<![\w])0*(?P<nr>\d{1,3})(?:\s?(?P<bogstav>[a-zæøå])(?![\w/]|\.\s?[a-z]\b))?(?!\d|\.s\b|'s\b|[a-zæøå]{4})",
    re.IGNORECASE,
)
_TIL = re.compile(
    r"\s*(?:-|/|\+|&|og|til)\s*0*(?P<nr>\d{1,3})\s?(?P<bogstav>[a-zæøå])?(?![\w])(?!\s?\.?\s?(?:sal|etage|t\.?[hv]|m\.?f))",
    re.IGNORECASE,
)
_TIL_BOGSTAV = re.compile(r"\s?-\s?(?P<bogstav>[a-zæøå])(?![\w])", re.IGNORECASE)
_NR = re.compile(r"[\s,]+nr\.?$", re.IGNORECASE)
_ORD = re.compile(r"[^\W\d_]{2}")
_BYGNING = re.compile(
    r"(?:bygning|bygn|opgang|afdeling|afd|blok|indgang|port|hus|boks|postboks|stue|lokale|telefon|tlf|box|hal|fløj|team|rum)"
    r"\b\.?\s*\d",
    re.IGNORECASE,
)
_FLEST_LAESNINGER = 3


@dataclass(frozen=True)
class Gade:
    """A street, its house number (with the end of a range), and the text after them."""

    vejnavn: str
    husnr: str
    husnr_til: str
    hale: str


def read_gader(segment: str) -> list[Gade]:
    """Give every way the segment can be a street and a house number, the first number first."""
    if is_enhed(segment) or _BYGNING.match(segment):
        return []
    return list(_read(segment))[:_FLEST_LAESNINGER]


def _read(segment: str) -> Iterator[Gade]:
    for fund in _NUMMER.finditer(segment):
        vejnavn = _NR.sub("", segment[: fund.start()].rstrip(" ,-"))
        if _ORD.search(vejnavn) and not _ends_in_initial(vejnavn):
            yield _gade(vejnavn, fund, segment[fund.end() :])


def _gade(vejnavn: str, fund: re.Match[str], hale: str) -> Gade:
    husnr = _husnr(fund)
    til = _TIL.match(hale)
    if til and int(til["nr"]) > int(fund["nr"]):
        return Gade(vejnavn, husnr, _husnr(til), hale[til.end() :])
    bogstav = _TIL_BOGSTAV.match(hale) if fund["bogstav"] else None
    if bogstav and bogstav["bogstav"].upper() > fund["bogstav"].upper():
        return Gade(vejnavn, husnr, f"{fund['nr']}{bogstav['bogstav'].upper()}", hale[bogstav.end() :])
    return Gade(vejnavn, husnr, "", hale)


def _husnr(fund: re.Match[str]) -> str:
    return f"{int(fund['nr'])}{(fund['bogstav'] or '').upper()}"


def _ends_in_initial(vejnavn: str) -> bool:
    return vejnavn.endswith(" d.")
