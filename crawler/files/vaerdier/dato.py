"""Dates as Danes type them (31-12-2025, 31/12/2025, 31.12.2025, 2025-12-31), and as spreadsheets keep them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from crawler.files.celler import Celle, Fejlcelle
from crawler.files.vaerdier.svar import Ulaeselig

IKKE_DATO = Ulaeselig("er ikke en dato; skriv den som 31-12-2025")
TVETYDIG = Ulaeselig("kan være dag-måned eller måned-dag, for kolonnen har datoer med måneden først; skriv 2025-12-31")
TO_CIFRE = Ulaeselig("har et årstal på to cifre; skriv det med fire, fx 31-12-2025")
UDENFOR = Ulaeselig("ligger uden for årene 1950-2100; ret den")

AAR = range(1950, 2101)
_TAL_1900 = date(1899, 12, 30)
_TAL_1904 = date(1904, 1, 1)
# Serial numbers before March 1900 are off by one in Excel; none that far back is read.
_HOEJST = 120_000
_KLOKKEN = r"(?:[T ]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DANSK = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_KLOKKEN}", re.ASCII)
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_KLOKKEN}", re.ASCII)
_KORT = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.ASCII)
_SERIENUMMER = re.compile(r"[1-9]\d{4}", re.ASCII)
_MAANEDER = 12


def has_month_first(celler: Iterable[Celle]) -> bool:
    """Tell whether a column has a date that can only be written with the month first (12/31/2025)."""
    return any(
        isinstance(celle, str)
        and (fund := _DANSK.fullmatch(celle.strip())) is not None
        and int(fund[1]) <= _MAANEDER < int(fund[3])
        for celle in celler
    )


def read_dato(celle: Celle, *, fra_1904: bool, maaned_foerst: bool = False) -> str | Ulaeselig:
    """Give a date as ISO text. Numbers are Excel's days since 1900, or since 1904 when the workbook counts so.

    `maaned_foerst` says that the column has dates with the month first: then 05/06/2025 may be either.
    """
    if isinstance(celle, datetime):
        return _check(celle.date())
    if isinstance(celle, date):
        return _check(celle)
    if isinstance(celle, int | float) and not isinstance(celle, bool):
        return _from_serial(celle, fra_1904=fra_1904)
    if isinstance(celle, str):
        return _read_text(celle.strip(), fra_1904=fra_1904, maaned_foerst=maaned_foerst)
    return Ulaeselig(celle.grund) if isinstance(celle, Fejlcelle) else IKKE_DATO


def _read_text(tekst: str, *, fra_1904: bool, maaned_foerst: bool) -> str | Ulaeselig:
    if fund := _ISO.fullmatch(tekst):
        return _make(int(fund[1]), int(fund[3]), int(fund[4]))
    if fund := _DANSK.fullmatch(tekst):
        dag, maaned = int(fund[1]), int(fund[3])
        if maaned_foerst and dag <= _MAANEDER and maaned <= _MAANEDER and dag != maaned:
            return TVETYDIG
        return _make(int(fund[4]), maaned, dag)
    if _SERIENUMMER.fullmatch(tekst):
        return _from_serial(int(tekst), fra_1904=fra_1904)
    return TO_CIFRE if _KORT.fullmatch(tekst) else IKKE_DATO


def _from_serial(tal: float, *, fra_1904: bool) -> str | Ulaeselig:
    if not 0 < tal < _HOEJST:
        return IKKE_DATO
    return _check((_TAL_1904 if fra_1904 else _TAL_1900) + timedelta(days=int(tal)))


def _make(aar: int, maaned: int, dag: int) -> str | Ulaeselig:
    try:
        return _check(date(aar, maaned, dag))
    except ValueError:
        return IKKE_DATO


def _check(dag: date) -> str | Ulaeselig:
    return dag.isoformat() if dag.year in AAR else UDENFOR
