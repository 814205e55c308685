from hypothesis import given
from hypothesis import strategies as st

from domain.tekst import fold, squeeze


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text):
    once = squeeze(text)
    assert squeeze(once) == once


@given(st.text())
def test_squeezed_text_has_no_white_space_but_single_blanks(text):
    squeezed = squeeze(text) or ""
    assert "  " not in squeezed
    assert not any(c in squeezed for c in "\n\t\r\u00a0\u200b")
    assert squeezed == squeezed.strip()


def test_nothing_but_white_space_is_none():
    assert squeeze(" \u00a0\n\u200b ") is None
    assert squeeze(None) is None


def test_spellings_of_one_danish_name_fold_alike():
    assert fold("Århus  C") == fold("aarhus c")
    assert fold("Ærø") == fold("AEROE")
    assert fold("Høje-Taastrup") == fold("høje tåstrup")
    assert fold("Odense C") != fold("Odense M")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
