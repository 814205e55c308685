"""How many letters apart two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.afstand import Maaler, count_edits, letter_mask

NAVN = st.text(alphabet="abcæøå", max_size=9)


@pytest.mark.parametrize(
    ("en", "anden", "antal"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "", 3),
        ("vej", "vje", 1),
        ("kitten", "sitting", 3),
        ("vestergade", "østergade", 2),
    ],
)
def test_letters_left_out_put_in_changed_and_swapped_count_one_each(en, anden, antal):
    assert Maaler(en).measure(anden) == antal


def test_a_swapped_pair_may_be_changed_again_only_in_the_slow_count():
    assert (Maaler("deg").measure("gd"), count_edits("deg", "gd")) == (3, 2)


@given(NAVN, NAVN)
def test_the_fast_count_is_symmetric_and_never_below_the_slow_one(en, anden):
    hurtigt = Maaler(en).measure(anden)
    assert hurtigt == Maaler(anden).measure(en)
    assert count_edits(en, anden) <= hurtigt <= max(len(en), len(anden))
    assert (hurtigt == 0) == (en == anden)


@given(NAVN, NAVN)
def test_the_letters_only_one_name_has_are_never_more_than_the_letters_wrong(en, anden):
    antal = count_edits(en, anden)
    assert (letter_mask(en) & ~letter_mask(anden)).bit_count() <= antal
    assert abs(len(en) - len(anden)) <= antal
