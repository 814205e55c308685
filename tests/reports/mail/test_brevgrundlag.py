"""What a mail rests on: the authority to ask, and the day the faults are hoped to be mended by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.frister import is_hverdag
from reports.mail.brevgrundlag import find_myndighed, find_senest
from reports.mail.indhold import Trin
from warehouse.queries.rapport_mail import Mailafdeling


def make_mailafdeling(**felter):
    standard = {"tilbudsid": "1", "afdelingsid": "1", "navn": None, "email": "a@example.org"}
    tomt = {"tilsyn_art": None, "tilsyn_kode": None, "tilsynsmyndighed": None, "er_beskyttet": False}
    return Mailafdeling(**{**standard, **tomt, **felter})


def test_the_authority_is_the_socialtilsyn_or_else_the_kommune_as_named():
    oest = make_mailafdeling(tilsyn_art="socialtilsyn", tilsyn_kode="Øst", tilsynsmyndighed="x")
    assert find_myndighed([make_mailafdeling(), oest]) == "Socialtilsyn Øst"
    kommune = make_mailafdeling(tilsyn_art="kommune", tilsynsmyndighed="Odense\nKommune")
    assert find_myndighed([kommune]) == "Odense Kommune"
    assert find_myndighed([make_mailafdeling(tilsyn_art="ukendt", tilsynsmyndighed="Noget andet")]) is None


@pytest.mark.parametrize(
    ("trin", "dag", "senest"),
    [
        (Trin.VARSEL, date(2026, 11, 2), date(2026, 11, 30)),
        (Trin.VARSEL, date(2026, 11, 1), date(2026, 11, 30)),
        (Trin.RYKKER, date(2026, 11, 2), date(2026, 11, 16)),
        (Trin.VARSEL, date(2026, 11, 27), date(2026, 12, 28)),
    ],
    ids=["four weeks", "from a sunday", "two weeks", "past christmas"],
)
def test_the_day_is_a_step_after_the_day_judged_and_a_working_day(trin, dag, senest):
    assert find_senest(trin, dag) == senest


@given(st.sampled_from(Trin), st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_nobody_is_asked_to_mend_anything_on_a_holiday_or_sooner_than_the_step_lasts(trin, dag):
    senest = find_senest(trin, dag)
    assert is_hverdag(senest)
    assert senest >= dag + timedelta(days=14 if trin is Trin.RYKKER else 28)
