"""The money of a tilbud in a year: income from takster, what it costs, and what is left."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from statistics import fmean

from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.pladser import find_belaegning
from crawler.replica.udtraek.priser import find_prisindeks, find_takst
from crawler.replica.udtraek.vilkaar import Vilkaar
from crawler.replica.udtraek.ydelser import Ydelse, find_aarspris

_ANDEL_LEDELSE, _ANDEL_EJENDOM = 0.08, 0.075
_SPREDNING = 0.2
_ANDRE_HOEJST = 0.02
_MARGIN_FRA, _MARGIN_TIL, _MARGIN_UDSVING = -0.004, 0.03, 0.004


@dataclass(frozen=True, kw_only=True)
class Afstande:
    """Where a tilbud lies in the groups its money is compared in, in standard deviations."""

    ledelse: float
    ejendom: float


@dataclass(frozen=True, kw_only=True)
class Regnskab:
    """A year in whole kroner: `takster_kr` of `indtaegter_kr`, `ledelse_kr` and `ejendom_kr` of what it costs."""

    aar: int
    takster_kr: float
    indtaegter_kr: float
    resultat_kr: float
    ledelse_kr: float
    ejendom_kr: float
    belaegning_pct: float

    @property
    def omkostninger_kr(self) -> float:
        """What it costs in all."""
        return self.indtaegter_kr - self.resultat_kr


@dataclass(frozen=True, kw_only=True)
class Husholdning:
    """A tilbud's prices and places: what its income follows from."""

    vilkaar: Vilkaar
    ydelser: Sequence[Ydelse]
    priser: Mapping[str, float]
    afstande: Afstande


def make_regnskab(husholdning: Husholdning, aar: int) -> Regnskab:
    """Give the money of a year."""
    vilkaar, afstande = husholdning.vilkaar, husholdning.afstande
    pct = find_belaegning(vilkaar.tilbudsid, aar)
    takster = round(_find_takstindtaegt(husholdning, aar) * pct / 100)
    indtaegter = takster + round(takster * _ANDRE_HOEJST * _draw(vilkaar, "andre"))
    margin = _MARGIN_FRA + (_MARGIN_TIL - _MARGIN_FRA) * _draw(vilkaar, "margin")
    margin += _MARGIN_UDSVING * _draw(vilkaar, f"margin {aar}")
    pr_plads = _find_vant_aarspris(vilkaar) * find_prisindeks(aar) * sum(p.antal for p in vilkaar.pladser)
    return Regnskab(
        aar=aar,
        takster_kr=float(takster),
        indtaegter_kr=float(indtaegter),
        resultat_kr=float(round(indtaegter * margin)),
        ledelse_kr=float(round(_ANDEL_LEDELSE * pr_plads * exp(_SPREDNING * afstande.ledelse))),
        ejendom_kr=float(round(_ANDEL_EJENDOM * pr_plads * exp(_SPREDNING * afstande.ejendom))),
        belaegning_pct=pct,
    )


def _find_takstindtaegt(husholdning: Husholdning, aar: int) -> float:
    """Give takst x places x units of a full year; the ydelser of one paragraph share its places evenly."""
    pr_plads: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for ydelse in husholdning.ydelser:
        takst = find_takst(ydelse, husholdning.priser.get(ydelse.ydelsesid, 0.0), aar)
        enheder = count_dage(aar) if ydelse.enheder_aar is None else ydelse.enheder_aar
        pr_plads[ydelse.afdelingsid, ydelse.paragraf].append(takst * enheder)
    return sum(p.antal * fmean(pr_plads[p.afdelingsid, p.paragraf]) for p in husholdning.vilkaar.pladser)


def count_dage(aar: int) -> int:
    """Count the days of a year."""
    return (date(aar + 1, 1, 1) - date(aar, 1, 1)).days


def _find_vant_aarspris(vilkaar: Vilkaar) -> float:
    """Give what a place costs in tilbud with the same paragraphs, so that they can be compared."""
    return fmean(find_aarspris(paragraf) for paragraf in vilkaar.typer)


def _draw(vilkaar: Vilkaar, formaal: str) -> float:
    return draw_lod("oekonomi", formaal, vilkaar.tilbudsid) % 10_001 / 10_000
