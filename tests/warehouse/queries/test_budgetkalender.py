"""The budget calendar read from a warehouse: who owes one, in which group, and by which day nobody can be blamed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from warehouse.queries.budgetkalender import Budgetkalender, list_budgetaar, load_budgetkalender

NAT = datetime(2026, 11, 20, 1, tzinfo=UTC)
DAG = date(2026, 11, 20)
KOMMUNAL = {"virksomhedsform": "Kommune", "driftsaftale_med": None}
DAGTILBUD = {"tilbudstyper": ("Aktivitets- og samværstilbud, § 104",), "pladser": {"§ 104": 8}}


def tilbud(nummer: int, **felter: Any) -> dict[str, Any]:
    return {"tilbudsid": str(1000 + nummer), **felter}


def budget(nummer: int, **felter: Any) -> dict[str, Any]:
    return tilbud(nummer, **{"budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None, **felter})


def kalender(engine: Engine, dag: date = DAG, aar: int | None = None) -> Budgetkalender | None:
    with engine.connect() as forbindelse:
        return load_budgetkalender(forbindelse, dag, aar)


def play(engine: Engine, mappe, afdelinger, budgetter, oplysninger=()) -> Budgetkalender:
    load_afdelinger(engine, mappe, afdelinger, start=NAT)
    entiteter = {"budget": budgetter, **({"tilbud": oplysninger} if oplysninger else {})}
    resultat = load_udtraek(engine, mappe, entiteter, start=NAT, begrundelse="Prøve.")
    assert resultat.status == "godkendt", resultat.aarsag
    fundet = kalender(engine)
    assert fundet is not None
    return fundet


def test_without_a_delivery_of_budgets_there_is_no_calendar(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)], start=NAT)
    assert kalender(engine) is None


def test_only_who_owes_a_budget_counts_and_each_in_its_group(engine: Engine, tmp_path):
    alle = [
        make_afdeling(1),
        make_afdeling(2, **KOMMUNAL),
        make_afdeling(3, **DAGTILBUD),
        make_afdeling(4, virksomhedsform="Noget nyt"),
        make_afdeling(5, tilsynsmyndighed=None),
    ]
    fundet = play(engine, tmp_path, alle, [budget(1), budget(2, modtaget_dato="2026-11-15")])
    assert [(x.gruppe, x.kode, x.skylder, x.rettidige) for x in fundet.tal] == [
        ("privat", "Syd", 1, 1),
        ("privat", None, 2, 1),
        ("offentlig", "Syd", 1, 1),
        ("offentlig", None, 1, 1),
    ]
    assert fundet.uden_gruppe == 1


def test_whoever_handed_one_in_owed_it_also_when_the_page_lacks_its_type(engine: Engine, tmp_path):
    uden_type = make_afdeling(1, tilbudstyper=(), pladser={})
    fundet = play(engine, tmp_path, [uden_type, make_afdeling(2, tilbudstyper=(), pladser={})], [budget(1)])
    assert [(x.kode, x.skylder) for x in fundet.tal if x.gruppe == "privat"] == [("Syd", 1), (None, 1)]


def test_a_private_tilbud_under_a_decisive_driftsaftale_has_the_public_time_limit(engine: Engine, tmp_path):
    sene = {"modtaget_dato": "2026-11-10"}
    oplysninger = [tilbud(1, driftsaftale_bestemmende=True), tilbud(2, driftsaftale_bestemmende=False)]
    fundet = play(
        engine, tmp_path, [make_afdeling(1), make_afdeling(2)], [budget(1, **sene), budget(2, **sene)], oplysninger
    )
    assert {(x.gruppe, x.rettidige, x.forsinkede) for x in fundet.tal if x.kode is None} == {
        ("privat", 0, 1),
        ("offentlig", 1, 0),
    }


def test_a_tilbud_approved_after_the_time_limit_owes_its_first_budget_the_year_after(engine: Engine, tmp_path):
    ny = [tilbud(1, godkendt_dato="2026-10-01"), tilbud(2, godkendt_dato="2026-09-30"), tilbud(3)]
    fundet = play(engine, tmp_path, [make_afdeling(n) for n in (1, 2, 3)], [budget(3)], ny)
    assert [x.tilbudsid for x in fundet.forsinkede] == ["1002"]
    assert next(x.skylder for x in fundet.tal if x.gruppe == "privat") == 2


@pytest.mark.parametrize(
    ("dag", "sene"),
    [
        (date(2026, 10, 1), []),
        (date(2026, 10, 2), ["1001"]),
        (date(2026, 11, 16), ["1001"]),
        (date(2026, 11, 17), ["1001", "1002", "1003"]),
    ],
)
def test_a_time_limit_on_a_sunday_accuses_nobody_before_tuesday(engine: Engine, tmp_path, dag, sene):
    oplysninger = [tilbud(1, driftsaftale_bestemmende=False), tilbud(3, driftsaftale_bestemmende=None)]
    alle = [make_afdeling(1), make_afdeling(2, **KOMMUNAL), make_afdeling(3), make_afdeling(4)]
    load_afdelinger(engine, tmp_path, alle, start=NAT)
    load_udtraek(engine, tmp_path, {"budget": [budget(4)], "tilbud": oplysninger}, start=NAT, begrundelse="Prøve.")
    fundet = kalender(engine, dag)
    assert fundet is not None
    assert sorted(x.tilbudsid for x in fundet.forsinkede) == sene, "an unknown driftsaftale has the later day"


def test_a_year_of_which_no_budget_is_known_accuses_nobody(engine: Engine, tmp_path):
    fundet = play(engine, tmp_path, [make_afdeling(1)], [budget(1, budgetaar=2026)])
    assert (fundet.budgetaar, fundet.forsinkede) == (2027, ())
    assert next(x.mangler for x in fundet.tal) == 1


def test_the_day_is_never_later_than_what_the_delivery_knows(engine: Engine, tmp_path):
    play(engine, tmp_path, [make_afdeling(1)], [budget(1)])
    fundet = kalender(engine, date(2027, 3, 1), 2027)
    assert fundet is not None
    assert (fundet.dag, fundet.udtraek_dag) == (DAG, DAG)


def test_a_year_without_known_time_limits_has_no_calendar(engine: Engine, tmp_path):
    play(engine, tmp_path, [make_afdeling(1)], [budget(1), budget(1, budgetaar=2099)])
    assert kalender(engine, DAG, 2099) is None
    with engine.connect() as forbindelse:
        assert list_budgetaar(forbindelse) == (2027,)


def test_a_budget_whose_row_has_left_the_deliveries_is_still_known(engine: Engine, tmp_path):
    play(engine, tmp_path, [make_afdeling(1)], [budget(1), budget(1, budgetaar=2026)])
    for n in (1, 2):
        load_udtraek(engine, tmp_path, {"budget": [budget(1)]}, start=NAT + timedelta(days=n), begrundelse="Kun i år.")
    fundet = kalender(engine, DAG, 2026)
    assert fundet is not None
    assert next(x.mangler for x in fundet.tal if x.gruppe == "privat") == 0


def test_a_budget_that_is_there_without_the_day_it_came_makes_nobody_late(engine: Engine, tmp_path):
    uden_dag = budget(2, modtaget_dato=None, filtype="xlsx", omkostninger_kr=1_000_000.0)
    tom = budget(3, modtaget_dato=None, filtype=None, omkostninger_kr=None)
    fundet = play(engine, tmp_path, [make_afdeling(n) for n in (1, 2, 3)], [budget(1), uden_dag, tom])
    assert [x.tilbudsid for x in fundet.forsinkede] == ["1003"]
    assert [x.mangler for x in fundet.tal if x.kode is None and x.gruppe == "privat"] == [1]
