"""Numbers: Danish forms, other forms that leave no doubt, and the refusal to guess."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.files.celler import Celle, Procentcelle
from crawler.files.vaerdier import tal
from crawler.files.vaerdier.svar import Ulaeselig
from crawler.files.vaerdier.tal import Tegn, find_tegn, read_aar, read_heltal, read_tal

INGEN = Tegn.INTET


@pytest.mark.parametrize(
    ("tekst", "forventet"),
    [
        ("1.234,50", 1234.5),
        ("1234,5", 1234.5),
        ("1.234", 1234.0),
        ("1 234,50", 1234.5),
        ("1\u00a0234\u202f567,5", 1234567.5),
        ("kr. 1.234,50", 1234.5),
        ("1.234,50 kr.", 1234.5),
        ("DKK 99", 99.0),
        ("1.234,-", 1234.0),
        ("0", 0.0),
        ("0,5", 0.5),
        ("-1.234,50", -1234.5),
        ("\u22121.234", -1234.0),
        ("1.234,50-", -1234.5),
        ("(1.234,50)", -1234.5),
        ("kr. -12", -12.0),
        ("1234.50", 1234.5),
        ("12.5", 12.5),
        ("0.975", 0.975),
        ("1,234.50", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("1,234", 1.234),
        ("007", 7.0),
    ],
)
def test_a_number_is_read_as_a_dane_means_it(tekst, forventet):
    assert read_tal(tekst, INGEN) == forventet


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "-",
        "x",
        "12 34",
        "1.23.4",
        "1,2,3",
        "1..2",
        "1e5",
        "1,2E+05",
        "NaN",
        "inf",
        "٣",
        "½",
        "12 kr 50",
        "1234.567,8",
    ],
)
def test_what_is_no_number_is_not_read(tekst):
    assert isinstance(read_tal(tekst, INGEN), Ulaeselig)


def test_a_dot_before_three_digits_may_be_either_when_the_column_has_decimal_points():
    kolonne = ["97.5", "1.234", "1.234,50"]
    tegn = find_tegn(kolonne)
    assert tegn == Tegn.DANSK | Tegn.ENGELSK
    assert [read_tal(x, tegn) for x in kolonne] == [97.5, tal.TVETYDIGT, 1234.5]


def test_a_danish_column_reads_its_thousands():
    kolonne: list[Celle] = ["1.234", "2.500,75", 17.0, None]
    tegn = find_tegn(kolonne)
    assert tegn == Tegn.DANSK
    assert read_tal("1.234", tegn) == 1234.0


def test_percent_signs_are_for_percent_columns():
    assert read_tal("97,5 %", INGEN, er_procent=True) == 97.5
    assert read_tal("97,5%", INGEN) == tal.PROCENTTEGN
    assert read_tal(Procentcelle(0.975), INGEN, er_procent=True) == 97.5
    assert read_tal(Procentcelle(0.975), INGEN) == 0.975


def test_native_numbers_are_taken_as_they_are():
    assert read_tal(1234.5, INGEN) == 1234.5
    assert read_tal(-3, INGEN) == -3
    assert read_tal(celle=True, tegn=INGEN) == tal.IKKE_TAL
    assert read_tal(math.nan, INGEN) == tal.IKKE_TAL
    assert read_tal(-math.inf, INGEN) == tal.IKKE_TAL
    assert read_tal(1e15, INGEN) == tal.FOR_STORT
    assert read_tal("9" * 400, INGEN) == tal.IKKE_TAL


def test_whole_numbers_are_whole_and_fit_a_database():
    assert read_heltal(8.0, INGEN) == 8
    assert read_heltal("1.200", INGEN) == 1200
    assert read_heltal("8,5", INGEN) == tal.IKKE_HELT
    assert read_heltal(2**31 - 1, INGEN) == 2**31 - 1
    assert read_heltal(2**31, INGEN) == tal.FOR_STORT


@pytest.mark.parametrize("celle", ["26", 26, "1949", 2101, "2026,5", "i år", True])
def test_a_year_has_four_digits(celle):
    assert read_aar(celle) == tal.IKKE_AAR
    assert read_aar("2026") == read_aar(2026.0) == 2026


def _write(oere: int, tusind: str, komma: str) -> str:
    kroner, rest = divmod(abs(oere), 100)
    return f"{'-' if oere < 0 else ''}{kroner:,}".replace(",", tusind) + f"{komma}{rest:02}"


@given(st.integers(-(10**13), 10**13), st.sampled_from([".", " ", "\u00a0", ""]), st.sampled_from(["", "kr. ", "kr "]))
def test_every_danish_amount_is_read_back(oere, tusind, foran):
    tekst = foran + _write(oere, tusind, ",")
    assert read_tal(tekst, find_tegn([tekst])) == oere / 100


@given(st.integers(-(10**13), 10**13))
def test_every_english_amount_with_decimals_is_read_back(oere):
    tekst = _write(oere, ",", ".")
    assert read_tal(tekst, find_tegn([tekst])) == oere / 100


@given(st.integers(0, 999), st.integers(0, 999))
def test_one_separator_before_three_digits_is_never_read_in_a_column_that_shows_both_ways(foer, efter):
    tegn = Tegn.DANSK | Tegn.ENGELSK
    if foer:
        assert read_tal(f"{foer}.{efter:03}", tegn) == tal.TVETYDIGT


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader_or_gives_what_is_not_finite(tekst):
    laest = read_tal(tekst, find_tegn([tekst]), er_procent=True)
    assert isinstance(laest, Ulaeselig) or (math.isfinite(laest) and abs(laest) < tal.STOERSTE)
