"""What a person decides about mails whose fate is unknown, and what a handing over would take."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.mailstatus import Mailstatus
from reports.fejl import RapportFejl
from reports.mail.outbox import list_mails
from reports.mail.tilstande import decide, list_udgaaende, move_cases, settle_abandoned
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.mails import column, make_key, put_mails, states
from warehouse.revision.kontrol import check_kaede


@pytest.fixture
def udbakke(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    for plads, status in enumerate(["ukendt", "afvist", "sendt", "klar", "afventer", "sender"]):
        put_mails(engine, [f"A{plads // 4}@ude.example.org"], status=status)
    return engine


def test_an_unknown_mail_can_be_taken_for_sent_or_sent_again(udbakke):
    assert decide(udbakke, make_key(1001), status=Mailstatus.SENDT, nu=NAT_1) == make_key(1001)
    assert decide(udbakke, make_key(1002), status=Mailstatus.KLAR, nu=NAT_1) == make_key(1002)
    assert states(udbakke) == {
        "1001": "sendt",
        "1002": "klar",
        "1003": "sendt",
        "1004": "klar",
        "1005": "afventer",
        "1006": "sender",
    }
    assert column(udbakke, "sendt")["1001"] == NAT_1


@pytest.mark.parametrize(
    ("tilbudsid", "status", "hvorfor"),
    [
        (1003, Mailstatus.KLAR, "ikke noget at afgøre"),
        (1004, Mailstatus.SENDT, "ikke noget at afgøre"),
        (1002, Mailstatus.SENDT, "har afvist"),
        (9999, Mailstatus.SENDT, "0 mails"),
    ],
)
def test_what_is_known_cannot_be_decided(udbakke, tilbudsid, status, hvorfor):
    foer = states(udbakke)
    with pytest.raises(RapportFejl, match=hvorfor):
        decide(udbakke, make_key(tilbudsid), status=status, nu=NAT_1)
    assert states(udbakke) == foer


@pytest.mark.parametrize("noegle", ["", "0", "%"])
def test_a_key_must_point_to_one_mail(udbakke, noegle):
    with pytest.raises(RapportFejl, match="mail vis"):
        decide(udbakke, noegle, status=Mailstatus.SENDT, nu=NAT_1)


def test_a_mail_whose_text_is_gone_cannot_be_sent_again(udbakke):
    with udbakke.begin() as conn:
        conn.execute(text("UPDATE mail SET indhold = ''"))
    with pytest.raises(RapportFejl, match="slettet"):
        decide(udbakke, make_key(1001), status=Mailstatus.KLAR, nu=NAT_1)


def test_a_case_is_warned_when_a_person_says_its_mail_arrived(udbakke):
    with udbakke.begin() as conn:
        sag = "INSERT INTO sag (tilbudsid, tilstand, oprettet, aendret) VALUES ('1001', 'ny', :nu, :nu)"
        conn.execute(text(sag), {"nu": "2026-10-31 00:00:00.000000"})
    assert move_cases(udbakke, nu=NAT_1) == 0
    decide(udbakke, make_key(1001), status=Mailstatus.SENDT, nu=NAT_1)
    assert move_cases(udbakke, nu=NAT_1) == 1
    assert move_cases(udbakke, nu=NAT_1) == 0


def test_what_would_go_is_listed_with_its_recipient_in_small_letters(udbakke):
    (mail,) = list_udgaaende(udbakke, NAT_1)
    assert (mail.noegle, mail.antal_tilbud, mail.modtager) == (make_key(1004), 1, "a0@ude.example.org")
    with udbakke.begin() as conn:
        conn.execute(text("UPDATE mail SET naeste_forsoeg = '2026-11-01 20:00:00.000000'"))
    assert list_udgaaende(udbakke, NAT_1) == ()
    assert len(list_udgaaende(udbakke, NAT_1 + timedelta(days=1))) == 1


@pytest.mark.begge_lagre
def test_the_chain_says_which_mails_a_dead_run_left(udbakke):
    with udbakke.begin() as conn:
        mail_id = conn.scalar(text("SELECT id FROM mail WHERE status = 'sender'"))
    for _gang in range(2):
        settle_abandoned(udbakke, nu=NAT_1)
    with udbakke.connect() as conn:
        led = conn.execute(text("SELECT hvem, genstand, tidspunkt FROM revision WHERE handling = 'mail_ukendt'")).all()
    assert [(x.hvem, x.genstand) for x in led] == [("program", f"mail:{mail_id}")]
    assert check_kaede(udbakke).brud == ()


def test_a_mail_left_in_the_middle_is_shown_as_unknown(udbakke):
    assert settle_abandoned(udbakke, nu=NAT_1) == 1
    assert settle_abandoned(udbakke, nu=NAT_1) == 0
    mails = {row["noegle"]: row for row in list_mails(udbakke)}
    assert mails[make_key(1006)]["status"] == "ukendt"
    assert "mail afgoer" in mails[make_key(1006)]["fejl"]


@pytest.mark.parametrize("foer", ["retur", "afvist"])
def test_neither_way_out_of_a_mail_whose_text_is_gone_points_to_the_other(udbakke, foer):
    with udbakke.begin() as conn:
        conn.execute(text("UPDATE mail SET indhold = '', status = :foer"), {"foer": foer})
    for status in (Mailstatus.KLAR, Mailstatus.SENDT):
        with pytest.raises(RapportFejl, match=r"teksten er slettet.*»tilbudstjek sag besked«") as fejl:
            decide(udbakke, make_key(1001), status=status, nu=NAT_1)
        assert "Brug --" not in str(fejl.value)
