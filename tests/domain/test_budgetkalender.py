"""The season of the budgets counted: by the law's day, never accusing before the last one."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.budgetkalender import (
    GRUPPER,
    Budgetforhold,
    Budgettal,
    count_budgetter,
    find_budgetaar,
    find_frister,
    list_forsinkede,
    make_kurve,
)
from domain.frister import find_next_hverdag

AAR = 2027
FRIST = date(2026, 10, 1)


def make(nummer: int = 1, **felter: Any) -> Budgetforhold:
    standard: dict[str, Any] = {
        "tilbudsid": str(1000 + nummer),
        "navn": f"Birkehuset {nummer}",
        "kode": "Syd",
        "gruppe": "privat",
        "sidste_dag": FRIST,
        "modtaget": FRIST,
        "godkendt": date(2026, 12, 10),
    }
    return Budgetforhold(**{**standard, **felter})


def count(*alle: Budgetforhold, dag: date = date(2027, 5, 1), kode: str | None = None) -> Budgettal:
    (tal,) = [x for x in count_budgetter(alle, AAR, dag) if (x.gruppe, x.kode) == ("privat", kode)]
    return tal


@pytest.mark.parametrize(
    ("dag", "aar"),
    [(date(2026, 7, 31), 2026), (date(2026, 8, 1), 2027), (date(2026, 12, 31), 2027), (date(2027, 1, 1), 2027)],
)
def test_a_season_begins_on_the_first_of_august(dag, aar):
    assert find_budgetaar(dag) == aar


def test_the_days_are_those_of_the_law_also_on_a_sunday():
    frister = find_frister(AAR)
    assert (frister["privat"].modtaget, frister["privat"].godkendt) == (date(2026, 10, 1), date(2027, 1, 1))
    assert (frister["offentlig"].modtaget, frister["offentlig"].godkendt) == (date(2026, 11, 15), date(2027, 4, 1))
    assert frister["offentlig"].modtaget.isoweekday() == 7


def test_the_day_of_the_time_limit_is_in_time_and_the_day_after_is_late():
    tal = count(make(1), make(2, modtaget=FRIST + timedelta(days=1)), make(3, modtaget=None, godkendt=None))
    assert (tal.skylder, tal.rettidige, tal.forsinkede, tal.mangler) == (3, 1, 1, 1)


def test_only_what_had_happened_by_the_day_counts():
    tal = count(make(1), make(2, modtaget=FRIST - timedelta(days=20)), dag=FRIST - timedelta(days=1))
    assert (tal.rettidige, tal.forsinkede, tal.mangler, tal.godkendte) == (1, 0, 1, 0)


def test_approved_and_approved_in_time_are_told_apart():
    tal = count(make(1, godkendt=date(2027, 1, 1)), make(2, godkendt=date(2027, 1, 2)), make(3, godkendt=None))
    assert (tal.godkendte, tal.godkendte_til_tiden) == (2, 1)


def test_a_tilbud_whose_socialtilsyn_is_unclear_counts_in_the_whole_only():
    alle = (make(1), make(2, kode=None), make(3, kode="Nord"))
    assert [(x.kode, x.skylder) for x in count_budgetter(alle, AAR, FRIST) if x.gruppe == "privat"] == [
        ("Nord", 1),
        ("Syd", 1),
        (None, 3),
    ]


def test_groups_are_counted_apart_and_are_there_when_empty():
    tal = count_budgetter([make(1, gruppe="offentlig")], AAR, FRIST)
    assert [(x.gruppe, x.kode, x.skylder) for x in tal] == [
        ("privat", None, 0),
        ("offentlig", "Syd", 1),
        ("offentlig", None, 1),
    ]


def test_nobody_is_late_on_the_last_day_and_the_longest_late_comes_first():
    mandag = date(2026, 11, 16)
    alle = (
        make(1, modtaget=None, godkendt=None),
        make(2, modtaget=None, godkendt=None, gruppe="offentlig", sidste_dag=mandag),
        make(3, modtaget=mandag),
        make(4),
    )
    assert [(x.tilbudsid, x.dage) for x in list_forsinkede(alle, mandag)] == [("1001", 46)]
    assert [(x.tilbudsid, x.dage) for x in list_forsinkede(alle, mandag + timedelta(days=1))] == [
        ("1001", 47),
        ("1002", 1),
    ]


def test_a_budget_that_is_approved_has_come_whatever_its_day_says():
    assert list_forsinkede([make(1, modtaget=None)], date(2026, 12, 31)) == ()


def test_the_curve_goes_from_august_to_may_and_never_past_the_day():
    alle = [make(1), make(2, modtaget=None, godkendt=None)]
    kurve = [punkt for punkt in make_kurve(alle, AAR, date(2030, 1, 1)) if punkt.gruppe == "privat"]
    assert (kurve[0].dag, kurve[-1].dag) == (date(2026, 8, 1), date(2027, 5, 1))
    assert (kurve[0].modtagne, kurve[-1].modtagne, kurve[-1].godkendte) == (0, 1, 1)
    assert {(b.dag - a.dag).days for a, b in itertools.pairwise(kurve)} == {7}
    assert max(punkt.dag for punkt in make_kurve(alle, AAR, FRIST)) <= FRIST
    assert make_kurve(alle, AAR, date(2026, 7, 31)) == ()


DAGE = st.none() | st.dates(date(2026, 6, 1), date(2027, 8, 1))


@st.composite
def forhold(draw: st.DrawFn) -> Budgetforhold:
    gruppe = draw(st.sampled_from(GRUPPER))
    return make(
        draw(st.integers(1, 99)),
        gruppe=gruppe,
        kode=draw(st.sampled_from(["Nord", "Syd", None])),
        sidste_dag=find_next_hverdag(find_frister(AAR)[gruppe].modtaget),
        modtaget=draw(DAGE),
        godkendt=draw(DAGE),
    )


@given(st.lists(forhold(), max_size=30), st.dates(date(2026, 7, 1), date(2027, 9, 1)))
def test_everybody_is_counted_once_and_the_whole_is_never_less_than_its_parts(alle, dag):
    for tal in count_budgetter(alle, AAR, dag):
        assert tal.rettidige + tal.forsinkede + tal.mangler == tal.skylder
        assert tal.godkendte_til_tiden <= tal.godkendte <= tal.skylder
    for gruppe in GRUPPER:
        egne = [tal for tal in count_budgetter(alle, AAR, dag) if tal.gruppe == gruppe]
        assert sum(tal.skylder for tal in egne[:-1]) <= egne[-1].skylder == sum(x.gruppe == gruppe for x in alle)
    sene = list_forsinkede(alle, dag)
    assert all(x.dage > 0 for x in sene)
    assert len(sene) <= sum(tal.mangler for tal in count_budgetter(alle, AAR, dag) if tal.kode is None)


@given(st.lists(forhold(), max_size=30), st.dates(date(2026, 7, 1), date(2027, 9, 1)))
def test_the_curve_only_rises_and_ends_where_the_figures_are(alle, dag):
    for gruppe in GRUPPER:
        kurve = [punkt for punkt in make_kurve(alle, AAR, dag) if punkt.gruppe == gruppe]
        for foer, efter in itertools.pairwise(kurve):
            assert foer.modtagne <= efter.modtagne
            assert foer.godkendte <= efter.godkendte
        if kurve:
            tal = count_budgetter(alle, AAR, kurve[-1].dag)
            (i_alt,) = [x for x in tal if (x.gruppe, x.kode) == (gruppe, None)]
            assert (kurve[-1].modtagne, kurve[-1].godkendte) == (i_alt.rettidige + i_alt.forsinkede, i_alt.godkendte)
