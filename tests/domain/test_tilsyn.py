import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tilsyn import Tilsyn, find_kommune, read_tilsyn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Socialtilsyn Syd", Tilsyn("socialtilsyn", "Syd")),
        ("SOCIALTILSYN  ØST", Tilsyn("socialtilsyn", "Øst")),
        ("Socialtilsynet Nord", Tilsyn("socialtilsyn", "Nord")),
        ("Holbæk Kommune, Socialtilsyn", Tilsyn("socialtilsyn", "Øst")),
        ("Socialtilsyn", Tilsyn("socialtilsyn")),
        ("Odense Kommune", Tilsyn("kommune")),
        ("Københavns Kommune", Tilsyn("kommune")),
        ("Nordfyns Kommune", Tilsyn("kommune")),
        ("Århus", Tilsyn("kommune")),
        ("Region Nordjylland", Tilsyn("region")),
        ("Ministeriet", Tilsyn("ukendt")),
        ("", Tilsyn("ukendt")),
    ],
)
def test_the_authority_is_read(text, expected):
    assert read_tilsyn(text) == expected


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    assert read_tilsyn(text).art in {"socialtilsyn", "kommune", "region", "ukendt"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Odense Kommune", "0461"),
        ("Københavns Kommune", "0101"),
        ("Holbæk Kommune, Socialtilsyn Øst", None),
        ("Region Nordjylland", None),
        ("Ministeriet", None),
        ("", None),
    ],
)
def test_the_kommune_is_found_by_its_code(text, expected):
    assert find_kommune(text) == expected
