"""The small parts of a weekly mail: weeks, totals of plejefamilier, and whom a tilbud belongs to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.plejetal import NAESTEN_ALLE
from reports.mail.orientering.kreds import find_ejere, list_kredse
from reports.mail.orientering.pleje import UKENDT, write_plejetal
from reports.mail.orientering.uge import find_uge, is_stale, is_uge, write_uge
from warehouse.queries.orientering import Tilsynsled

DAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("dag", "uge"), [(DAG, "2026-W48"), (date(2027, 1, 1), "2026-W53"), (date(2027, 1, 4), "2027-W01")]
)
def test_a_week_is_named_by_the_year_it_belongs_to(dag, uge):
    assert find_uge(dag) == uge
    assert is_uge(uge)
    assert write_uge(uge) == f"uge {int(uge[-2:])}"


@pytest.mark.parametrize(
    "tekst", ["", "uge 48", "2026-48", "2026-W54", "2025-W53", "2026-W00", "2026-W48\n", "W48-2026"]
)
def test_what_is_no_week_is_not_one(tekst):
    assert not is_uge(tekst)


@given(st.dates(), st.dates())
def test_weeks_sort_as_text_as_their_days_do(en, anden):
    assert (find_uge(en) <= find_uge(anden)) or en > anden


@pytest.mark.parametrize(("dage", "gammel"), [(0, False), (6, False), (7, True), (-1, False)])
def test_figures_of_a_week_ago_are_not_this_weeks(dage, gammel):
    assert is_stale(DAG - timedelta(days=dage), DAG) is gammel


@pytest.mark.parametrize(
    ("vaerdi", "tekst"),
    [
        ("12 af 343", "mindst 10 af mindst 340 plejefamilier"),
        ("1234 af 5678", "mindst 1.230 af mindst 5.675 plejefamilier"),
        ("færre end 5", "færre end 5 plejefamilier"),
        ("3 af 343", "færre end 5 plejefamilier"),
        (NAESTEN_ALLE, f"{NAESTEN_ALLE} plejefamilier"),
        ("341 af 343", f"{NAESTEN_ALLE} plejefamilier"),
        ("Familien Jensen", UKENDT),
        (None, UKENDT),
    ],
)
def test_totals_of_plejefamilier_are_rounded_down(vaerdi, tekst):
    assert write_plejetal(vaerdi, celle=5) == tekst


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=6))
def test_no_small_number_of_plejefamilier_shows_directly_or_by_subtraction(par):
    tekster = [write_plejetal(f"{fejl} af {fejl + rest}", celle=5) for fejl, rest in par]
    tal = {int(ord_.replace(".", "")) for tekst in tekster for ord_ in tekst.split() if ord_[0].isdigit()}
    assert all(en == anden or abs(en - anden) >= 5 for en in tal for anden in tal)
    assert all(en >= 5 for en in tal)


def led(tilbudsid: str, tekst: str | None, art: str | None, portefoelje: str = "andre", afdelingsid: str = "1"):
    return Tilsynsled(
        tilbudsid=tilbudsid,
        afdelingsid=afdelingsid,
        navn="Huset",
        portefoelje=portefoelje,
        tilsyn_art=art,
        tilsynsmyndighed=tekst,
        form=None,
        er_beskyttet=False,
    )


def test_a_tilbud_belongs_to_one_authority_or_none():
    alle = [
        led("1", "Socialtilsyn Syd", "socialtilsyn", "Syd"),
        led("1", "Odense Kommune", "kommune", "Syd", "2"),
        led("2", "Odense Kommune", "kommune"),
        led("2", None, None, afdelingsid="2"),
        led("3", "Odense Kommune", "kommune"),
        led("4", "Odense Kommune", "kommune"),
        led("4", "Region Syddanmark", "region", afdelingsid="2"),
        led("5", "Region Syddanmark", "region"),
        led("6", "Tilsynet", "ukendt"),
    ]
    paragraffer = {"2": frozenset({"§ 103", "§ 104"}), "3": frozenset({"§ 104", "§ 107"})}
    assert find_ejere(alle, paragraffer, DAG) == {"1": ("socialtilsyn", "Syd"), "2": ("kommune", "0461")}
    kredse = {kreds.myndighed.noegle: kreds for kreds in list_kredse(alle, paragraffer, DAG)}
    assert len(kredse) == 6
    assert kredse["socialtilsyn", "Nord"].egne == frozenset()
    odense = kredse["kommune", "0461"]
    assert odense.egne == {"2"}
    assert odense.naevnt == {("1", "2"), ("2", "1"), ("3", "1"), ("4", "1")}
    assert odense.myndighed.navn == "Odense Kommune"
