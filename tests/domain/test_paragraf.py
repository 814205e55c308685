import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.paragraf import find_paragraffer, is_protected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Midlertidigt botilbud, § 107", ("§ 107",)),
        ("§\u00a0107", ("§ 107",)),
        ("§107 i serviceloven", ("§ 107",)),
        ("§ 101 a og § 101", ("§ 101 a", "§ 101")),
        ("§101a", ("§ 101 a",)),
        ("§§ 103 og 104", ("§ 103", "§ 104")),
        ("§§ 101, 101 a og 109", ("§ 101", "§ 101 a", "§ 109")),
        ("§ 43, stk. 1, nr. 6", ("§ 43",)),
        ("§ 107 almene boliger", ("§ 107",)),
        ("§ 0107", ("§ 10",)),
        ("ingen paragraf, nr. 107", ()),
    ],
)
def test_paragraphs_are_read_in_one_spelling(text, expected):
    assert find_paragraffer(text) == expected


@pytest.mark.parametrize(
    "text", ["Krisecenter, § 109", "§§ 107 og 109", "KVINDEKRISECENTER Nord", "Krisecentret", "Mandecentret", "§109"]
)
def test_anything_that_speaks_of_a_krisecenter_is_protected(text):
    assert is_protected(text)
    assert is_protected(None, "x", text)


@pytest.mark.parametrize("text", ["§ 107", "§ 10", "Birkehuset", ""])
def test_other_texts_are_not_protected(text):
    assert not is_protected(text, None)


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    for paragraf in find_paragraffer(text):
        assert paragraf.startswith("§ ")
