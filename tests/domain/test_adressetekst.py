"""The parser of address texts: every way people write one, and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adressetekst import Enhed, bynoegle, kort_noegle, noegle, parse_adresse, parse_laesninger

HEL = "Ringduegade 12, 2. th, 5000 Odense C"


def parts(text):
    laest = parse_adresse(text)
    return laest.vejnavn, laest.husnr, laest.enheder[0], laest.postnr, laest.by


@pytest.mark.parametrize(
    "text",
    [
        HEL,
        "Ringduegade 12 2 th 5000 Odense C",
        "Ringduegade 12 2th 5000 Odense C",
        "Ringduegade 12, 2.th., 5000 Odense C",
        "Ringduegade 12, 2. t.h., 5000 Odense C",
        "Ringduegade 12, 2. sal th, 5000 Odense C",
        "Ringduegade nr. 12, 2. sal, dør th, 5000 Odense C, Fyn",
        "Ringduegade 12, 2 sal, th, 5000 Odense C",
        "Ringduegade 12, 2. sal til højre, 5000 Odense C",
        "Ringduegade 12, 02. th, DK-5000 Odense C",
        "Ringduegade 012, th. 2. sal, 5000 Odense C, Danmark",
        "Ringduegade12, 2. th\n5000 Odense C\nDenmark",
        "  Ringduegade\u00a012 ;2. th; 5000  Odense C ",
        "5000 Odense C, Ringduegade 12, 2. th",
        "Ringduegade, 12, 2. th, 5000 Odense C",
        "\u202bRingduegade\u200f 12, 2. th, 5000 Odense C\u202c",
    ],
)
def test_the_same_parts_are_read_however_they_are_written(text):
    assert parts(text) == ("Ringduegade", "12", Enhed(etage="2", doer="th"), "5000", "Odense C")


@pytest.mark.parametrize(
    ("skrevet", "etage", "doer"),
    [
        ("st.", "st", ""),
        ("stuen", "st", ""),
        ("stueplan", "st", ""),
        ("st tv", "st", "tv"),
        ("sttv", "st", "tv"),
        ("stuen til venstre", "st", "tv"),
        ("kl.", "kl", ""),
        ("kld", "kl", ""),
        ("kælder", "kl", ""),
        ("kælderen th", "kl", "th"),
        ("k2", "k2", ""),
        ("1. mf", "1", "mf"),
        ("1. midtfor", "1", "mf"),
        ("1. 14", "1", "14"),
        ("3. dør 0004", "3", "4"),
        ("3. lejl. 4b", "3", "4b"),
        ("2tv", "2", "tv"),
        ("124", "", "124"),
        ("th", "", "th"),
    ],
)
def test_etage_and_door_are_given_as_the_register_writes_them(skrevet, etage, doer):
    laest = parse_adresse(f"Ringduegade 12, {skrevet}, 5000 Odense C")
    assert Enhed(etage=etage, doer=doer) == laest.enheder[0]
    assert laest.rest == ()


def test_a_bare_number_can_be_a_floor_or_a_door():
    laest = parse_adresse("Kollegievej 20, 1, 5000 Odense C")
    assert set(laest.enheder) == {Enhed(etage="1"), Enhed(doer="1")}


def test_a_letter_belongs_to_the_house_number_with_a_blank_or_without():
    assert parse_adresse("Ringduegade 16b, 5000 Odense C").husnr == "16B"
    assert parse_adresse("Ringduegade 16 B, st., 5000 Odense C").husnr == "16B"


def test_a_range_of_house_numbers_is_kept_as_one():
    assert (parse_adresse("Ringduegade 12-14, 5000 Odense C").husnr_til, parse_adresse("Vej 3 A-C").husnr_til) == (
        "14",
        "3C",
    )


def test_what_stands_in_front_is_set_aside():
    laest = parse_adresse("c/o Prøveperson, Bygning 4, " + HEL)
    assert laest.foran == ("c/o Prøveperson", "Bygning 4")
    assert laest.vejnavn == "Ringduegade"


def test_a_street_may_begin_with_a_number():
    laest = parse_adresse("10. Juni Vej 5, 5000 Odense C")
    assert (laest.vejnavn, laest.husnr) == ("10. Juni Vej", "5")


def test_the_supplerende_by_is_what_follows_the_unit():
    assert parse_adresse("Elmevej 3 st 2 Bolbro 5200 Odense V").rest == ("Bolbro",)


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Aqqusinersuaq 3, 3900 Nuuk", "Grønland"),
        ("Tjarnarlon 5, FO-100 Tórshavn", "Færøerne"),
        ("Hauptstrasse 5, D-24937 Flensburg", "Tyskland"),
        ("Hauptstrasse 5, 24937 Flensburg", "Tyskland"),
        ("Storgatan 5, 211 20 Malmö", "Sverige"),
        ("Storgatan 5, SE-211 20 Malmö, Sweden", "Sverige"),
        ("Karl Johans gate 5, 0154 Oslo, Norge", "Norge"),
    ],
)
def test_foreign_addresses_are_recognised(text, land):
    assert parse_adresse(text).land == land


@pytest.mark.parametrize(
    "text",
    [
        "Islands Brygge 5, 2300 København S",
        "Vej 5, 05000 Odense C",
        "Nygade 123 12 sal, 5000 Odense C",
        "Norgesvej 3, 6100 Haderslev",
        HEL + ", DK",
    ],
)
def test_danish_streets_named_after_countries_are_danish(text):
    assert parse_adresse(text).land is None


def test_a_text_too_long_is_said_to_be():
    assert parse_adresse("Vej 1 " * 2000).er_for_lang


@given(st.text(max_size=300))
def test_no_text_makes_the_parser_fail(text):
    assert parse_laesninger(text)


@given(st.text(alphabet="abæ ,.-/0123456789\n\u200fst.thkl", max_size=80))
def test_no_text_of_address_characters_makes_the_parser_fail(text):
    laesninger = parse_laesninger(text)
    assert laesninger
    assert all(laest.enheder for laest in laesninger)


def test_spellings_of_one_name_have_one_key():
    assert noegle("H.C. Ørsteds Allé") == noegle("HC OERSTEDS ALLE") == noegle("h c ørsteds alle")
    assert noegle("Århus") == noegle("Aarhus")
    assert kort_noegle("Gammel Møllevej") == kort_noegle("Gl. Møllevej")
    assert bynoegle("Kbh. NV") == bynoegle("København NV")
