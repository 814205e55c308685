import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kontakt import is_email
from domain.mailadresse import explain_email, list_former


@pytest.mark.parametrize(
    ("email", "ord_"),
    [
        ("a@b", "mangler sin endelse"),
        ('"x,y"@z.dk', "anførselstegn"),
        ("a@example.org, b@example.org", "mere end én"),
        ("a@example.org;b@example.org", "mere end én"),
        ("a@example.org\nBcc: b@example.org", "linjeskift"),
        ("", "ingen e-mailadresse"),
        ("   ", "ingen e-mailadresse"),
        (f"{'a' * 288}@example.org", "højst være på 254 tegn"),
        ("kontakt(at)example.org", "ikke en gyldig"),
    ],
)
def test_each_bad_address_gets_a_sentence_that_says_what_to_do(email, ord_):
    tekst = explain_email(email)
    assert tekst is not None
    assert ord_ in tekst
    assert "Skriv" in tekst


@pytest.mark.parametrize("email", ["kontakt@example.org", "æ@ø.dk", " kontakt@example.org "])
def test_one_address_needs_no_sentence(email):
    assert explain_email(email) is None


@given(st.text(max_size=400))
def test_a_text_has_a_sentence_exactly_when_it_is_no_address(tekst):
    assert (explain_email(tekst) is None) == is_email(tekst.strip(" "))


def test_an_address_is_known_in_the_form_that_mail_servers_carry():
    assert list_former("Post@Øen.Example.org") == {"post@øen.example.org", "post@xn--en-kka.example.org"}
    assert list_former("ikke en adresse") == {"ikke en adresse"}
