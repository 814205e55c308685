"""The envelope of a stored mail: one recipient, no smuggled headers, no bare line ends."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.kontakt import is_email
from reports.mail.besked import Afsender, Indhold, encode_besked, make_besked
from reports.mail.kuvert import KuvertFejl, make_kuvert
from tests.builders import NAT_1

TIL = "kontakt@ude.example.org"
FRA = Afsender(fra="Tilbudstjek <tilbudstjek@example.org>", svar_til="svar@example.org")


def stored(emne="Fejl", tekst="Hej", til=TIL, **rest):
    indhold = Indhold(emne=emne, tekst=tekst, html="<p>Hej</p>")
    return encode_besked(make_besked(indhold, til=til, afsender=FRA, noegle="a1", nu=NAT_1, **rest))


def test_a_stored_mail_gets_its_envelope():
    kuvert = make_kuvert(stored(), TIL)
    assert (kuvert.fra, kuvert.til, kuvert.bogstaver) == ("tilbudstjek@example.org", TIL, False)
    assert kuvert.data.endswith(b"\r\n")


def test_letters_outside_ascii_are_told_of():
    assert make_kuvert(stored(til="æ@ø.example.org"), "æ@ø.example.org").bogstaver
    assert not make_kuvert(stored(til="a@ø.example.org"), "a@ø.example.org").bogstaver


@given(
    lokal=st.text(alphabet="abcæøåÆß1", min_size=1, max_size=30),
    domaene=st.lists(st.text(alphabet="abæøåÆ1", min_size=1, max_size=12), min_size=1, max_size=5),
)
@example(lokal="bøæø-ø-ææ.øå.å-åæ.øææ", domaene=["bøæø-ø-ææ", "øå", "å-åæ", "øææ"])
def test_every_address_that_mails_are_written_to_gets_an_envelope(lokal, domaene):
    til = f"{lokal}@{'.'.join(domaene)}.dk".strip()
    assume(is_email(til))
    assert make_kuvert(stored(til=til), til).til.endswith(".dk")


@given(
    emne=st.text(max_size=200),
    tekst=st.text(alphabet=st.one_of(st.sampled_from(".\r\n \u2028"), st.characters(codec="utf-8")), max_size=300),
)
def test_no_text_can_add_a_header_or_end_the_mail_early(emne, tekst):
    kuvert = make_kuvert(stored(emne=emne, tekst=tekst), TIL)
    assert kuvert.til == TIL
    assert b"\r\n.\r\n" not in kuvert.data
    assert kuvert.data.count(b"\n") == kuvert.data.count(b"\r\n") == kuvert.data.count(b"\r")
    hoveder = {linje.split(b":")[0].lower() for linje in kuvert.data.split(b"\r\n\r\n")[0].split(b"\r\n")}
    assert b"bcc" not in hoveder


@pytest.mark.parametrize("ny", ["Bcc: x@ude.example.org", "Cc: x@ude.example.org", "To: x@ude.example.org"])
def test_a_header_too_many_is_refused(ny):
    with pytest.raises(KuvertFejl, match="hoved"):
        make_kuvert(f"{ny}\r\n{stored()}", TIL)


def test_a_message_to_somebody_else_is_refused():
    with pytest.raises(KuvertFejl, match="andre end modtageren"):
        make_kuvert(stored(), "anden@ude.example.org")


def test_a_message_that_was_wiped_is_refused():
    with pytest.raises(KuvertFejl, match="slettet"):
        make_kuvert("", TIL)


def test_later_mails_follow_the_first():
    hoveder = stored(traad=["<a0@example.org>", "<b0@example.org>"])
    assert "\r\nIn-Reply-To: <b0@example.org>\r\n" in hoveder
    assert "\r\nReferences: <a0@example.org> <b0@example.org>\r\n" in hoveder
