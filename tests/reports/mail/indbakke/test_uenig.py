import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.mail.indbakke.uenig import is_uenig, list_punkter


@pytest.mark.parametrize(
    "tekst", ["uenig", "UENIG", "Vi er uenige.", "»uenig«", "Hej\n\nDet er jeg uenig i", "uenigt!"]
)
def test_an_answer_disputes_when_its_first_lines_say_so_in_any_case(tekst):
    assert is_uenig(tekst)


@pytest.mark.parametrize("tekst", ["", "Vi er enige", "uenighed", "Tak\n" * 10 + "uenig"])
def test_other_answers_do_not(tekst):
    assert not is_uenig(tekst)


@pytest.mark.parametrize(
    ("tekst", "punkter"),
    [
        ("uenig 3", (3,)),
        ("Uenig: 2, 5 og 12.", (2, 5, 12)),
        ("uenig i punkt 3-5", (3, 4, 5)),
        ("uenig\n3, 7\nog punkt 9", (3, 7, 9)),
        ("Vi har 8 pladser.\nVi er uenige i nr. 4", (4,)),
        ("uenig i § 107 om 97 % og 1.200 kr. fra 2026", ()),
        ("uenig i mailen af 3. november", ()),
        ("Vi retter punkt 2", ()),
        ("Uenig i 2. Hemmelighedsvej 7", (2,)),
        ("Uenig i punkt 2 (navnet) og punkt 5, for vi har 8 pladser", (2, 5)),
        ("Hemmelighedsvej 7: vi er uenige", ()),
        ("uenig – 4", (4,)),
        ("uenig 1-900", (1, 900)),
    ],
)
def test_the_points_are_the_numbers_named_with_the_word(tekst, punkter):
    assert list_punkter(tekst) == punkter


@given(st.text(max_size=500))
def test_points_are_found_only_in_a_dispute_and_are_small_numbers(tekst):
    punkter = list_punkter(tekst)
    assert not punkter or is_uenig(tekst)
    assert all(0 <= tal <= 999 for tal in punkter)
