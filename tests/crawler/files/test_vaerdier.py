"""Yes and no, paragraphs, numbers that name something, text, and the register's own cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.files.celler import Fejlcelle, Procentcelle, write_cell
from crawler.files.register.felter import read_lister, read_person, read_pladser, read_typer
from crawler.files.vaerdier.andre import is_cpr, read_id, read_janej, read_paragraf, read_tekst
from crawler.files.vaerdier.svar import Ulaeselig


@pytest.mark.parametrize("celle", ["ja", "Ja", " JA ", "x", "X", "1", 1, 1.0, "sand", "SAND", True])
def test_yes_in_each_of_its_forms(celle):
    assert read_janej(celle) is True


@pytest.mark.parametrize("celle", ["nej", "Nej", "0", 0, 0.0, "falsk", "FALSK", False])
def test_no_in_each_of_its_forms(celle):
    assert read_janej(celle) is False


@pytest.mark.parametrize("celle", ["måske", "2", 2, "ja/nej", Fejlcelle("er en fejl"), ("ja",)])
def test_neither_yes_nor_no_is_not_read(celle):
    assert isinstance(read_janej(celle), Ulaeselig)


@pytest.mark.parametrize("celle", ["§ 107", "107", 107, 107.0, "SEL § 107, stk. 1", "§107"])
def test_a_paragraph_gets_its_one_spelling(celle):
    assert read_paragraf(celle) == "§ 107"


def test_a_letter_belongs_to_its_paragraph_and_two_paragraphs_are_not_one():
    assert read_paragraf("101 a") == "§ 101 a"
    assert isinstance(read_paragraf("§ 107 og § 108"), Ulaeselig)
    assert isinstance(read_paragraf("botilbud"), Ulaeselig)


@pytest.mark.parametrize(
    ("celle", "forventet"), [("1001", "1001"), (1001.0, "1001"), ("0012", "0012"), (" A-7 ", "A-7")]
)
def test_a_number_that_names_something_keeps_its_digits(celle, forventet):
    assert read_id(celle) == forventet


@pytest.mark.parametrize("celle", ["1,2E+11", "1.2E+11", 1e20, 10.5, "Udtrukket i dag", "x" * 41, True, "1;2", "=1+1"])
def test_what_cannot_be_such_a_number_is_not_read(celle):
    assert isinstance(read_id(celle), Ulaeselig)


def test_a_text_is_squeezed_and_freed_of_what_no_database_holds():
    assert read_tekst(" to\r\nlinjer\u00a0\x00\ud800 ") == "to linjer"
    assert read_tekst(2000.0) == "2000"
    assert read_tekst(95.5) == "95,5"
    assert isinstance(read_tekst("x" * 2001), Ulaeselig)
    assert isinstance(read_tekst(Fejlcelle("er en fejl")), Ulaeselig)


def test_cells_are_written_as_a_dane_sees_them():
    assert write_cell(Procentcelle(0.975)) == "97,5 %"
    assert write_cell(celle=True) == "ja"
    assert write_cell(1e20) == "1e+20"


@pytest.mark.parametrize("celle", ["010203-1234", "0102031234", "010203 1234", 3112991234, 102031234])
def test_a_cpr_number_is_recognised_however_it_is_kept(celle):
    assert is_cpr(celle)


@pytest.mark.parametrize("celle", ["501", 501.0, "P-501", "9902031234", "0113031234"])
def test_other_numbers_are_not_taken_for_it(celle):
    assert not is_cpr(celle)


def test_places_are_read_by_paragraph():
    assert read_pladser("§ 107: 8 | § 104: 2") == {"§ 107": 8, "§ 104": 2}
    assert read_pladser("107: 8 pladser; § 101 a: ") == {"§ 107": 8, "§ 101 a": None}
    assert read_pladser({"§ 107": 8, "§ 104": None}) == {"§ 107": 8, "§ 104": None}
    assert read_pladser("§ 107: 1.250 pladser") == {"§ 107": 1250}


@pytest.mark.parametrize("celle", ["8", "§ 107: mange", "§ 107 og § 108: 8", "§ 107: 8 | § 107: 9", {"§ 107": 8.5}])
def test_places_that_are_unsure_are_not_read(celle):
    assert isinstance(read_pladser(celle), Ulaeselig)


def test_types_are_parted_and_lists_known_by_their_words():
    assert read_typer("Botilbud, § 107 | Dagtilbud, § 104|") == ("Botilbud, § 107", "Dagtilbud, § 104")
    assert read_typer(("Botilbud, § 107",)) == ("Botilbud, § 107",)
    assert read_lister("Voksne") == ("voksne",)
    assert read_lister("Børn og unge") == ("boern",)
    assert read_lister("voksne; børn") == read_lister("Børn, unge og voksne") == ("boern", "voksne")
    assert isinstance(read_lister("ældre"), Ulaeselig)


def test_a_name_too_long_to_be_one_is_not_kept():
    assert read_person("Ib Ibsen") == "Ib Ibsen"
    assert isinstance(read_person("x" * 81), Ulaeselig)


@given(st.text(max_size=60))
def test_no_text_breaks_any_reader(tekst):
    for laes in (read_id, read_tekst, read_janej, read_paragraf, read_typer, read_pladser, read_lister, read_person):
        laes(tekst)
