"""The row of the tilbud itself: approval, owner, costs of stay, and when its information was last changed."""

from datetime import date
from typing import Any

from crawler.replica.terning import draw_lod
from crawler.replica.tilbudstyper import BOTILBUDSLIGNENDE, KRISECENTER
from crawler.replica.udtraek.tid import find_aarsdag, find_seneste
from crawler.replica.udtraek.vilkaar import Vilkaar

_MED_REVISION = frozenset({KRISECENTER, "§ 110"})
_GODKENDT_FRA, _GODKENDT_AAR = 2014, 10
_HUSLEJE_FRA, _HUSLEJE_TRIN, _HUSLEJE_ANTAL = 4200, 50, 90
_INDSKUD_MAANEDER = 3


def make_oplysning(vilkaar: Vilkaar, aar: int, dag: date, *, er_ny: bool) -> dict[str, Any]:
    """Give the row of a tilbud; a new one was approved that day."""
    lod = draw_lod("oplysning", vilkaar.tilbudsid)
    har_revision = bool(_MED_REVISION & vilkaar.typer)
    husleje = (
        float(_HUSLEJE_FRA + _HUSLEJE_TRIN * (lod % _HUSLEJE_ANTAL)) if BOTILBUDSLIGNENDE in vilkaar.typer else None
    )
    return {
        "tilbudsid": vilkaar.tilbudsid,
        "navn": vilkaar.navne[0].partition(",")[0],
        "godkendelsesstatus": "Godkendt",
        "godkendt_dato": _find_godkendt(lod, dag, er_ny=er_ny).isoformat(),
        "er_koncern": vilkaar.er_koncern,
        "driftsaftale_bestemmende": vilkaar.bestemmende,
        "har_revisionspaategning": har_revision or None,
        "revisionspaategning_aar": aar - 1 if har_revision else None,
        "husleje_kr": husleje,
        "beboerindskud_kr": None if husleje is None else _INDSKUD_MAANEDER * husleje,
        "stamdata_aendret_dato": find_seneste(dag, lod % 365).isoformat(),
        "pladser_aendret_dato": find_seneste(dag, lod // 7 % 365).isoformat(),
        "oekonomi_aendret_dato": find_seneste(dag, lod // 11 % 365).isoformat(),
        "faglig_aendret_dato": find_seneste(dag, lod // 13 % 365).isoformat(),
    }


def _find_godkendt(lod: int, dag: date, *, er_ny: bool) -> date:
    if er_ny:
        return dag
    return find_aarsdag(_GODKENDT_FRA + lod // 17 % _GODKENDT_AAR, lod // 19 % 365)
