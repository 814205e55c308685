"""Handing mails to a mail server: over TLS, once each, and what goes wrong is known or said to be unknown."""

import logging
from dataclasses import replace
from datetime import timedelta
from itertools import repeat

import pytest
from sqlalchemy import text

from domain.sag import Sagstilstand
from reports.mail.smtp import Afleveringstal, deliver_smtp
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.mails import Provur, column, make_key, put_mails, states
from tests.postkontor import AFBRYD, GODT, TAG_OG_AFBRYD, TAV, Certifikater, Postkontor

TRE = ["a@ude.example.org", "b@ude.example.org", "c@ude.example.org"]


@pytest.fixture(scope="module")
def certifikater(tmp_path_factory):
    return Certifikater(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def kontor(certifikater):
    with Postkontor(certifikater) as kontor:
        yield kontor


@pytest.fixture
def udbakke(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    return engine


def deliver(engine, server, provur=None, **rest):
    return deliver_smtp(engine, server, ur=(provur or Provur()).ur(), pr_minut=rest.pop("pr_minut", 600), **rest)


def play(kontor, **uheld):
    """Let each step meet its mishaps in turn, and go well from then on."""
    koe = {trin: iter(liste) for trin, liste in uheld.items()}
    kontor.uheld = lambda trin: next(koe.get(trin, repeat(GODT)), GODT)


@pytest.mark.parametrize("tls", ["fra-start", "starttls"])
def test_mails_are_handed_over_encrypted_over_one_line(udbakke, certifikater, tls):
    put_mails(udbakke, TRE)
    with Postkontor(certifikater, tls=tls) as kontor:
        assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=3)
        assert [til for til, _ in kontor.modtaget] == TRE
        assert kontor.linjer == 1
    assert states(udbakke) == {"1001": "sendt", "1002": "sendt", "1003": "sendt"}
    besked = kontor.modtaget[0][1]
    assert besked["Message-ID"] == f"<{make_key(1001)}@example.org>"
    assert besked["Auto-Submitted"] == "auto-generated"
    tekst = besked.get_body(("plain",))
    assert tekst is not None
    assert tekst.get_content().replace("\r\n", "\n") == ("Kære tilbud 1001\n\n.en linje med punktum\n..to\næøå\n")


def test_a_second_run_sends_nothing(udbakke, kontor):
    put_mails(udbakke, TRE)
    deliver(udbakke, kontor.server())
    assert deliver(udbakke, kontor.server()) == Afleveringstal()
    assert len(kontor.modtaget) == 3


def test_only_released_mails_go(udbakke, kontor):
    put_mails(udbakke, TRE[:1], status="afventer")
    assert deliver(udbakke, kontor.server()) == Afleveringstal()
    assert states(udbakke) == {"1001": "afventer"}


def test_no_more_than_asked_for_go(udbakke, kontor):
    put_mails(udbakke, TRE)
    assert deliver(udbakke, kontor.server(), hoejst=2).sendt == 2
    assert states(udbakke) == {"1001": "sendt", "1002": "sendt", "1003": "klar"}


def test_the_pace_is_kept(udbakke, kontor):
    put_mails(udbakke, TRE)
    provur = Provur()
    deliver(udbakke, kontor.server(), provur, pr_minut=30)
    assert provur.ventet == [2.0, 2.0]


def test_a_server_that_says_not_now_gets_the_mail_later(udbakke, kontor):
    put_mails(udbakke, TRE)
    play(kontor, rcpt=["451"], kvittering=["452"])
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=1, senere=2)
    assert states(udbakke) == {"1001": "klar", "1002": "klar", "1003": "sendt"}
    assert deliver(udbakke, kontor.server(), Provur(NAT_1 + timedelta(minutes=9))) == Afleveringstal()
    assert deliver(udbakke, kontor.server(), Provur(NAT_1 + timedelta(minutes=10))) == Afleveringstal(sendt=2)
    assert set(kontor.antal().values()) == {1}
    assert set(column(udbakke, "fejl").values()) == {None}


def test_patience_ends_after_some_days(udbakke, kontor):
    put_mails(udbakke, TRE[:1])
    kontor.uheld = lambda trin: "450" if trin == "rcpt" else GODT
    provur = Provur()
    for _ in range(8):
        provur.nu += timedelta(days=1)
        deliver(udbakke, kontor.server(), provur)
    assert states(udbakke) == {"1001": "afvist"}
    assert "Opgivet efter 8 forsøg" in str(column(udbakke, "fejl"))


@pytest.mark.parametrize("trin", ["rcpt", "data", "kvittering"])
def test_a_server_that_says_never_is_not_asked_again(udbakke, kontor, trin):
    put_mails(udbakke, TRE)
    play(kontor, **{trin: ["550"]})
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2, afvist=1)
    assert states(udbakke) == {"1001": "afvist", "1002": "sendt", "1003": "sendt"}
    assert "svar 550" in column(udbakke, "fejl")["1001"]
    assert deliver(udbakke, kontor.server(), Provur(NAT_1 + timedelta(days=9))) == Afleveringstal()


@pytest.mark.parametrize("trin", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("uheld", [AFBRYD, TAV, "421"])
def test_a_line_that_breaks_before_the_mail_was_given_is_opened_again(udbakke, kontor, trin, uheld):
    put_mails(udbakke, TRE)
    play(kontor, **{trin: [GODT, uheld]})
    provur = Provur()
    assert deliver(udbakke, kontor.server(), provur) == Afleveringstal(sendt=3)
    assert kontor.linjer == 2
    assert 5.0 in provur.ventet
    assert set(kontor.antal().values()) == {1}


@pytest.mark.parametrize("uheld", [AFBRYD, TAV, TAG_OG_AFBRYD])
def test_a_line_that_breaks_before_the_receipt_leaves_the_mail_unknown_for_ever(udbakke, kontor, uheld):
    put_mails(udbakke, TRE)
    play(kontor, kvittering=[GODT, uheld])
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2, ukendt=1)
    assert states(udbakke) == {"1001": "sendt", "1002": "ukendt", "1003": "sendt"}
    assert "mail afgoer" in column(udbakke, "fejl")["1002"]
    assert deliver(udbakke, kontor.server(), Provur(NAT_1 + timedelta(days=9))) == Afleveringstal()


def test_three_unknown_in_a_row_stop_the_run(udbakke, kontor):
    put_mails(udbakke, [f"a{n}@ude.example.org" for n in range(6)])
    kontor.uheld = lambda trin: TAG_OG_AFBRYD if trin == "kvittering" else GODT
    tal = deliver(udbakke, kontor.server())
    assert (tal.ukendt, tal.sendt) == (3, 0)
    assert "3 mails i træk" in (tal.stop or "")
    assert sorted(states(udbakke).values()) == ["klar"] * 3 + ["ukendt"] * 3


def test_ten_refused_in_a_row_stop_the_run(udbakke, kontor):
    put_mails(udbakke, [f"a{n}@ude.example.org" for n in range(12)])
    kontor.uheld = lambda trin: "554" if trin == "kvittering" else GODT
    assert deliver(udbakke, kontor.server()).afvist == 10
    assert sorted(states(udbakke).values()) == ["afvist"] * 10 + ["klar"] * 2


def test_a_mail_that_always_breaks_the_line_does_not_block_the_others(udbakke, kontor):
    put_mails(udbakke, TRE)
    play(kontor, rcpt=[AFBRYD, AFBRYD, AFBRYD])
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2, senere=1)
    assert states(udbakke) == {"1001": "klar", "1002": "sendt", "1003": "sendt"}


def test_a_server_that_is_not_there_leaves_every_mail_as_it_was(udbakke, kontor):
    put_mails(udbakke, TRE)
    kontor.close()
    provur = Provur()
    tal = deliver(udbakke, kontor.server(), provur)
    assert "kan ikke nås" in (tal.stop or "")
    assert provur.ventet == [5.0, 30.0]
    assert set(states(udbakke).values()) == {"klar"}
    assert set(column(udbakke, "antal_forsoeg").values()) == {0}


def test_a_certificate_nobody_vouches_for_is_refused(udbakke, kontor):
    put_mails(udbakke, TRE)
    tal = deliver(udbakke, replace(kontor.server(), certifikater=None))
    assert "certifikat" in (tal.stop or "")
    assert kontor.modtaget == []
    assert set(states(udbakke).values()) == {"klar"}


def test_a_server_without_starttls_is_given_nothing(udbakke, certifikater):
    put_mails(udbakke, TRE)
    with Postkontor(certifikater, tls="ingen") as kontor:
        tal = deliver(udbakke, kontor.server(tls="starttls"))
        assert kontor.modtaget == []
    assert "STARTTLS" in (tal.stop or "")


def test_a_wrong_password_stops_the_run_and_is_never_told(udbakke, kontor, caplog):
    put_mails(udbakke, TRE)
    caplog.set_level(logging.INFO)
    tal = deliver(udbakke, kontor.server(kode="helt-forkert"))
    assert "brugernavn og kodeord" in (tal.stop or "")
    assert "helt-forkert" not in f"{tal}{caplog.text}{kontor.server(kode='helt-forkert')}"
    assert "example.org" not in caplog.text
    assert set(states(udbakke).values()) == {"klar"}


def test_a_sender_that_the_server_will_not_have_stops_the_run(udbakke, kontor):
    put_mails(udbakke, TRE)
    play(kontor, mail=["553"])
    tal = deliver(udbakke, kontor.server())
    assert "TILBUDSTJEK_MAIL_FRA" in (tal.stop or "")
    assert set(states(udbakke).values()) == {"klar"}


def test_letters_before_the_at_sign_go_where_the_server_can_take_them(udbakke, certifikater):
    put_mails(udbakke, ["æ@ø.example.org", "b@ø.example.org"])
    with Postkontor(certifikater) as kontor:
        assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2)
        assert [til for til, _ in kontor.modtaget] == ["æ@xn--pda.example.org", "b@xn--pda.example.org"]


def test_letters_before_the_at_sign_are_a_fault_of_the_address_where_it_cannot(udbakke, certifikater):
    put_mails(udbakke, ["æ@ø.example.org", "b@ø.example.org"])
    with Postkontor(certifikater, utf8=False) as kontor:
        assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=1, afvist=1)
    assert "bogstaver som æ" in column(udbakke, "fejl")["1001"]


@pytest.mark.parametrize(
    "modtager", ["a@b", "a@x.example.org, b@x.example.org", "a@x.example.org\r\nBcc: b@x.example.org", '"x,y"@z.dk', ""]
)
def test_an_address_that_is_not_one_address_is_refused_and_the_others_go(udbakke, kontor, modtager):
    put_mails(udbakke, TRE)
    with udbakke.begin() as conn:
        conn.execute(text("UPDATE mail SET modtager = :m WHERE noegle = :n"), {"m": modtager, "n": make_key(1001)})
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2, afvist=1)
    assert "e-mailadresse" in column(udbakke, "fejl")["1001"]
    assert [til for til, _ in kontor.modtaget] == TRE[1:]


def test_what_a_dead_run_left_becomes_unknown_and_is_not_sent(udbakke, kontor):
    put_mails(udbakke, TRE[:1], status="sender")
    put_mails(udbakke, TRE[1:])
    assert deliver(udbakke, kontor.server()) == Afleveringstal(sendt=2, ukendt=1)
    assert states(udbakke)["1001"] == "ukendt"
    assert [til for til, _ in kontor.modtaget] == TRE[1:]


def test_a_case_is_warned_when_its_mail_was_taken_and_not_before(udbakke, kontor):
    put_mails(udbakke, TRE)
    with udbakke.begin() as conn:
        for tilbudsid in ("1001", "1002", "1003"):
            sag = {"t": tilbudsid, "nu": "2026-10-31 00:00:00.000000"}
            conn.execute(
                text("INSERT INTO sag (tilbudsid, tilstand, oprettet, aendret) VALUES (:t, 'ny', :nu, :nu)"), sag
            )
    play(kontor, rcpt=[GODT, "550"], kvittering=[GODT, TAG_OG_AFBRYD])
    deliver(udbakke, kontor.server())
    with udbakke.connect() as conn:
        tilstande = dict(conn.execute(text("SELECT tilbudsid, tilstand FROM sag")).all())
    assert tilstande == {"1001": Sagstilstand.VARSLET, "1002": Sagstilstand.NY, "1003": Sagstilstand.NY}


def test_a_clock_that_was_wrong_does_not_hold_a_mail_back(udbakke, kontor):
    put_mails(udbakke, TRE[:1])
    play(kontor, rcpt=["451"])
    deliver(udbakke, kontor.server(), Provur(NAT_1 + timedelta(days=400)))
    assert deliver(udbakke, kontor.server(), Provur(NAT_1)) == Afleveringstal(sendt=1)


def test_progress_is_told_to_the_end(udbakke, kontor):
    put_mails(udbakke, TRE)
    meldt = []
    deliver(udbakke, kontor.server(), on_progress=lambda nummer, i_alt: meldt.append((nummer, i_alt)))
    assert meldt == [(1, 3), (2, 3), (3, 3)]
