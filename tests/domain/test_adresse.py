import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adresse import Adresselinjer, has_husnummer, is_postboks, is_town_of, redact_postnr, split_adresse
from domain.reference import load_postnumre


@pytest.mark.parametrize(
    ("linjer", "expected"),
    [
        (["Prøvevej 1", "5000\u00a0Odense C"], Adresselinjer("Prøvevej 1", "5000", "Odense C")),
        (["Prøvevej 1, 2. tv", "DK-5000 Odense C"], Adresselinjer("Prøvevej 1, 2. tv", "5000", "Odense C")),
        (["Prøvevej 1, 5000 Odense C"], Adresselinjer("Prøvevej 1", "5000", "Odense C")),
        (["Prøvehuset", "Prøvevej 1", "5000 Odense C"], Adresselinjer("Prøvehuset, Prøvevej 1", "5000", "Odense C")),
        (["5000 Odense C"], Adresselinjer(None, "5000", "Odense C")),
        (["Prøvevej 1"], Adresselinjer("Prøvevej 1", None, None)),
        (["Prøvevej 1", "5000"], Adresselinjer("Prøvevej 1", "5000", None)),
        (["Prøvevej 1", "500 Odense C"], Adresselinjer("Prøvevej 1", "500", "Odense C")),
        (["10. Februar Vej 3", "5000 Odense C"], Adresselinjer("10. Februar Vej 3", "5000", "Odense C")),
        ([], Adresselinjer(None, None, None)),
        (["", "  "], Adresselinjer(None, None, None)),
    ],
)
def test_address_lines_are_split(linjer, expected):
    assert split_adresse(linjer) == expected


@given(st.lists(st.text(), max_size=5))
def test_no_lines_make_the_splitter_fail_or_lose_letters(linjer):
    fundet = split_adresse(linjer)
    if not any(line.strip() for line in linjer):
        assert fundet == Adresselinjer(None, None, None)
    assert fundet.postnr is None or fundet.postnr.isdigit()


@pytest.mark.parametrize("text", ["Prøvevej 12", "Prøvevej 12 A, 2. tv", "H.C. Prøves Vej 1B", "10. Februar Vej 3"])
def test_a_street_with_a_number_has_a_house_number(text):
    assert has_husnummer(text)


@pytest.mark.parametrize("text", ["Prøvevej", "12", "Prøvevej12x", "Prøvevej 1234567"])
def test_a_street_without_a_number_has_none(text):
    assert not has_husnummer(text)


def test_post_boxes_are_told_from_streets():
    assert is_postboks("Postboks 12")
    assert is_postboks("P.O. Box 4")
    assert not is_postboks("Boksevej 12")


def test_a_postcode_that_names_one_street_is_dropped_and_others_kept():
    assert redact_postnr("1050") is None
    assert redact_postnr("1999") is None
    assert redact_postnr("2000") == "2000"
    assert redact_postnr("5000") == "5000"
    assert redact_postnr(None) is None


@pytest.mark.parametrize(
    ("by", "bynavn"),
    [
        ("odense c", "Odense C"),
        ("Odense", "Odense C"),
        ("København", "København NV"),
        ("Kbh. K", "København K"),
        ("Kgs. Lyngby", "Kongens Lyngby"),
        ("Århus C", "Aarhus C"),
        ("Nr Alslev", "Nørre Alslev"),
        ("Randers", "Randers SØ"),
    ],
)
def test_an_imprecise_or_shortened_town_is_still_the_town(by, bynavn):
    assert is_town_of(by, bynavn)


@pytest.mark.parametrize(
    ("by", "bynavn"),
    [("Aarhus C", "Odense C"), ("Odense C", "Odense M"), ("Ry", "Rye"), ("C", "Odense C"), ("", "Odense C")],
)
def test_another_town_is_not(by, bynavn):
    assert not is_town_of(by, bynavn)


def test_every_official_town_is_its_own():
    for postnummer in load_postnumre().values():
        assert is_town_of(postnummer.navn.upper(), postnummer.navn)
