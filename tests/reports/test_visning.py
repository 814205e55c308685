"""Dates, numbers and strangers' text as people read them."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.visning import antal_af, dato, procent, rens, tal, tidspunkt


def test_dates_and_times_are_danish():
    assert dato(date(2026, 3, 1)) == "1. marts 2026"
    assert dato(None) == ""
    assert tidspunkt(None) == ""


@pytest.mark.parametrize(
    ("utc", "dansk"),
    [
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2. juli 2026 kl. 00.30"),
        (datetime(2026, 12, 31, 23, 5, tzinfo=UTC), "1. januar 2027 kl. 00.05"),
    ],
)
def test_a_time_is_shown_as_the_clock_in_denmark_shows_it(utc, dansk):
    assert tidspunkt(utc) == dansk


def test_numbers_have_the_danish_thousands_dot_and_decimal_comma():
    assert tal(1999) == "1.999"
    assert tal(1_234_567) == "1.234.567"
    assert procent(1, 3) == "33,3 %"
    assert procent(0, 0) == "–"
    assert antal_af(1, "regel", "regler") == "1 regel"
    assert antal_af(2000, "regel", "regler") == "2.000 regler"


def test_a_long_text_is_cut_and_its_length_said():
    kort = rens("x" * 1_000_000, 50)
    assert kort == "x" * 50 + " … (teksten er på 1.000.000 tegn)"


def test_line_breaks_and_invisible_signs_go():
    assert rens("Birke\r\nBcc: a@b.c\x00\x1b\u202ehuset\ud800") == "Birke Bcc: a@b.chuset"
    assert rens(" \u200b\u00a0 ") == ""
    assert rens(None) == ""


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_cleaned_text_is_one_visible_line_of_bounded_length_that_can_be_encoded(tekst, graense):
    ren = rens(tekst, graense)
    assert not any(unicodedata.category(tegn) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for tegn in ren)
    assert len(ren) <= graense + 40
    assert ren.encode("utf-8")[:1] != b" "
    assert rens(ren, 1000) == ren.strip()
