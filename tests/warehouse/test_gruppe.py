"""Peer groups: who is compared with whom, and that the figures are scipy's."""

import numpy as np
import pytest
from scipy.stats import median_abs_deviation  # type: ignore[import-untyped]

from tests.builders import NAT_1, NAT_2, load_afdelinger, load_udtraek, make_afdeling
from tests.warehouse.rows import rows, values
from warehouse.gruppe import Gruppetal, refresh_grupper

TAKSTER = [1500.0, 1700.0, 1800.0, 1900.0, 2000.0, 2050.0, 2100.0, 2200.0, 2300.0, 2500.0, 9000.0]


def _load(engine, tmp_path, antal=11, aendringer=None, **udtraek):
    afdelinger = [make_afdeling(n, **(aendringer or {}).get(n, {})) for n in range(1, antal + 1)]
    load_afdelinger(engine, tmp_path, afdelinger, start=NAT_1)
    if udtraek:
        load_udtraek(engine, tmp_path, udtraek, start=NAT_1)


def _takst(nummer, takst_kr, **aendringer):
    return {"tilbudsid": str(1000 + nummer), "afdelingsid": str(nummer), "takst_kr": takst_kr, **aendringer}


def _takster(**aendringer):
    return [_takst(n, takst, **aendringer) for n, takst in enumerate(TAKSTER, start=1)]


def _find(engine, hvad="afvigelse"):
    return values(engine, f"SELECT {hvad} FROM nu_takstgruppe ORDER BY takst_id")


def test_a_takst_is_placed_in_its_group_with_scipys_deviation(engine, tmp_path):
    _load(engine, tmp_path, takst=_takster())
    assert refresh_grupper(engine) == Gruppetal(takster=11, budgetposter=0)
    logaritmer = np.log(TAKSTER)
    ventet = (logaritmer - np.median(logaritmer)) / median_abs_deviation(logaritmer, scale="normal")
    assert _find(engine) == pytest.approx(list(ventet))
    assert set(_find(engine, "gruppe")) == {"§ 107, Psykiske lidelser, privat, pr. døgn"}
    assert set(_find(engine, "gruppe_antal")) == {11}
    assert set(_find(engine, "median_kr")) == {2050.0}


def test_a_small_group_has_its_size_and_median_but_judges_nobody(engine, tmp_path):
    _load(engine, tmp_path, takst=_takster()[:9])
    refresh_grupper(engine)
    assert set(_find(engine)) == {None}
    assert set(_find(engine, "gruppe_antal")) == {9}


def test_the_smallest_group_that_judges_has_the_dated_number(engine, tmp_path):
    _load(engine, tmp_path, takst=_takster()[:10])
    refresh_grupper(engine)
    assert None not in _find(engine)


def test_a_group_without_spread_judges_nobody(engine, tmp_path):
    _load(engine, tmp_path, takst=[_takst(n, 2000.0 if n < 11 else 9000.0) for n in range(1, 12)])
    refresh_grupper(engine)
    assert _find(engine) == [None] * 11


@pytest.mark.parametrize(
    "anden",
    [
        {"paragraf": "§ 108"},
        {"maalgruppe": "Udviklingshæmning"},
        {"takst_enhed": "måned"},
        {"takst_enhed": "dag"},
    ],
)
def test_what_is_another_kind_is_in_a_group_of_its_own(engine, tmp_path, anden):
    _load(engine, tmp_path, takst=[*_takster()[:10], _takst(11, 9000.0, **anden)])
    refresh_grupper(engine)
    assert _find(engine, "gruppe_antal") == [10] * 10 + [1]


def test_owners_of_two_kinds_are_not_compared(engine, tmp_path):
    _load(engine, tmp_path, aendringer={11: {"virksomhedsform": "Kommune"}}, takst=_takster())
    refresh_grupper(engine)
    assert _find(engine, "gruppe_antal") == [10] * 10 + [1]


def test_one_maalgruppe_in_two_spellings_and_one_unit_in_two_are_one_group(engine, tmp_path):
    _load(
        engine,
        tmp_path,
        takst=[*_takster()[:10], _takst(11, 9000.0, maalgruppe="PSYKISKE lidelser", takst_enhed="pr. døgn")],
    )
    refresh_grupper(engine)
    assert set(_find(engine, "gruppe_antal")) == {11}
    assert len(set(_find(engine, "gruppe"))) == 1


@pytest.mark.parametrize(
    "uden",
    [
        {"takst_kr": None},
        {"takst_kr": 0.0},
        {"takst_kr": -2000.0},
        {"takst_enhed": None},
        {"takst_enhed": "pr. kvartal"},
        {"maalgruppe": None},
        {"paragraf": None},
        {"takst_aar": 2025},
        {"takst_aar": 2027},
    ],
)
def test_what_cannot_be_compared_is_in_no_group(engine, tmp_path, uden):
    _load(engine, tmp_path, takst=[*_takster()[:10], {**_takst(11, 9000.0), **uden}])
    assert refresh_grupper(engine).takster == 10


def test_without_a_known_owner_nothing_is_compared(engine, tmp_path):
    _load(engine, tmp_path, aendringer={11: {"virksomhedsform": "Andelsklub"}}, takst=_takster())
    assert refresh_grupper(engine).takster == 10


def test_a_takst_that_ended_leaves_its_group(engine, tmp_path):
    _load(engine, tmp_path, takst=_takster())
    refresh_grupper(engine)
    load_udtraek(engine, tmp_path, {"takst": [_takst(1, 1600.0), *_takster()[1:]]}, start=NAT_2)
    refresh_grupper(engine)
    assert len(_find(engine)) == 11
    assert values(engine, "SELECT COUNT(*) FROM nu_takstgruppe g JOIN nu_takst t ON t.id = g.takst_id") == [11]


def test_working_it_out_twice_changes_nothing(engine, tmp_path):
    _load(engine, tmp_path, takst=_takster())
    refresh_grupper(engine)
    foerst = _find(engine)
    refresh_grupper(engine)
    assert _find(engine) == foerst


def test_without_a_register_there_are_no_groups(engine, tmp_path):
    load_udtraek(engine, tmp_path, {"takst": _takster(), "budget": [{}], "plads": [{}]})
    assert refresh_grupper(engine) == Gruppetal(takster=0, budgetposter=0)


def _budgetter(antal=10, **aendringer):
    return [{"tilbudsid": str(1000 + n), "ledelse_kr": n * 100_000.0, **aendringer} for n in range(1, antal + 1)]


def _pladser(antal=10, **aendringer):
    return [{"tilbudsid": str(1000 + n), "afdelingsid": str(n), **aendringer} for n in range(1, antal + 1)]


def test_costs_are_compared_per_approved_place_of_the_whole_tilbud(engine, tmp_path):
    pladser = [*_pladser(), {"tilbudsid": "1002", "afdelingsid": "2", "paragraf": "§ 108", "godkendte_antal": 12}]
    _load(engine, tmp_path, 10, budget=_budgetter(), plads=pladser)
    assert refresh_grupper(engine).budgetposter == 20
    ledelse = "SELECT pr_plads_kr FROM nu_budgetgruppe WHERE post = 'ledelse' ORDER BY budget_id"
    assert values(engine, ledelse)[:3] == [12_500.0, 10_000.0, 37_500.0]
    ejendom = rows(
        engine, "SELECT DISTINCT gruppe, gruppe_antal, median_kr FROM nu_budgetgruppe WHERE post = 'ejendom'"
    )
    assert ejendom == [{"gruppe": "§ 107, privat", "gruppe_antal": 10, "median_kr": 60_000.0}]
    assert None not in values(engine, "SELECT afvigelse FROM nu_budgetgruppe WHERE post = 'ledelse'")


def test_a_tilbud_is_compared_with_those_of_the_same_kinds(engine, tmp_path):
    blandet = {"tilbudstyper": ("Længerevarende botilbud, § 108", "Midlertidigt botilbud, § 107")}
    _load(engine, tmp_path, 10, {3: blandet}, budget=_budgetter(), plads=_pladser())
    refresh_grupper(engine)
    grupper = "SELECT DISTINCT gruppe, gruppe_antal FROM nu_budgetgruppe ORDER BY gruppe"
    assert rows(engine, grupper) == [
        {"gruppe": "§ 107 + § 108, privat", "gruppe_antal": 1},
        {"gruppe": "§ 107, privat", "gruppe_antal": 9},
    ]


def test_only_the_newest_budget_of_a_tilbud_counts(engine, tmp_path):
    _load(engine, tmp_path, 10, budget=[*_budgetter(), *_budgetter(budgetaar=2027)], plads=_pladser())
    assert refresh_grupper(engine).budgetposter == 20
    aar = "SELECT DISTINCT b.budgetaar FROM nu_budgetgruppe g JOIN nu_budget b ON b.id = g.budget_id"
    assert values(engine, aar) == [2027]


@pytest.mark.parametrize("pladser", [{"godkendte_antal": None}, {"godkendte_antal": 0}])
def test_without_places_there_is_no_cost_per_place(engine, tmp_path, pladser):
    _load(engine, tmp_path, 10, budget=_budgetter(), plads=[*_pladser(9), *_pladser(10, **pladser)[9:]])
    assert refresh_grupper(engine).budgetposter == 18


@pytest.mark.parametrize("beloeb", [None, 0.0, -1.0])
def test_a_post_without_an_amount_is_not_compared(engine, tmp_path, beloeb):
    _load(engine, tmp_path, 10, budget=[*_budgetter(9), *_budgetter(10, ledelse_kr=beloeb)[9:]], plads=_pladser())
    assert refresh_grupper(engine).budgetposter == 19


def test_a_tilbud_without_a_type_is_not_compared(engine, tmp_path):
    _load(engine, tmp_path, 10, {10: {"tilbudstyper": ()}}, budget=_budgetter(), plads=_pladser())
    assert refresh_grupper(engine).budgetposter == 18


def test_a_place_under_another_paragraph_than_last_time_counts_once(engine, tmp_path):
    _load(engine, tmp_path, 10, budget=_budgetter(), plads=[{**x, "paragraf": "§ 108"} for x in _pladser()])
    load_udtraek(engine, tmp_path, {"plads": _pladser()}, start=NAT_2)
    refresh_grupper(engine)
    pr_plads = values(engine, "SELECT pr_plads_kr FROM nu_budgetgruppe WHERE post = 'ledelse' ORDER BY budget_id")
    assert pr_plads == [row["ledelse_kr"] / 8 for row in _budgetter()]
