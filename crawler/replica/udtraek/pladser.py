"""Places, and the occupancy that takster assume."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.tid import find_seneste
from crawler.replica.udtraek.vilkaar import Vilkaar

_LAVESTE_PCT, _TRIN_PCT, _ANTAL_TRIN = 90.0, 0.5, 17
_LEDIGE_ANDEL = 0.2


def make_pladser(vilkaar: Vilkaar, dag: date) -> Iterator[dict[str, Any]]:
    """Give the rows of places: as many as the pages show."""
    for plads in vilkaar.pladser:
        lod = draw_lod("plads", plads.afdelingsid, plads.paragraf)
        yield {
            "tilbudsid": vilkaar.tilbudsid,
            "afdelingsid": plads.afdelingsid,
            "paragraf": plads.paragraf,
            "godkendte_antal": plads.antal,
            "ledige_antal": lod % (int(max(plads.antal, 0) * _LEDIGE_ANDEL) + 1),
            "opdateret_dato": find_seneste(dag, lod % 365).isoformat(),
        }


def find_belaegning(tilbudsid: str, aar: int) -> float:
    """Give the occupancy of a year in percent: close to the tilbud's usual one."""
    vant = draw_lod("belaegning", tilbudsid) % _ANTAL_TRIN
    return _LAVESTE_PCT + _TRIN_PCT * (vant + draw_lod("belaegning", tilbudsid, str(aar)) % 2)


def make_belaegning(vilkaar: Vilkaar, aar: int) -> Iterator[dict[str, Any]]:
    """Give the rows of occupancy of the year and the one before."""
    for et_aar in (aar - 1, aar):
        pct = find_belaegning(vilkaar.tilbudsid, et_aar)
        yield {
            "tilbudsid": vilkaar.tilbudsid,
            "aar": et_aar,
            "belaegning_pct": pct,
            "belaegning_tekst": f"{pct:g}".replace(".", ","),
        }
