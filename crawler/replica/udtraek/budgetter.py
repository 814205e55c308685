"""The rows of budgets and nøgletal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.budgettid import Budgettid
from crawler.replica.udtraek.oekonomi import Husholdning, Regnskab, make_regnskab
from crawler.replica.udtraek.tid import find_aarsdag
from crawler.replica.udtraek.vilkaar import Vilkaar

_MARTS, _FORAAR_DAGE = 59, 61
_ANTAL_NOEGLETAL = 2


def make_budgetter(husholdning: Husholdning, tider: Mapping[int, Budgettid], dag: date) -> Iterator[dict[str, Any]]:
    """Give the budgets that have been received on a day; `tider` are theirs by budget year."""
    for budgetaar, tid in tider.items():
        if tid.modtaget <= dag:
            yield _make_budget(husholdning.vilkaar, make_regnskab(husholdning, budgetaar), tid, dag)


def _make_budget(vilkaar: Vilkaar, regnskab: Regnskab, tid: Budgettid, dag: date) -> dict[str, Any]:
    return {
        "tilbudsid": vilkaar.tilbudsid,
        "budgetaar": regnskab.aar,
        "modtaget_dato": tid.modtaget.isoformat(),
        "godkendt_dato": tid.godkendt.isoformat() if tid.godkendt <= dag else None,
        "filtype": "xlsx",
        "skema_aar": regnskab.aar,
        "har_koncernnote": vilkaar.er_koncern,
        "takstindtaegt_kr": regnskab.takster_kr,
        "indtaegter_kr": regnskab.indtaegter_kr,
        "omkostninger_kr": regnskab.omkostninger_kr,
        "resultat_kr": regnskab.resultat_kr,
        "ledelse_kr": regnskab.ledelse_kr,
        "ejendom_kr": regnskab.ejendom_kr,
        "belaegning_pct": regnskab.belaegning_pct,
    }


def make_noegletal(husholdning: Husholdning, aar: int, dag: date) -> Iterator[dict[str, Any]]:
    """Give the nøgletal of the last two years that have been reported."""
    indberettede = [x for x in (aar - 1, aar - 2, aar - 3) if _find_indberettet(husholdning.vilkaar, x) <= dag]
    for et_aar in indberettede[:_ANTAL_NOEGLETAL]:
        yield _make_aarsrapport(husholdning.vilkaar, make_regnskab(husholdning, et_aar))


def _find_indberettet(vilkaar: Vilkaar, aar: int) -> date:
    return find_aarsdag(aar + 1, _MARTS + draw_lod("indberettet", vilkaar.tilbudsid, str(aar)) % _FORAAR_DAGE)


def _make_aarsrapport(vilkaar: Vilkaar, regnskab: Regnskab) -> dict[str, Any]:
    a = regnskab.takster_kr
    dele = {post: round(a * andel) for post, andel in _draw_andele(vilkaar, regnskab.aar).items()}
    beloeb = {
        "a_omsaetning_kr": a,
        "b_resultat_kr": regnskab.resultat_kr,
        "h_leder_kr": float(round(0.8 * regnskab.ledelse_kr)),
        "i_ledelse_kr": regnskab.ledelse_kr,
        "j_bestyrelse_kr": float(dele["bestyrelse"]) if vilkaar.ejerform == "privat" else 0.0,
        "k_borgerrelateret_kr": float(dele["borgerrelateret"]),
        "l_administrativ_kr": float(dele["administrativ"]),
        "m_ikke_fastansat_kr": float(dele["ikke_fastansat"]),
        "n_kompetence_kr": float(dele["kompetence"]),
    }
    loen = sum(beloeb[f"{navn}_kr"] for navn in _LOENPOSTER)
    return {
        "tilbudsid": vilkaar.tilbudsid,
        "aar": regnskab.aar,
        "indberettet_dato": _find_indberettet(vilkaar, regnskab.aar).isoformat(),
        **beloeb,
        "c_resultat_pct": _percent(beloeb["b_resultat_kr"], a),
        "soliditetsgrad_pct": _draw_pct(vilkaar, "soliditet", 15, 60) if vilkaar.ejerform == "privat" else None,
        "o_loen_pct": _percent(loen, a),
        "p_kompetence_pct": _percent(beloeb["n_kompetence_kr"], a),
        "q_administration_pct": _draw_pct(vilkaar, "administration", 2, 6),
        "r_borgerrelateret_pct": _draw_pct(vilkaar, "borger", 4, 9),
        "s_ejendom_pct": _percent(regnskab.ejendom_kr, a),
        "sygefravaer_pct": _draw_pct(vilkaar, f"syge {regnskab.aar}", 2, 9),
        "personalegennemstroemning_pct": _draw_pct(vilkaar, f"gennemstroemning {regnskab.aar}", 8, 35),
        "har_tekst": True,
    }


_LOENPOSTER = ("i_ledelse", "j_bestyrelse", "k_borgerrelateret", "l_administrativ", "m_ikke_fastansat")
_ANDELE = {
    "bestyrelse": (0.001, 0.004),
    "borgerrelateret": (0.44, 0.52),
    "administrativ": (0.02, 0.04),
    "ikke_fastansat": (0.02, 0.05),
    "kompetence": (0.005, 0.015),
}


def _draw_andele(vilkaar: Vilkaar, aar: int) -> dict[str, float]:
    return {post: fra + (til - fra) * _draw(vilkaar, f"{post} {aar}") for post, (fra, til) in _ANDELE.items()}


def _draw_pct(vilkaar: Vilkaar, formaal: str, fra: int, til: int) -> float:
    return round(fra + (til - fra) * _draw(vilkaar, formaal), 1)


def _percent(del_: float, hele: float) -> float:
    return round(100 * del_ / hele, 2) if hele else 0.0


def _draw(vilkaar: Vilkaar, formaal: str) -> float:
    return draw_lod("noegletal", formaal, vilkaar.tilbudsid) % 10_001 / 10_000
