from hypothesis import given
from hypothesis import strategies as st

from domain.tekst import fold, order, squeeze


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


def test_names_sort_as_a_danish_list_does():
    navne = ["Ærø", "Ål", "Zebra", "Øst", "Aabenraa", "Åben", "abe", "Élan", "Ekko", "Bøgen 10", "Bøgen"]
    ventet = ["abe", "Bøgen", "Bøgen 10", "Ekko", "Élan", "Zebra", "Ærø", "Øst", "Åben", "Aabenraa", "Ål"]
    assert sorted(navne, key=order) == ventet


@given(st.text())
def test_the_form_for_sorting_holds_plain_words_only(tekst):
    assert order(tekst) == fold(order(tekst))
