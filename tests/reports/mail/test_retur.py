"""A mail that came back told nobody anything: no case goes on because of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from reports.fejl import RapportFejl
from reports.mail.indbakke.tyd import read_indgaaet
from reports.mail.outbox import fill_outbox
from reports.mail.send import deliver_eml
from reports.mail.tilstande import decide
from tests.builders import NAT_1, NAT_2
from tests.reports.scene import AFSENDER, REGLER, STRAKS, SVAR_TIL, play_night
from tests.returpost import make_dsn
from warehouse.brevveksling.modtag import receive
from warehouse.queries.rapport_views import MAIL, MAIL_TILBUD
from warehouse.sager import open_sager
from warehouse.sager.laes import SAG, read_fejl
from warehouse.sager.skriv import HAENDELSE


@pytest.fixture
def skrevet(engine, tmp_path):
    """A night whose mails were handed over; the mail to the owner of 1001."""
    play_night(engine, tmp_path)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    deliver_eml(engine, tmp_path / "udbakke", nu=NAT_1)
    return engine


def read_mail(engine):
    query = select(MAIL).join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
    with engine.connect() as conn:
        return conn.execute(query.where(MAIL_TILBUD.c.tilbudsid == "1001")).one()


def send_back(engine, navn="retur-1", **dele):
    mail = read_mail(engine)
    with engine.begin() as conn:
        receive(conn, read_indgaaet(make_dsn(mail.modtager, om=mail.message_id, navn=navn, **dele)), nu=NAT_2)


def cases(engine):
    with engine.connect() as conn:
        return {row.tilbudsid: row.tilstand for row in conn.execute(select(SAG.c.tilbudsid, SAG.c.tilstand))}


def notes(engine):
    with engine.connect() as conn:
        egne = select(HAENDELSE.c.til, HAENDELSE.c.grund).where(HAENDELSE.c.tilbudsid == "1001")
        return [tuple(row) for row in conn.execute(egne.order_by(HAENDELSE.c.id))]


def test_a_case_begins_again_when_its_only_mail_came_back(skrevet):
    foer = cases(skrevet)
    assert foer["1001"] == Sagstilstand.VARSLET
    send_back(skrevet)
    assert cases(skrevet) == {**foer, **dict.fromkeys(tilbud_of(skrevet), "ny")}
    assert [til for til, _ in notes(skrevet)][-3:] == ["varslet", "lukket", "ny"]
    assert not [grund for _, grund in notes(skrevet) if "Tak" in grund]
    with skrevet.connect() as conn:
        assert not read_fejl(conn, [regel.id for regel in REGLER])["1001"].kendte


def tilbud_of(engine):
    with engine.connect() as conn:
        egne = select(MAIL_TILBUD.c.tilbudsid).where(MAIL_TILBUD.c.noegle == read_mail(engine).noegle)
        return list(conn.scalars(egne))


def test_a_case_that_a_person_told_of_stays(skrevet):
    with skrevet.begin() as conn:
        conn.execute(text("UPDATE sag SET besked = :nu WHERE tilbudsid = '1001'"), {"nu": NAT_2.replace(tzinfo=None)})
    send_back(skrevet)
    assert cases(skrevet)["1001"] == Sagstilstand.VARSLET


def test_a_passing_failure_changes_nothing(skrevet):
    foer = cases(skrevet)
    send_back(skrevet, handling="delayed", status="4.4.1")
    assert cases(skrevet) == foer
    assert read_mail(skrevet).status == Mailstatus.SENDT


def test_the_mail_waits_for_a_person_who_may_send_it_again(skrevet):
    send_back(skrevet)
    mail = read_mail(skrevet)
    assert (mail.status, mail.fejl) == (Mailstatus.RETUR, "Adressen findes ikke. (Kode 5.1.1.)")
    with pytest.raises(RapportFejl, match="kommet tilbage"):
        decide(skrevet, mail.noegle, status=Mailstatus.SENDT, nu=NAT_2)
    decide(skrevet, mail.noegle, status=Mailstatus.KLAR, nu=NAT_2)
    assert read_mail(skrevet).status == Mailstatus.KLAR


def test_a_return_read_twice_moves_the_case_once(skrevet):
    send_back(skrevet)
    antal = len(notes(skrevet))
    send_back(skrevet, navn="retur-2")
    assert [til for til, _ in notes(skrevet)][antal:] == ["ny"]


def play_again(engine, mappe, dage):
    """A later night on which the same faults stand; give each mail's state and the tilbud of 1001's owner's mails."""
    nu = NAT_1 + timedelta(days=dage)
    play_night(engine, mappe, nat=nu)
    open_sager(engine, nu, regler=[regel.id for regel in REGLER])
    fill_outbox(engine, nu=nu, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    deliver_eml(engine, mappe / "udbakke", nu=nu)
    query = select(MAIL.c.status, MAIL.c.trin).join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
    with engine.connect() as conn:
        return [tuple(row) for row in conn.execute(query.where(MAIL_TILBUD.c.tilbudsid == "1001").order_by(MAIL.c.id))]


def test_what_came_back_to_an_address_that_lives_is_told_again_after_the_quiet_time(skrevet, tmp_path):
    send_back(skrevet, status="5.7.1", svar="smtp; 550 5.7.1 Refused")
    assert play_again(skrevet, tmp_path, 0.1) == [("retur", "varsel")], "one mail a period"
    assert play_again(skrevet, tmp_path, 29) == [("retur", "varsel")], "the quiet time holds"
    assert play_again(skrevet, tmp_path, 31) == [("retur", "varsel"), ("sendt", "varsel")]
    assert cases(skrevet)["1001"] == Sagstilstand.VARSLET
    assert len(play_again(skrevet, tmp_path, 33)) == 2
