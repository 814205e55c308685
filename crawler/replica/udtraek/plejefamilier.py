"""The made-up plejefamilier: as many under each socialtilsyn as in Tabel 5, without name or address."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any, TypeVar

from crawler.replica.grundlag import LANDSTAL, SOCIALTILSYN, load_tal
from crawler.replica.terning import make_terning
from crawler.replica.udtraek.tid import draw_aarsdag, find_aarsdag, find_seneste

N = TypeVar("N")

_TYPER = {
    "Almen": 60,
    "Almen plejefamilie": 6,
    "Forstærket": 20,
    "Forstærket plejefamilie": 4,
    "Specialiseret": 8,
    "Specialiseret plejefamilie": 2,
}
_PLADSER = {1: 30, 2: 42, 3: 18, 4: 10}
_GODKENDT_FRA, _GODKENDT_TIL = 2010, 2023


def make_plejefamilier(seed: int, antal_tilbud: int, dag: date) -> Iterator[dict[str, Any]]:
    """Give every plejefamilie; fewer in a register smaller than the nation's."""
    tal = load_tal()["Tabel 5", "Aktive plejefamilier"]
    terning = make_terning(seed, "plejefamilier")
    nummer = 70_000
    for socialtilsyn in SOCIALTILSYN:
        for _ in range(max(1, round(tal[socialtilsyn] * antal_tilbud / LANDSTAL))):
            nummer += terning.randint(1, 9)
            yield _make_plejefamilie(terning, str(nummer), socialtilsyn, dag)


def _make_plejefamilie(terning: Random, plejefamilieid: str, socialtilsyn: str, dag: date) -> dict[str, Any]:
    godkendte = _draw(terning, _PLADSER)
    anbragte = terning.randint(0, godkendte)
    return {
        "plejefamilieid": plejefamilieid,
        "socialtilsyn": socialtilsyn,
        "familietype": _draw(terning, _TYPER),
        "godkendte_antal": godkendte,
        "anbragte_antal": anbragte,
        "ledige_antal": godkendte - anbragte,
        "ledige_opdateret_dato": find_seneste(dag, draw_aarsdag(terning)).isoformat(),
        "godkendt_dato": find_aarsdag(terning.randint(_GODKENDT_FRA, _GODKENDT_TIL), draw_aarsdag(terning)).isoformat(),
    }


def _draw(terning: Random, vaegte: Mapping[N, int]) -> N:
    return terning.choices(list(vaegte), list(vaegte.values()))[0]
