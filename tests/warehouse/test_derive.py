"""Derived columns: each judged where there is something to judge, and never for a krisecenter's address."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.afdeling import UDELADT, Afdeling
from domain.eksempel import fejlfri
from warehouse.derive import derive
from warehouse.tables import table_of
from warehouse.tables.register import AfledtAfdeling

TEKST = (
    st.none() | st.text(max_size=30) | st.sampled_from(["8000", "Aarhus C", "99000015", "Region Syddanmark", "§ 109"])
)


def test_every_column_of_the_table_is_given():
    assert derive(fejlfri()).keys() == {c.name for c in table_of(AfledtAfdeling).c} - {"afdeling_id"}


def test_a_faultless_afdeling_passes_everything():
    afledt = derive(fejlfri())
    assert {navn for navn, value in afledt.items() if navn.endswith("_ok") and value is not True} == set()
    assert afledt["er_postboks"] is False
    assert afledt["postnr_findes"] is True
    assert (afledt["tilsyn_art"], afledt["tilsyn_kode"]) == ("socialtilsyn", "Syd")


@pytest.mark.parametrize(
    ("aendring", "kolonne", "ventet"),
    [
        ({"cvr": None}, "cvr_form_ok", None),
        ({"cvr": "1234"}, "cvr_form_ok", False),
        ({"cvr": "1234"}, "cvr_modulus_ok", None),
        ({"cvr": "99000016"}, "cvr_modulus_ok", False),
        ({"cvr": "99 00 00 15"}, "cvr_cifre", "99000015"),
        ({"cvr": "CVR 99000015"}, "cvr_cifre", None),
        ({"p_nummer": "123"}, "p_nummer_form_ok", False),
        ({"telefon": "12"}, "telefon_ok", False),
        ({"email": "ingen snabel-a"}, "email_ok", False),
        ({"hjemmeside": "http://"}, "hjemmeside_ok", False),
        ({"adresse": "Prøvevænget"}, "adresse_form_ok", False),
        ({"adresse": "Postboks 12"}, "er_postboks", True),
        ({"adresse": "Postboks 12"}, "adresse_form_ok", None),
        ({"postnr": "50000"}, "postnr_form_ok", False),
        ({"postnr": "50000"}, "postnr_findes", None),
        ({"postnr": "0001"}, "postnr_findes", False),
        ({"postnr": "0001"}, "by_ok", None),
        ({"by": "Aarhus C"}, "by_ok", False),
        ({"by": "ODENSE  c"}, "by_ok", True),
        ({"by": "Aarhus C"}, "postnr_by", "Odense C"),
        ({"virksomhed": "FONDEN  Birkehuset"}, "virksomhed_foldet", "fonden birkehuset"),
        ({"virksomhed": "---"}, "virksomhed_foldet", None),
        ({"tilsynsmyndighed": None}, "tilsyn_art", None),
        ({"tilsynsmyndighed": "Odense Kommune"}, "tilsyn_art", "kommune"),
        ({"driftsaftale_med": "Faaborg-Midtfyn Kommune"}, "driftsaftale_kommunekode", "0430"),
        ({"driftsaftale_med": "Nordfyns kommune"}, "driftsaftale_kommunekode", "0480"),
        ({"driftsaftale_med": "Region Syddanmark"}, "driftsaftale_kommunekode", None),
    ],
)
def test_a_value_is_judged_where_there_is_one(aendring: dict[str, Any], kolonne: str, ventet: object):
    assert derive(fejlfri(aendring))[kolonne] == ventet


def test_nothing_of_a_krisecenters_address_is_judged_or_kept():
    afledt = derive(fejlfri({"er_beskyttet": True}))
    for kolonne in ("adresse_form_ok", "er_postboks", "postnr_form_ok", "postnr_findes", "by_ok", "postnr_by"):
        assert afledt[kolonne] is None


@given(
    felter=st.fixed_dictionaries(
        {
            felt: TEKST
            for felt in Afdeling.__annotations__
            if felt
            in {
                "cvr",
                "p_nummer",
                "telefon",
                "email",
                "hjemmeside",
                "adresse",
                "postnr",
                "by",
                "virksomhed",
                "tilsynsmyndighed",
                "driftsaftale_med",
            }
        }
    )
)
def test_no_text_makes_it_fail_and_an_empty_field_is_never_judged(felter: dict[str, str | None]):
    afledt = derive(fejlfri(felter))
    for felt, kolonne in (("telefon", "telefon_ok"), ("email", "email_ok"), ("cvr", "cvr_form_ok"), ("by", "by_ok")):
        assert felter[felt] is not None or afledt[kolonne] is None


@pytest.mark.parametrize(
    ("felt", "kolonne"),
    [
        ("email", "email_ok"),
        ("hjemmeside", "hjemmeside_ok"),
        ("virksomhed", "virksomhed_foldet"),
        ("virksomhedsform", "virksomhedsform_foldet"),
        ("tilsynsmyndighed", "tilsyn_art"),
    ],
)
def test_a_value_withheld_for_a_krisecenter_is_never_judged(felt: str, kolonne: str):
    assert derive(fejlfri({felt: UDELADT}))[kolonne] is None
    assert derive(fejlfri({felt: f"Fonden {UDELADT}"}))[kolonne] is None


def test_words_withheld_from_a_field_for_numbers_are_still_no_number():
    assert derive(fejlfri({"telefon": UDELADT}))["telefon_ok"] is False
    assert derive(fejlfri({"cvr": UDELADT}))["cvr_form_ok"] is False
