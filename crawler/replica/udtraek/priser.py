"""Takster through the years: one price for each ydelse, regulated year by year, and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from math import exp
from typing import Any

from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.tid import find_aarsdag
from crawler.replica.udtraek.ydelser import Ydelse
from domain.reference.udtraek import load_reguleringer

AAR_TILBAGE = 2
# The spread of prices of one kind, on the logarithm, and how far a price strays from the regulation in a year.
_SPREDNING = 0.12
_STROEJF = 0.0015
_NIVEAUER = ((-0.43, 1), (0.43, 2))
_HOEJESTE_NIVEAU = 3
_PRISAAR = 2026
_USKREVET_PCT = 3.0
_HELE_KRONER_FRA = 1000.0


@cache
def find_prisindeks(aar: int) -> float:
    """Give what prices of a year are beside those of the year the prices are made in."""
    regulering = {x.aar: x.regulering_pct for x in load_reguleringer()}
    indeks = 1.0
    for et_aar in range(min(aar, _PRISAAR) + 1, max(aar, _PRISAAR) + 1):
        indeks *= 1 + regulering.get(et_aar, _USKREVET_PCT) / 100
    return indeks if aar >= _PRISAAR else 1 / indeks


def find_takst(ydelse: Ydelse, afstand: float, aar: int) -> float:
    """Give the price of one unit in a year, in kroner; `afstand` is its place in the group, in standard deviations."""
    lod = draw_lod("takst", ydelse.ydelsesid, str(aar)) % 2001 / 1000 - 1
    kroner = ydelse.pris_kr * exp(_SPREDNING * afstand) * find_prisindeks(aar) * (1 + _STROEJF * lod)
    return float(round(kroner)) if kroner >= _HELE_KRONER_FRA else round(kroner, 2)


def make_takster(
    tilbudsid: str, ydelser: Iterable[Ydelse], afstande: Mapping[str, float], aar: int
) -> Iterator[dict[str, Any]]:
    """Give the takster of the year and the years before it."""
    for ydelse in ydelser:
        afstand = afstande.get(ydelse.ydelsesid, 0.0)
        for takst_aar in range(aar - AAR_TILBAGE, aar + 1):
            kroner = find_takst(ydelse, afstand, takst_aar)
            yield {
                "tilbudsid": tilbudsid,
                "afdelingsid": ydelse.afdelingsid,
                "ydelsesid": ydelse.ydelsesid,
                "takst_aar": takst_aar,
                "ydelse": f"{ydelse.navn}, niveau {_find_niveau(afstand)}",
                "paragraf": ydelse.paragraf,
                "maalgruppe": ydelse.maalgruppe,
                "takst_kr": kroner,
                "takst_tekst": write_kroner(kroner),
                "takst_enhed": ydelse.enhed,
                "takst_liste_kr": kroner,
                "aendret_dato": _find_aendret(ydelse, takst_aar).isoformat(),
            }


def write_kroner(kroner: float) -> str:
    """Write an amount as Danes do: `2.145,50`."""
    return f"{kroner:,.2f}".translate(str.maketrans(",.", ".,"))


def _find_niveau(afstand: float) -> int:
    """Name the level after the price: within one level prices are close."""
    return next((niveau for graense, niveau in _NIVEAUER if afstand < graense), _HOEJESTE_NIVEAU)


def _find_aendret(ydelse: Ydelse, takst_aar: int) -> date:
    november = 304
    return find_aarsdag(takst_aar - 1, november + draw_lod("aendret", ydelse.ydelsesid, str(takst_aar)) % 60)
