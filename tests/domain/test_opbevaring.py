"""How long things are kept: lengths of time, and what an installation may set."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.opbevaring import Handling, OpbevaringFejl, Periode, adapt_opbevaring, load_opbevaring

DAGE = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1))


@given(dag=DAGE, antal=st.integers(0, 600))
def test_months_before_a_day_are_that_many_months_before_it(dag, antal):
    foer = Periode(antal, "måneder").before(dag)
    assert (dag.year - foer.year) * 12 + dag.month - foer.month == antal
    assert foer.day == dag.day or (foer.day < dag.day and (foer.replace(day=foer.day)).month == foer.month)


@given(dag=DAGE, antal=st.integers(0, 5000))
def test_the_limit_moves_on_with_the_day_and_never_back(dag, antal):
    for enhed in ("dage", "måneder"):
        periode = Periode(antal, enhed)
        assert periode.before(dag) <= periode.before(date.fromordinal(dag.toordinal() + 1))


@pytest.mark.parametrize(
    ("periode", "tekst"),
    [
        (Periode(24, "måneder"), "2 år"),
        (Periode(13, "måneder"), "13 måneder"),
        (Periode(1, "måneder"), "1 måned"),
        (Periode(1, "dage"), "1 dag"),
        (Periode(30, "dage"), "30 dage"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(periode, tekst):
    assert str(periode) == tekst


def test_the_list_says_of_each_kind_why_and_its_shortest_time_is_no_longer_than_its_own():
    for emne in load_opbevaring().values():
        assert emne.hvorfor
        assert emne.sikkerhed == "C"
        assert (emne.periode is None) == (emne.handling is Handling.GEMMES)
        if emne.periode and emne.mindst:
            assert emne.mindst.antal <= emne.periode.antal


def test_what_an_installation_sets_is_taken_and_said_to_be_its_own():
    liste = adapt_opbevaring('{"dumps": "60 dage", "adgangslog": "36 måneder", "mail": "fra"}')
    assert (liste["dumps"].periode, liste["mail"].periode) == (Periode(60, "dage"), None)
    assert [hvad for hvad, emne in liste.items() if emne.er_tilpasset] == ["dumps", "mail", "adgangslog"]
    assert adapt_opbevaring("  ") == load_opbevaring()


@pytest.mark.parametrize(
    ("tekst", "siger"),
    [
        ("ikke json", "skal være JSON"),
        ('["dumps"]', "skal være JSON"),
        pytest.param("[" * 100_000, "skal være JSON", id="dybt"),
        ('{"dumps": 30}', "skal være JSON"),
        ('{"dump": "30 dage"}', "Der er intet, der hedder »dump«"),
        ('{"dumps": "30 uger"}', "er ingen tid"),
        ('{"dumps": "1 dage"}', "mindst 7 dage"),
        ('{"afdeling": "30 dage"}', "mindst 6 måneder"),
        ('{"sag": "120 måneder"}', "bliver aldrig slettet"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_write(tekst, siger):
    with pytest.raises(OpbevaringFejl, match=siger):
        adapt_opbevaring(tekst)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(tekst):
    with suppress(OpbevaringFejl):
        assert adapt_opbevaring(tekst).keys() == load_opbevaring().keys()
