"""Whom a mail goes to, by what the register says."""

from hypothesis import given
from hypothesis import strategies as st

from reports.mail.adressat import choose_email, make_adressat
from warehouse.queries.rapport_mail import Mailafdeling


def test_the_commonest_valid_address_is_chosen_and_the_first_on_a_tie():
    assert choose_email(["a@example.org", "b@example.org", "B@example.org "]) == "b@example.org"
    assert choose_email(["b@example.org", "a@example.org"]) == "b@example.org"
    assert choose_email([None, "ingen", "a@", ""]) is None


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.emails())))
def test_a_chosen_address_is_always_one_of_those_given(emails):
    valgt = choose_email(emails)
    assert valgt is None or valgt in {email.strip() for email in emails if email}


def test_the_authority_is_the_socialtilsyn_or_else_the_kommune_as_named():
    def af(**felter):
        standard = {"tilbudsid": "1", "afdelingsid": "1", "navn": None, "email": "a@example.org"}
        tomt = {"tilsyn_art": None, "tilsyn_kode": None, "tilsynsmyndighed": None, "er_beskyttet": False}
        return Mailafdeling(**{**standard, **tomt, **felter})

    def navn(*afdelinger):
        adressat = make_adressat(afdelinger)
        return adressat and adressat.myndighed

    assert navn(af(), af(tilsyn_art="socialtilsyn", tilsyn_kode="Øst", tilsynsmyndighed="x")) == "Socialtilsyn Øst"
    assert navn(af(tilsyn_art="kommune", tilsynsmyndighed="Odense\nKommune")) == "Odense Kommune"
    assert navn(af(tilsyn_art="ukendt", tilsynsmyndighed="Noget andet")) is None
    assert make_adressat([af(email=None)]) is None
