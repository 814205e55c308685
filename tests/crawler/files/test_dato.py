"""Dates: Danish and ISO forms, spreadsheets' own, both calendars of Excel, and the refusal to guess."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.files.vaerdier import dato
from crawler.files.vaerdier.dato import has_month_first, read_dato
from crawler.files.vaerdier.svar import Ulaeselig

DAGE = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "celle",
    [
        "31-12-2025",
        "31/12/2025",
        "31.12.2025",
        "2025-12-31",
        " 31-12-2025 13:05 ",
        "2025-12-31T13:05:00Z",
        "2025-12-31 13:05:00.123",
        "31-12-2025 kl. 13.05",
        date(2025, 12, 31),
        datetime(2025, 12, 31, 13, 5),  # noqa: DTZ001 - a spreadsheet has no time zone
        46022,
        46022.5,
        "46022",
    ],
)
def test_a_date_is_read_in_each_of_its_forms(celle):
    assert read_dato(celle, fra_1904=False) == "2025-12-31"


@pytest.mark.parametrize(
    "celle",
    [
        "31-12-25",
        "12/31/2025",
        "31-13-2025",
        "30-02-2025",
        "31-12/2025",
        "i går",
        "",
        "2025",
        0,
        -1,
        1.5e9,
        True,
        time(1),
    ],
)
def test_what_is_no_date_is_not_read(celle):
    assert isinstance(read_dato(celle, fra_1904=False), Ulaeselig)


def test_a_two_digit_year_and_a_year_out_of_reach_are_told_apart():
    assert read_dato("31-12-25", fra_1904=False) == dato.TO_CIFRE
    assert read_dato("31-12-0205", fra_1904=False) == dato.UDENFOR
    assert read_dato(date(1900, 2, 28), fra_1904=False) == dato.UDENFOR


def test_serial_numbers_count_from_the_workbooks_own_calendar():
    assert read_dato(44560, fra_1904=True) == "2025-12-31"
    assert read_dato(44560, fra_1904=False) == "2021-12-30"


def test_a_column_with_the_month_first_makes_its_other_dates_unsure():
    kolonne = ["12/31/2025", "05/06/2025", "06/06/2025", "2025-06-05", None]
    foerst = has_month_first(kolonne)
    assert foerst
    assert [read_dato(x, fra_1904=False, maaned_foerst=foerst) for x in kolonne[:4]] == [
        dato.IKKE_DATO,
        dato.TVETYDIG,
        "2025-06-06",
        "2025-06-05",
    ]
    assert not has_month_first(["31/12/2025", "05/06/2025"])


@given(DAGE, st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]))
def test_every_day_is_read_back(dag, form):
    assert read_dato(dag.strftime(form), fra_1904=False) == dag.isoformat()


@given(DAGE)
def test_every_serial_number_is_read_back(dag):
    assert read_dato((dag - date(1899, 12, 30)).days, fra_1904=False) == dag.isoformat()
    if dag > date(1904, 1, 1) + timedelta(days=1):
        assert read_dato((dag - date(1904, 1, 1)).days, fra_1904=True) == dag.isoformat()


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(tekst):
    laest = read_dato(tekst, fra_1904=False)
    assert isinstance(laest, Ulaeselig) or date.fromisoformat(laest).year in dato.AAR
