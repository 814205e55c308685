"""The head of the budget sheet: the budget year, and the year a form says it was made for. Nothing else is read."""

import re
from dataclasses import dataclass

from crawler.files.budgetskema.ark import Ark, Slags
from crawler.files.budgetskema.fejl import make_fejl
from crawler.files.budgetskema.kort import Version, name_celle
from domain.skema import Fejlart, Skemafejl

_AAR = range(2000, 2101)
_AAR_TEKST = re.compile(r"\s*(20\d\d)\s*", re.ASCII)
_TITEL = re.compile(r"skema\D{0,40}(20\d\d)\b", re.ASCII | re.IGNORECASE)
_TITELRAEKKER = range(1, 5)
_TITELKOLONNER = range(1, 9)


@dataclass(frozen=True, kw_only=True)
class Hoved:
    """The budget year, None when it cannot be read, and what is wrong with the years."""

    budgetaar: int | None
    fejl: tuple[Skemafejl, ...]


def read_hoved(ark: Ark, version: Version, *, forventet_aar: int | None, er_flyttet: bool) -> Hoved:
    """Read the year; hold it against the year it was handed in for and the form's own. A moved head is not blamed."""
    navn, celle = version.ark["budget"], name_celle(*version.aar_celle)
    aar = _read_aar(ark, *version.aar_celle)
    if aar is None:
        mangler = () if er_flyttet else (make_fejl(Fejlart.AAR_MANGLER, ark=navn, celle=celle),)
        return Hoved(budgetaar=None, fejl=mangler)
    fejl = []
    if forventet_aar is not None and aar != forventet_aar:
        fejl.append(make_fejl(Fejlart.FORKERT_AAR, ark=navn, celle=celle, aar=aar, forventet=forventet_aar))
    skema_aar = _find_other_year(ark, version, aar)
    if skema_aar is not None:
        fejl.append(make_fejl(Fejlart.FORAELDET_SKEMA, ark=navn, celle=celle, skema_aar=skema_aar, aar=aar))
    return Hoved(budgetaar=aar, fejl=tuple(fejl))


def _read_aar(ark: Ark, raekke: int, kolonne: int) -> int | None:
    celle = ark.find(raekke, kolonne)
    if celle is None:
        return None
    tekst = _AAR_TEKST.fullmatch(celle.tekst) if celle.slags is Slags.TEKST else None
    tal = float(tekst[1]) if tekst else celle.tal
    return int(tal) if tal is not None and tal.is_integer() and int(tal) in _AAR else None


def _find_other_year(ark: Ark, version: Version, aar: int) -> str | None:
    """Give the years a form is for when the budget year is not among them; years that share a form are as good."""
    titel = _find_titel(ark)
    if titel is None:
        return None if version.covers(aar) else _write_years(version)
    er_ens = titel == aar or (version.covers(titel) and version.covers(aar))
    return None if er_ens else str(titel)


def _find_titel(ark: Ark) -> int | None:
    for raekke in _TITELRAEKKER:
        for kolonne in _TITELKOLONNER:
            if fundet := _TITEL.search(ark.find_tekst(raekke, kolonne)):
                return int(fundet[1])
    return None


def _write_years(version: Version) -> str:
    return f"{version.fra_aar} og frem" if version.til_aar is None else f"{version.fra_aar}-{version.til_aar}"
