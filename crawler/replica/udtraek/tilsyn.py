"""What the socialtilsyn did: visits as many as published, scores of every tema, sanctions as often as published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from crawler.replica.grundlag import SOCIALTILSYN, load_tal
from crawler.replica.terning import draw_lod, make_terning
from crawler.replica.udtraek.tid import draw_dag, find_aarsdag, find_seneste, list_aarsdage
from crawler.replica.udtraek.vilkaar import Vilkaar
from domain.reference.udtraek import load_temaer

_VURDERET_EFTER_DAGE = 20
_ANDEL_ANMELDT = 35
_ANDEL_HELE_TILBUDDET = 20
_SCORE_FRA, _SCORE_TRIN = 3.0, 20
_SANKTIONER = ("Påbud", "Skærpet tilsyn", "Påbud", "Påbud om ændret ledelse")


def plan_ekstra_besoeg(seed: int, alle: Iterable[Vilkaar]) -> Mapping[str, int]:
    """Give how many visits each tilbud had in a year beyond its yearly one, so that those of Tabel 8 come out."""
    besoeg = load_tal()["Tabel 8", "Tilsynsbesøg i tilbud"]
    tilbud = load_tal()["Tabel 1", "Aktive tilbud"]
    ekstra: defaultdict[str, int] = defaultdict(int)
    for omraade, samlet in _group(alle).items():
        terning = make_terning(seed, f"besøg/{omraade}")
        besoegte = [v.tilbudsid for v in samlet if v.har_aarsbudget]
        flere = round(besoeg[omraade] * len(samlet) / tilbud[omraade]) - len(besoegte)
        for tilbudsid in terning.choices(besoegte, k=max(0, flere)) if besoegte else ():
            ekstra[tilbudsid] += 1
    return ekstra


def plan_sanktioner(seed: int, alle: Iterable[Vilkaar]) -> frozenset[str]:
    """Give the tilbud that had a sanction decided in the year before, as many as in Tabel 15."""
    pct = load_tal()["Tabel 15", "Tilbud med sanktionsafgørelse"]
    valgte: set[str] = set()
    for omraade, samlet in _group(alle).items():
        egnede = [v.tilbudsid for v in samlet if v.har_aarsbudget]
        antal = min(round(pct[omraade] * len(samlet) / 100), len(egnede))
        valgte.update(make_terning(seed, f"sanktioner/{omraade}").sample(egnede, antal))
    return frozenset(valgte)


def _group(alle: Iterable[Vilkaar]) -> dict[str, list[Vilkaar]]:
    grupper: dict[str, list[Vilkaar]] = {omraade: [] for omraade in SOCIALTILSYN}
    for vilkaar in alle:
        grupper[vilkaar.omraade].append(vilkaar)
    return grupper


def make_besoeg(seed: int, vilkaar: Vilkaar, aar: int, dag: date, ekstra: int) -> Iterator[dict[str, Any]]:
    """Give the visits of the year before and of the year so far: every tilbud is visited every year."""
    dage = [
        *list_aarsdage(dag, _find_besoegsdag(vilkaar.tilbudsid), (aar - 1, aar)),
        *_draw_ekstra(seed, vilkaar.tilbudsid, aar - 1, ekstra),
        *(moment for moment in _draw_ekstra(seed, vilkaar.tilbudsid, aar, ekstra) if moment <= dag),
    ]
    for nummer, moment in enumerate(sorted(dage)):
        yield _make_besoeg(vilkaar, moment, nummer)


def _make_besoeg(vilkaar: Vilkaar, moment: date, nummer: int) -> dict[str, Any]:
    lod = draw_lod("besøg", vilkaar.tilbudsid, moment.isoformat(), str(nummer))
    sted = lod // 100 % len(vilkaar.sider)
    gaelder_alle = lod % 100 < _ANDEL_HELE_TILBUDDET
    return {
        "tilbudsid": vilkaar.tilbudsid,
        "besoegsid": f"{vilkaar.tilbudsid}{moment:%y%m%d}{nummer}",
        "afdelingsid": None if gaelder_alle else vilkaar.sider[sted].afdeling.afdelingsid,
        "afdeling_navn": None if gaelder_alle else vilkaar.navne[sted],
        "besoeg_dato": moment.isoformat(),
        "er_anmeldt": lod // 7 % 100 < _ANDEL_ANMELDT,
    }


def _find_besoegsdag(tilbudsid: str) -> int:
    return draw_lod("besøgsdag", tilbudsid) % 365


def _draw_ekstra(seed: int, tilbudsid: str, aar: int, antal: int) -> list[date]:
    terning = make_terning(seed, f"besøg/{tilbudsid}/{aar}")
    return [draw_dag(terning, date(aar, 1, 1), date(aar, 12, 31)) for _ in range(antal)]


def make_scorer(vilkaar: Vilkaar, dag: date) -> Iterator[dict[str, Any]]:
    """Give the scores of the newest assessment, one for each tema of its day."""
    vurderet = find_seneste(dag, (_find_besoegsdag(vilkaar.tilbudsid) + _VURDERET_EFTER_DAGE) % 365)
    for tema in (x.tema for x in load_temaer() if x.gyldig.covers(vurderet)):
        yield {
            "tilbudsid": vilkaar.tilbudsid,
            "vurderet_dato": vurderet.isoformat(),
            "tema": tema,
            "score": round(_SCORE_FRA + draw_lod("score", vilkaar.tilbudsid, tema) % _SCORE_TRIN / 10, 1),
            "myndighed": f"Socialtilsyn {vilkaar.tilsyn or vilkaar.omraade}",
        }


def make_sanktion(vilkaar: Vilkaar, aar: int, dag: date) -> dict[str, Any]:
    """Give the sanction decided in the year before; it ended when its time was up."""
    lod = draw_lod("sanktion", vilkaar.tilbudsid)
    afgjort = find_aarsdag(aar - 1, lod % 365)
    ophoert = afgjort + timedelta(days=60 + lod // 365 % 120)
    return {
        "tilbudsid": vilkaar.tilbudsid,
        "sanktionsid": f"S{vilkaar.tilbudsid}",
        "sanktionsart": _SANKTIONER[lod % len(_SANKTIONER)],
        "afgjort_dato": afgjort.isoformat(),
        "ophoert_dato": ophoert.isoformat() if ophoert <= dag else None,
    }
