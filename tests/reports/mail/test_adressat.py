"""Whom a mail goes to, by what the register says, what people set, and what came back."""

from hypothesis import given
from hypothesis import strategies as st

from reports.mail.adressat import choose_email, find_ejere, find_email
from warehouse.queries.adressebog import Adresser
from warehouse.queries.rapport_mail import Mailafdeling

TOM = Adresser()


def make_mailafdeling(tilbudsid, email):
    return Mailafdeling(
        tilbudsid=tilbudsid,
        afdelingsid="1",
        email=email,
        navn=None,
        tilsyn_art=None,
        tilsyn_kode=None,
        tilsynsmyndighed=None,
        er_beskyttet=False,
    )


def test_the_commonest_valid_address_is_chosen_and_the_first_on_a_tie():
    assert choose_email(["a@example.org", "b@example.org", "B@example.org "], TOM) == "b@example.org"
    assert choose_email(["b@example.org", "a@example.org"], TOM) == "b@example.org"
    assert choose_email([None, "ingen", "a@", ""], TOM) is None


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.emails())))
def test_a_chosen_address_is_always_one_of_those_given(emails):
    valgt = choose_email(emails, TOM)
    assert valgt is None or valgt in {email.strip() for email in emails if email}


def test_an_address_that_people_set_goes_before_the_registers_and_a_dead_one_is_never_written_to():
    sat = {("tilbud", "1"): "sat@example.org"}
    vist = ["A@example.org", "a@example.org", "b@example.org"]
    assert find_email("1", vist, Adresser(sat=sat)) == "sat@example.org"
    assert find_email("2", vist, Adresser(sat=sat)) == "A@example.org"
    assert find_email("1", vist, Adresser(sat=sat, doede=frozenset({"sat@example.org"}))) == "A@example.org"
    assert find_email("2", vist, Adresser(doede=frozenset({"a@example.org"}))) == "b@example.org"
    assert find_email("2", vist[:2], Adresser(doede=frozenset({"a@example.org"}))) is None


def test_tilbud_with_the_same_address_have_one_owner_however_it_is_written():
    afdelinger = {
        tilbudsid: [make_mailafdeling(tilbudsid, email)]
        for tilbudsid, email in (
            ("1", "Ejer@example.org"),
            ("2", "b@example.org"),
            ("3", "ejer@EXAMPLE.org"),
            ("4", ""),
        )
    }
    ejere = [(ejer.adressat, ejer.modtager, ejer.tilbud) for ejer in find_ejere(afdelinger, TOM)]
    assert ejere == [("ejer@example.org", "Ejer@example.org", ("1", "3")), ("b@example.org", "b@example.org", ("2",))]
