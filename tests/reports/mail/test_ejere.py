"""One mail to an owner about all their tilbud: what brings it, what it says of each, and the thanks that end it."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import text

from reports.mail.forhaandsvisning import preview
from reports.mail.laes import read_tekst
from reports.mail.outbox import fill_outbox, list_mails
from reports.mail.send import deliver_eml
from reports.mail.udbakke import Brevrow, make_noegle, put_mails
from reports.mail.vagt import Mailvagt
from tests.builders import NAT_1, make_afdeling
from tests.reports.scene import AFSENDER, BY, CVR, REGLER, STRAKS, SVAR_TIL, make_fund, play_night
from warehouse.sager import follow_up, open_sager

ALLE = [regel.id for regel in REGLER]
EJER = "Ejer@mange.example.org"
FUND = (
    make_fund(CVR, "1001", "1", vaerdi="99000016"),
    make_fund(BY, "1002", "2", vaerdi="Odense", forslag="Odense C"),
    make_fund(CVR, "1003", "3", vaerdi="99000015"),
)


def mail_night(engine, mappe, dage, fund=FUND, *, deliver=True, snapshots=1, afdelinger=None):
    """A night with its cases and mails, all of them handed over unless told otherwise."""
    nu = NAT_1 + timedelta(days=dage)
    register = (
        [make_afdeling(n, email=EJER if n < 3 else None) for n in (1, 2, 3)] if afdelinger is None else afdelinger
    )
    play_night(engine, mappe, nat=nu, afdelinger=register, fund=fund)
    open_sager(engine, nu, regler=ALLE)
    follow_up(engine, nu.date(), nu, regler=ALLE)
    tal = fill_outbox(
        engine,
        nu=nu,
        frigivet=True,
        afsender=AFSENDER,
        svar_til=SVAR_TIL,
        vagt=Mailvagt(snapshots=snapshots, regel_andel_pct=100),
        regler=REGLER,
    )
    if deliver:
        deliver_eml(engine, mappe / "ud", nu=nu)
    return tal


def states(engine):
    with engine.connect() as conn:
        return dict(conn.execute(text("SELECT tilbudsid, tilstand FROM sag")).all())


def read_mails(engine):
    """Each mail's step, the steps of its tilbud, and its message; oldest first."""
    with engine.connect() as conn:
        rows = conn.execute(text("SELECT noegle, trin, indhold FROM mail ORDER BY id")).all()
        tilbud = conn.execute(text("SELECT noegle, tilbudsid, trin FROM mail_tilbud ORDER BY tilbudsid")).all()
    return [(row.trin, {t.tilbudsid: t.trin for t in tilbud if t.noegle == row.noegle}, row.indhold) for row in rows]


def test_an_owner_gets_one_mail_about_all_their_tilbud_with_a_workbook(engine, tmp_path):
    tal = mail_night(engine, tmp_path, 0)
    assert (tal.skrevet, tal.uden_adresse) == (1, 1)
    ((trin, tilbud, indhold),) = read_mails(engine)
    assert (trin, tilbud) == ("varsel", {"1001": "varsel", "1002": "varsel"})
    (fil,) = (tmp_path / "ud").iterdir()
    laest = message_from_bytes(fil.read_bytes(), policy=default)
    assert laest["To"] == EJER
    (bilag,) = laest.iter_attachments()
    assert str(bilag.get_filename()).endswith(".xlsx")
    assert bilag.get_content()[:2] == b"PK"
    assert laest["Content-Language"] == "da"
    tekst = read_tekst(indhold)
    assert "1001" in tekst
    assert "1002" in tekst
    assert "1003" not in tekst
    assert states(engine) == {"1001": "varslet", "1002": "varslet", "1003": "ny"}


def test_the_same_mail_is_the_same_bytes(engine, tmp_path):
    mail_night(engine, tmp_path, 0, deliver=False)
    foer = read_mails(engine)
    with engine.begin() as conn:
        conn.execute(text("DELETE FROM mail_afvigelse"))
    mail_night(engine, tmp_path, 0.01, deliver=False)
    efter = read_mails(engine)
    assert foer[0][2].split("\r\nDate:")[1].split("\r\n", 1)[1] == efter[0][2].split("\r\nDate:")[1].split("\r\n", 1)[1]


def test_something_new_at_one_tilbud_brings_a_mail_about_all_and_tells_which_is_new(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    assert mail_night(engine, tmp_path, 5).i_ro == 1
    mail_night(engine, tmp_path, 31)
    (_, _, foerste), (trin, tilbud, indhold) = read_mails(engine)
    # 1001 was told of a month ago and is due a reminder; 1002 is told of for the first time.
    assert (trin, tilbud) == ("varsel", {"1001": "rykker", "1002": "varsel"})
    laest = message_from_bytes(indhold.encode(), policy=default)
    foerste_id = message_from_bytes(foerste.encode(), policy=default)["Message-ID"]
    assert laest["In-Reply-To"] == laest["References"] == foerste_id
    assert states(engine) == {"1001": "rykket", "1002": "varslet", "1003": "ny"}


def test_a_mail_that_only_reminds_says_so_and_moves_the_cases(engine, tmp_path):
    mail_night(engine, tmp_path, 0)
    mail_night(engine, tmp_path, 31)
    trin, tilbud, _ = read_mails(engine)[-1]
    assert (trin, tilbud) == ("rykker", {"1001": "rykker", "1002": "rykker"})
    assert states(engine) == {"1001": "rykket", "1002": "rykket", "1003": "ny"}


def test_a_case_is_not_reminded_by_a_mail_that_did_not_say_so(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    # Written on the last day of the first step, handed over on the day after.
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET sendt = '2026-09-01 00:00:00.000000'"))
    mail_night(engine, tmp_path, 28, deliver=False)
    assert read_mails(engine)[-1][1] == {"1001": "varsel", "1002": "varsel"}
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1 + timedelta(days=29))
    assert states(engine) == {"1001": "varslet", "1002": "varslet", "1003": "ny"}


def test_what_is_mended_is_thanked_for_once_and_the_rest_stays(engine, tmp_path):
    mail_night(engine, tmp_path, 0)
    mail_night(engine, tmp_path, 20, FUND[1:])
    mail_night(engine, tmp_path, 31, FUND[1:])
    trin, tilbud, indhold = read_mails(engine)[-1]
    assert (trin, tilbud) == ("rykker", {"1001": "tak", "1002": "rykker"})
    assert "rettet" in read_tekst(indhold)
    assert states(engine)["1001"] == "lukket"
    mail_night(engine, tmp_path, 70, [*FUND[1:], make_fund(CVR, "1002", "2", vaerdi="99000014")])
    assert read_mails(engine)[-1][1] == {"1002": "varsel"}


def test_when_all_is_mended_beyond_doubt_the_owner_is_thanked_once(engine, tmp_path):
    for dage in (0, 1):
        mail_night(engine, tmp_path, dage, snapshots=2)
    mail_night(engine, tmp_path, 2, FUND[2:], snapshots=2)
    assert len(read_mails(engine)) == 1, "one night without the faults is not enough"
    mail_night(engine, tmp_path, 3, FUND[2:], snapshots=2)
    trin, tilbud, _ = read_mails(engine)[-1]
    assert (trin, tilbud) == ("tak", {"1001": "tak", "1002": "tak"})
    assert states(engine) == {"1001": "lukket", "1002": "lukket", "1003": "ny"}
    for dage in (4, 40):
        mail_night(engine, tmp_path, dage, FUND[2:], snapshots=2)
    assert len(read_mails(engine)) == 2


def test_nobody_is_thanked_before_a_mail_was_handed_over_or_while_something_stands(engine, tmp_path):
    mail_night(engine, tmp_path, 0, deliver=False)
    mail_night(engine, tmp_path, 1, FUND[2:], deliver=False)
    assert read_mails(engine) == []
    mail_night(engine, tmp_path, 2)
    mail_night(engine, tmp_path, 3, FUND[1:])
    assert [trin for trin, _, _ in read_mails(engine)] == ["varsel"]


def test_a_rule_that_is_no_longer_run_is_nothing_to_thank_for(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    with engine.begin() as conn:
        conn.execute(text("UPDATE afvigelse SET status = 'lukket', lukket_af = 1"))
        conn.execute(text("DELETE FROM regelkoersel WHERE regel = 'IDENT-003'"))
        conn.execute(text("UPDATE sag SET tilstand = 'lukket'"))
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER)
    assert [trin for trin, _, _ in read_mails(engine)] == ["varsel"]


def test_a_tilbud_that_moves_to_another_address_is_told_there_and_not_twice_on_a_day(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    flyttet = [make_afdeling(1, email="ny@andre.example.org"), make_afdeling(2), make_afdeling(3)]
    mail_night(engine, tmp_path, 0.1, FUND[:1], afdelinger=flyttet)
    assert len(read_mails(engine)) == 1
    mail_night(engine, tmp_path, 1, FUND[:1], afdelinger=flyttet)
    assert [tilbud for _, tilbud, _ in read_mails(engine)] == [{"1001": "varsel"}, {"1001": "varsel"}]
    assert "In-Reply-To" not in read_mails(engine)[-1][2]


def test_a_dead_address_and_an_address_that_people_set_are_minded(engine, tmp_path):
    with engine.begin() as conn:
        saet = (
            "INSERT INTO adressebog (art, noegle, email, grund, af, oprettet) "
            "VALUES ('tilbud', '1003', 'sat@andre.example.org', 'g', 'abc', '2026-10-01')"
        )
        conn.execute(text(saet))
        doed = "INSERT INTO doed_adresse (email, aarsag, foerst, sidst, antal) VALUES (:e, 'x', :d, :d, 1)"
        conn.execute(text(doed), {"e": EJER.lower(), "d": "2026-10-01"})
    assert mail_night(engine, tmp_path, 0).uden_adresse == 2
    ((_, tilbud, indhold),) = read_mails(engine)
    assert tilbud == {"1003": "varsel"}
    assert "\r\nTo: sat@andre.example.org\r\n" in indhold


def test_mails_to_authorities_share_the_outbox_and_owners_mails_leave_them_alone(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1], deliver=False)
    uge = Brevrow(
        noegle=make_noegle("socialtilsyn" + "Syd", "2026-W45", "uge"),
        art="socialtilsyn",
        adressat="Syd",
        modtager="syd@tilsyn.example.org",
        periode="2026-W45",
        trin="uge",
        snapshot_id=1,
        emne="Uge 45",
        indhold="Message-ID: <x@y>\r\n\r\nx",
        oprettet=NAT_1,
        message_id="<x@y>",
        tilbud={"1001": "uge"},
    )
    with engine.begin() as conn:
        assert put_mails(conn, [uge], frigivet=True).nye == 1
        assert put_mails(conn, [uge], frigivet=True).omskrevet == 1
    assert mail_night(engine, tmp_path, 1, FUND[2:], deliver=False).trukket == 1
    (mail,) = list_mails(engine)
    assert (mail["modtagerart"], mail["myndighed"], mail["tilbud"]) == ("socialtilsyn", "Syd", ["1001"])
    assert deliver_eml(engine, tmp_path / "ud", nu=NAT_1) == 1
    with engine.begin() as conn:
        assert put_mails(conn, [uge], frigivet=True).roert_ikke == 1
    assert set(states(engine).values()) == {"lukket", "ny"}, "a week's mail moves no case"


def pause(engine, tilbudsid, art, til):
    with engine.begin() as conn:
        saet = "UPDATE sag SET pause = :art, pause_til = :til WHERE tilbudsid = :t"
        conn.execute(text(saet), {"art": art, "til": til.isoformat(), "t": tilbudsid})


@pytest.mark.parametrize(("art", "hvorfor"), [("uenig", "uenigt"), ("udsat", "udsat")])
def test_nobody_is_told_of_a_case_that_stands_still_when_another_tilbud_has_news(engine, tmp_path, art, hvorfor):
    mail_night(engine, tmp_path, 0, FUND[:1])
    pause(engine, "1001", art, NAT_1.date() + timedelta(days=40))
    tal = mail_night(engine, tmp_path, 31)
    assert read_mails(engine)[-1][1] == {"1002": "varsel"}
    assert tal.tilbageholdt == 1
    vist = preview(engine, nu=NAT_1 + timedelta(days=31), svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    (holdt,) = vist.tilbageholdt
    assert holdt.fund.tilbudsid == "1001"
    assert hvorfor in holdt.grund
    assert "til og med 11. december 2026" in holdt.grund
    mail_night(engine, tmp_path, 65)
    assert read_mails(engine)[-1][1]["1001"] == "rykker"


def test_an_unsent_mail_drops_what_is_disputed_meanwhile(engine, tmp_path):
    mail_night(engine, tmp_path, 0, deliver=False)
    pause(engine, "1001", "uenig", NAT_1.date() + timedelta(days=40))
    assert mail_night(engine, tmp_path, 0.1, deliver=False).omskrevet == 1
    assert [tilbud for _, tilbud, _ in read_mails(engine)] == [{"1002": "varsel"}]
    pause(engine, "1002", "udsat", NAT_1.date() + timedelta(days=40))
    assert mail_night(engine, tmp_path, 0.2, deliver=False).trukket == 1


def test_thanks_do_not_keep_what_is_found_after_them_waiting(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    mail_night(engine, tmp_path, 31, ())
    assert read_mails(engine)[-1][0] == "tak"
    assert mail_night(engine, tmp_path, 31.1, FUND[1:2]).skrevet == 0, "one mail a period"
    assert mail_night(engine, tmp_path, 33, FUND[1:2]).skrevet == 1
    assert read_mails(engine)[-1][1] == {"1002": "varsel"}


def test_thanks_do_not_end_the_quiet_time_of_the_mail_before_them(engine, tmp_path):
    mail_night(engine, tmp_path, 0, FUND[:1])
    mail_night(engine, tmp_path, 5, ())
    assert read_mails(engine)[-1][0] == "tak"
    assert mail_night(engine, tmp_path, 29, FUND[1:2]).i_ro == 1
    assert mail_night(engine, tmp_path, 31, FUND[1:2]).skrevet == 1


def test_a_mail_to_an_address_that_a_person_set_says_whom_to_tell(engine, tmp_path):
    with engine.begin() as conn:
        saet = (
            "INSERT INTO adressebog (art, noegle, email, grund, af, oprettet) "
            "VALUES ('tilbud', '1003', 'Sat@andre.example.org ', 'g', 'abc', '2026-10-01')"
        )
        conn.execute(text(saet))
    mail_night(engine, tmp_path, 0)
    register, sat = (" ".join(read_tekst(indhold).split()) for _, _, indhold in read_mails(engine))
    assert "ret e-mailadressen under Stamdata" in register
    assert "ret e-mailadressen" not in sat
    assert f"Skal mailen ikke til den, så skriv det til {SVAR_TIL}." in sat
