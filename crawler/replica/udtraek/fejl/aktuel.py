"""Faults of age: what was not changed for years, what was changed in the future, and what is approved no longer."""

from datetime import date, timedelta
from random import Random
from typing import Any

from crawler.replica.fejl import Plantet
from crawler.replica.udtraek.model import Tilbudsdata, Udtraeksfejl, tilbud_fund

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]

_DATOER = {
    "AKTUEL-001": ("stamdata_aendret_dato", 1096),
    "AKTUEL-002": ("pladser_aendret_dato", 1096),
    "AKTUEL-003": ("oekonomi_aendret_dato", 731),
    "AKTUEL-004": ("faglig_aendret_dato", 1096),
}


def _date(data: Tilbudsdata, kolonne: str, dag: date) -> Tilbudsdata:
    aendring: dict[str, Any] = {kolonne: dag.isoformat()}
    return data.change("tilbud", **aendring)


def _make_foraeldet(regel: str) -> Udtraeksfejl:
    kolonne, graense = _DATOER[regel]

    def plant(data: Tilbudsdata, terning: Random) -> Plantning:
        gammel = data.dag - timedelta(days=graense + terning.randint(2, 1500))
        return _date(data, kolonne, gammel), tilbud_fund(regel, data)

    return Udtraeksfejl(regel=regel, plant=plant, aktiv=False)


def _change_tomorrow(data: Tilbudsdata, terning: Random) -> Plantning:
    kolonne, _ = _DATOER[terning.choice(sorted(_DATOER))]
    fremtid = data.dag + timedelta(days=terning.randint(10, 400))
    return _date(data, kolonne, fremtid), tilbud_fund("AKTUEL-005", data)


def _end_approval(data: Tilbudsdata, terning: Random) -> Plantning:
    status = terning.choice(("Ophørt", "Ikke godkendt"))
    return data.change("tilbud", godkendelsesstatus=status), tilbud_fund("AKTUEL-006", data)


FEJL = (
    *(_make_foraeldet(regel) for regel in _DATOER),
    Udtraeksfejl(regel="AKTUEL-005", plant=_change_tomorrow),
    Udtraeksfejl(regel="AKTUEL-006", plant=_end_approval, aktiv=False),
)
