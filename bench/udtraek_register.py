"""The entities of a dataudtræk for the made-up register of `bench.gx_register`: about 14 rows an afdeling."""

import random
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from bench.gx_register import DAG, FEJLANDEL, NAT, PORTION
from domain.eksempel_raekker import fejlfri_raekke
from domain.entiteter import ENTITETER
from domain.reference.udtraek import load_temaer
from warehouse.load.udtraek.raekker import to_row
from warehouse.tables import table_of
from warehouse.tables.udtraek import ENTITETSTABELLER, Udtraek

Row = dict[str, Any]

# One of each kind that a rule can find, by entity; a row gets at most one.
FEJL: Mapping[str, tuple[Row, ...]] = {
    "tilbud": ({"husleje_kr": None}, {"har_revisionspaategning": False}, {"stamdata_aendret_dato": "2015-01-01"}),
    "takst": (
        {"takst_kr": None, "takst_tekst": None},
        {"takst_kr": None, "takst_tekst": "efter aftale"},
        {"takst_kr": -1.0},
        {"takst_kr": 90_000.0},
        {"takst_liste_kr": 17.0},
        {"takst_enhed": "kvartal"},
    ),
    "plads": ({"ledige_antal": 99}, {"ledige_antal": None}, {"godkendte_antal": 3}, {"opdateret_dato": "2019-01-01"}),
    "belaegning": ({"belaegning_pct": 0.95}, {"belaegning_pct": 130.0}, {"belaegning_pct": None}),
    "budget": (
        {"modtaget_dato": None},
        {"modtaget_dato": "2026-10-20", "godkendt_dato": None},
        {"filtype": "pdf"},
        {"skema_aar": 2019},
        {"resultat_kr": 17.0},
        {"ejendom_kr": -5.0},
    ),
    "noegletal": ({"c_resultat_pct": 9.0}, {"o_loen_pct": 140.0}, {"n_kompetence_kr": -4.0}, {"a_omsaetning_kr": None}),
    "tilsynsbesoeg": ({"afdelingsid": "999"}, {"besoeg_dato": "2031-01-01"}),
    "kvalitetsscore": ({"score": 7.0}, {"tema": "Trivsel"}, {"myndighed": "Socialtilsyn Nord"}),
    "sanktion": ({"ophoert_dato": "2020-01-01"},),
    "plejefamilie": ({"ledige_antal": None}, {"familietype": None}, {"anbragte_antal": 9}),
}
_SOCIALTILSYN = ("Nord", "Midt", "Syd", "Øst", "Hovedstaden")


def build_udtraek(engine: Engine, *, seed: int = 1) -> int:
    """Fill a warehouse that has the register with one accepted delivery of each entity; give the number of rows."""
    rng = random.Random(seed)  # noqa: S311
    with engine.begin() as connection:
        tilbud = _read_tilbud(connection)
        return sum(_store(connection, navn, _rows(navn, tilbud, rng)) for navn in ENTITETER)


def _read_tilbud(connection: Connection) -> list[tuple[str, int]]:
    rows = connection.execute(text("SELECT tilbudsid, COUNT(*) FROM afdeling GROUP BY tilbudsid ORDER BY tilbudsid"))
    return [(tilbudsid, antal) for tilbudsid, antal in rows]


def _rows(navn: str, tilbud: list[tuple[str, int]], rng: random.Random) -> Iterator[Row]:
    entitet = ENTITETER[navn]
    for felter in _FORM[navn](tilbud):
        fejl = rng.choice(FEJL[navn]) if rng.random() < FEJLANDEL else {}
        yield to_row(entitet, fejlfri_raekke(navn, {**felter, **_vary(navn, felter, rng), **fejl}))


def _vary(navn: str, felter: Row, rng: random.Random) -> Row:
    """Let takster and costs differ, or no peer group would have a spread."""
    if navn == "takst":
        takst = round(2000 * rng.lognormvariate(0, 0.12), 2)
        return {"takst_kr": takst, "takst_liste_kr": takst}
    if navn == "budget":
        return {"ledelse_kr": round(700_000 * rng.lognormvariate(0, 0.1)) * felter["budgetaar"] / 2026}
    return {}


def _per_tilbud(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for tilbudsid, _ in tilbud:
        yield {"tilbudsid": tilbudsid}


def _per_year(felt: str, *aar: int) -> Any:  # noqa: ANN401 - a maker of rows
    return lambda tilbud: ({"tilbudsid": tilbudsid, felt: et} for tilbudsid, _ in tilbud for et in aar)


def _takster(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for tilbudsid, antal in tilbud:
        for nummer in range(1, antal + 1):
            for aar in (2024, 2025, 2026):
                yield {"tilbudsid": tilbudsid, "afdelingsid": str(nummer), "takst_aar": aar}


def _pladser(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for tilbudsid, antal in tilbud:
        for nummer in range(1, antal + 1):
            yield {"tilbudsid": tilbudsid, "afdelingsid": str(nummer)}


def _besoeg(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for nummer, (tilbudsid, _) in enumerate(tilbud):
        for gang in (1, 2):
            yield {"tilbudsid": tilbudsid, "besoegsid": f"{nummer}-{gang}", "besoeg_dato": f"2026-0{4 * gang}-11"}


def _scorer(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for tilbudsid, _ in tilbud:
        for tema in load_temaer():
            yield {"tilbudsid": tilbudsid, "tema": tema.tema}


def _sanktioner(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for tilbudsid, _ in tilbud[::50]:
        yield {"tilbudsid": tilbudsid}


def _plejefamilier(tilbud: list[tuple[str, int]]) -> Iterator[Row]:
    for nummer in range(len(tilbud) * 2):
        yield {"plejefamilieid": str(nummer), "socialtilsyn": _SOCIALTILSYN[nummer % 5]}


_FORM: Mapping[str, Any] = {
    "tilbud": _per_tilbud,
    "takst": _takster,
    "plads": _pladser,
    "belaegning": _per_year("aar", 2025, 2026),
    "budget": _per_year("budgetaar", 2025, 2026, 2027),
    "noegletal": _per_year("aar", 2024, 2025),
    "tilsynsbesoeg": _besoeg,
    "kvalitetsscore": _scorer,
    "sanktion": _sanktioner,
    "plejefamilie": _plejefamilier,
}


def _store(connection: Connection, navn: str, rows: Iterator[Row]) -> int:
    udtraek = {"koersel_id": "bench", "entitet": navn, "tidspunkt": NAT, "dag": DAG, "dag_nr": DAG.toordinal()}
    tabel = table_of(Udtraek)
    udtraek_id = connection.execute(insert(tabel).values({**udtraek, "antal": 0}).returning(tabel.c.id)).scalar_one()
    faelles = {"gyldig_fra": udtraek_id, "sidst_set": udtraek_id, "savnet_antal": 0}
    antal = 0
    while portion := [{**row, **faelles} for row in islice(rows, PORTION)]:
        connection.execute(insert(ENTITETSTABELLER[navn]), portion)
        antal += len(portion)
    return antal
