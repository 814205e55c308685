"""The envelope: headers, injection, and the same bytes every time."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.fejl import RapportFejl
from reports.mail.besked import Afsender, Indhold, encode_besked, make_besked
from reports.mail.laes import read_tekst

NU = datetime(2026, 11, 2, 3, 12, tzinfo=UTC)
FRA = Afsender(fra="Tilbudstjek <tilbudstjek@example.org>", svar_til="svar@example.org")
INDHOLD = Indhold(emne="Æblehaven: 1 oplysning", tekst="Kære jer\n\nÆØÅ\n", html="<p>ÆØÅ</p>\n")
HOVEDER = {
    *("message-id", "date", "from", "to", "reply-to", "subject", "auto-submitted", "content-language"),
    *("mime-version", "content-type"),
}


def besked(indhold=INDHOLD, *, til="a@example.org", fra=FRA):
    return make_besked(indhold, til=til, afsender=fra, noegle="abc123", nu=NU)


def test_the_message_has_both_forms_and_says_it_is_automatic():
    laest = message_from_bytes(besked().as_bytes(), policy=default)
    assert laest["Message-ID"] == "<abc123@example.org>"
    assert laest["Subject"] == "Æblehaven: 1 oplysning"
    assert laest["Auto-Submitted"] == "auto-generated"
    assert laest["Reply-To"] == "svar@example.org"
    assert laest["Date"].datetime == NU
    assert laest.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in laest.iter_parts()] == ["text/plain", "text/html"]
    tekst, _ = laest.iter_parts()
    assert tekst.get_content().replace("\r\n", "\n") == INDHOLD.tekst


def test_the_same_words_give_the_same_bytes():
    assert besked().as_bytes() == besked().as_bytes()
    assert besked().as_bytes().isascii()


def test_a_stored_message_gives_its_text_back():
    assert read_tekst(encode_besked(besked())) == "Kære jer\n\nÆØÅ"


@given(st.text(max_size=300))
def test_no_subject_can_add_a_header(emne):
    laest = message_from_bytes(besked(Indhold(emne=emne, tekst="x", html="x")).as_bytes(), policy=SMTP)
    assert {navn.lower() for navn in laest.keys()} == HOVEDER  # noqa: SIM118 - a message is no mapping
    assert not laest.defects


def test_a_danish_domain_is_written_in_ascii_and_a_danish_name_kept_in_utf8():
    assert besked(til="kontakt@æblehaven.example.org")["To"] == "kontakt@xn--blehaven-i0a.example.org"
    raa = besked(til="bjørn@example.org").as_bytes()
    assert "To: bjørn@example.org".encode() in raa


@pytest.mark.parametrize("fra", ["", "Tilbudstjek", "a@b@c", "a@example.org\r\nBcc: x"])
def test_an_address_in_the_settings_that_is_none_is_refused_in_danish(fra):
    with pytest.raises(RapportFejl, match="TILBUDSTJEK_MAIL_FRA"):
        besked(fra=Afsender(fra=fra, svar_til="svar@example.org"))


def test_a_line_break_in_the_senders_name_stays_in_the_name():
    laest = message_from_bytes(
        besked(fra=Afsender(fra="Tilbud\r\nBcc: x <tilbudstjek@example.org>", svar_til="svar@example.org")).as_bytes(),
        policy=default,
    )
    assert "Bcc" not in laest


def test_only_who_knows_the_secret_can_tell_a_message_id_beforehand():
    hemmelig = Afsender(fra=FRA.fra, svar_til=FRA.svar_til, hemmelighed="0123")
    anden = Afsender(fra=FRA.fra, svar_til=FRA.svar_til, hemmelighed="4567")
    id_er = {besked(fra=fra)["Message-ID"] for fra in (FRA, hemmelig, anden)}
    assert len(id_er) == 3
    assert besked(fra=hemmelig)["Message-ID"] == besked(fra=hemmelig)["Message-ID"]
    assert besked(fra=hemmelig)["Message-ID"].startswith("<abc123.")
    assert "0123" not in repr(hemmelig)


def test_mail_programs_can_read_which_mails_a_long_thread_goes_on_from():
    traad = [f"<{x:032x}.{x:024x}@meget-lang-afsenderadresse.tilbudstjek.example.org>" for x in range(20)]
    raw = make_besked(INDHOLD, til="a@example.org", afsender=FRA, noegle="abc123", nu=NU, traad=traad).as_bytes()
    hoveder = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").decode("ascii").split("\r\n")
    assert f"In-Reply-To: {traad[-1]}" in [" ".join(linje.split()) for linje in hoveder]
    assert f"References: {' '.join(traad)}" in hoveder
    assert max(map(len, raw.split(b"\r\n"))) < 998
