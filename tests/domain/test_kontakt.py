import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kontakt import (
    has_cvr_form,
    has_p_nummer_form,
    is_email,
    is_hjemmeside,
    is_telefon,
    passes_modulus_11,
)

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


@given(st.integers(10_000_000, 99_999_999))
def test_modulus_11_is_the_published_sum_of_weights(number):
    weighted = sum(int(digit) * weight for digit, weight in zip(str(number), _WEIGHTS, strict=True))
    assert passes_modulus_11(str(number)) == (weighted % 11 == 0)


def test_a_cvr_number_may_be_written_with_blanks():
    assert has_cvr_form("99 00 00 15")
    assert passes_modulus_11("99 00 00 15")


@pytest.mark.parametrize("cvr", ["9900001", "990000150", "09000015", "99O00015", ""])
def test_other_forms_are_no_cvr_number(cvr):
    assert not has_cvr_form(cvr)


def test_a_p_nummer_is_ten_digits():
    assert has_p_nummer_form("1999000001")
    assert has_p_nummer_form("1999 000 001")
    assert not has_p_nummer_form("199900000")
    assert not has_p_nummer_form("199900000X")


@pytest.mark.parametrize("telefon", ["32401020", "32 40 10 20", "+45 32 40 10 20", "32\u00a040\u00a010\u00a020"])
def test_telephone_numbers_are_known_however_they_are_spaced(telefon):
    assert is_telefon(telefon)


@pytest.mark.parametrize("telefon", ["3240102", "12345678", "se hjemmesiden", "32401020 / 32401021", ""])
def test_other_texts_are_no_telephone_number(telefon):
    assert not is_telefon(telefon)


@pytest.mark.parametrize("email", ["post@prøve.example.org", "KONTAKT@HUSET.EXAMPLE.ORG"])
def test_addresses_are_known(email):
    assert is_email(email)


@pytest.mark.parametrize("email", ["a@b", "a b@example.org", "a@example.org, b@example.org", "a@example.org\nBcc: x"])
def test_other_texts_are_no_address(email):
    assert not is_email(email)


@pytest.mark.parametrize("adresse", ["www.example.org", "https://example.org/a?b=c", "http://prøve.example.org"])
def test_websites_are_known(adresse):
    assert is_hjemmeside(adresse)


@pytest.mark.parametrize("adresse", ["javascript:alert(1)", "http:/example", "ingen", "htp://example.org", "http://["])
def test_other_texts_are_no_website(adresse):
    assert not is_hjemmeside(adresse)


@given(st.text())
def test_no_text_makes_a_judgement_fail(text):
    for judge in (has_cvr_form, passes_modulus_11, has_p_nummer_form, is_telefon, is_email, is_hjemmeside):
        assert judge(text) in {True, False}
