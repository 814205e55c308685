"""CSV for spreadsheets: nothing a stranger wrote is run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.exports import neutralise, write_csv


@pytest.mark.parametrize("farlig", ["=1+1", "+45 32", "-1", "@SUM(A1)", "\t=1", "  =HYPERLINK()"])
def test_a_formula_is_made_text(farlig):
    assert neutralise(farlig) == f"'{farlig}"


def test_plain_text_is_left_alone():
    assert [neutralise(x) for x in ("Prøvevænget 12", None, 7)] == ["Prøvevænget 12", "", "7"]


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20),
        max_size=5,
    )
)
def test_what_is_written_is_read_again(tekster):
    ud = io.StringIO()
    assert write_csv(ud, ("a",), ({"a": tekst} for tekst in tekster)) == len(tekster)
    laest = [row[0] if row else "" for row in csv.reader(io.StringIO(ud.getvalue()), delimiter=";")][1:]
    assert laest == [neutralise(tekst) for tekst in tekster]
