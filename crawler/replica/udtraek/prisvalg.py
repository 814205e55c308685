"""Which tilbud a fault of prices can be planted in, so that one rule finds it and no other."""

from datetime import date
from functools import cache
from random import Random

from crawler.replica.udtraek.model import Row, Tilbudsdata
from domain.frister import find_sidste_dag
from domain.reference import load_paragraffer
from domain.reference.udtraek import load_frister, load_pligter, load_reguleringer


def find_year(data: Tilbudsdata) -> int:
    """Give the year whose takster must stand on the day: until February that is the year before."""
    frist = next(x for x in load_frister() if x.frist == "takst")
    aar = data.dag.year
    return aar if find_sidste_dag(frist, aar) < data.dag else aar - 1


def choose_takst(data: Tilbudsdata, terning: Random, *, aar: int | None = None) -> Row:
    """Draw one row of a year, this one unless given."""
    return terning.choice(data.rows("takst", hvor=lambda x: x["takst_aar"] == (data.dag.year if aar is None else aar)))


def list_pligtige(data: Tilbudsdata, pligt: str) -> tuple[str, ...]:
    """Give the afdelinger whose page shows a type that has a duty."""
    pligtige = _find_pligtige(pligt, find_year(data))
    return tuple(side.afdeling.afdelingsid for side in data.sider if side.typer & pligtige)


def has_takst(data: Tilbudsdata) -> bool:
    """Tell whether there are takster."""
    return bool(data.rows("takst"))


def is_regulated(data: Tilbudsdata) -> bool:
    """Tell whether there are takster, and a regulation of the year to hold their change against."""
    return has_takst(data) and data.dag.year in {x.aar for x in load_reguleringer()}


def has_belaegning(data: Tilbudsdata) -> bool:
    """Tell whether a belægning must be there and is."""
    return bool(data.rows("belaegning")) and bool(list_pligtige(data, "belaegning"))


def has_budget(data: Tilbudsdata) -> bool:
    """Tell whether there is a budget of the year."""
    return bool(data.rows("budget", hvor=lambda x: x["budgetaar"] == data.dag.year))


def has_husleje(data: Tilbudsdata) -> bool:
    """Tell whether costs of stay must be there and are."""
    return data.rows("tilbud")[0]["husleje_kr"] is not None and bool(list_pligtige(data, "ophold"))


def has_revision(data: Tilbudsdata) -> bool:
    """Tell whether a påtegning must be there and is."""
    er_der = data.rows("tilbud")[0]["har_revisionspaategning"]
    return bool(er_der) and bool(list_pligtige(data, "revisionspaategning"))


def is_open(data: Tilbudsdata) -> bool:
    """Tell whether names are kept: a krisecenter's are withheld."""
    return not any(side.er_hemmelig for side in data.sider)


def can_reckon(data: Tilbudsdata) -> bool:
    """Tell whether the takst income follows from takster and places: beds by the day, and a budget beside it."""
    takster = data.rows("takst", hvor=lambda x: x["takst_aar"] == data.dag.year)
    pladser = data.rows("plads")
    return (
        has_budget(data)
        and {x["paragraf"] for x in takster} <= _find_sengeparagraffer()
        and {x["afdelingsid"] for x in takster} == {side.afdeling.afdelingsid for side in data.sider}
        and {(x["afdelingsid"], x["paragraf"]) for x in takster}
        == {(x["afdelingsid"], x["paragraf"]) for x in pladser if x["godkendte_antal"] > 0}
    )


@cache
def _find_pligtige(pligt: str, aar: int) -> frozenset[str]:
    return frozenset(x.paragraf for x in load_pligter() if x.pligt == pligt and x.gyldig.covers(date(aar, 1, 1)))


@cache
def _find_sengeparagraffer() -> frozenset[str]:
    return frozenset(x.paragraf for x in load_paragraffer() if x.plads_er_seng and x.tilsyn == "socialtilsyn")
