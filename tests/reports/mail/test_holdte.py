"""Mails that a restore holds, decided together: those and no others, with who and why in the audit log."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.mailstatus import Mailstatus
from reports.fejl import RapportFejl
from reports.mail.holdte import Beslutning, decide_holdte, list_holdte
from reports.mail.tilstande import decide, settle_abandoned
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from tests.mails import make_key, put_mails
from tests.warehouse.rows import rows, values
from warehouse.kopi.genoptag import Gendannelse, resume
from warehouse.transaktion import writing

NU = NAT_1 + timedelta(days=1)
ADRESSER = ["a@bo.example.org", "b@bo.example.org", "c@bo.example.org"]
pytestmark = pytest.mark.begge_lagre


@pytest.fixture
def gendannet(engine, tmp_path):
    """Three mails that waited and are held (1001-1003), one `ukendt` from before (1004), one sent and one refused."""
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    put_mails(engine, ADRESSER[:1], status="klar")
    put_mails(engine, ADRESSER[1:2], status="afventer")
    put_mails(engine, ADRESSER[2:], status="klar")
    put_mails(engine, ["d@bo.example.org"], status="sender")
    settle_abandoned(engine, nu=NU)
    put_mails(engine, ["e@bo.example.org"], status="sendt")
    put_mails(engine, ["f@bo.example.org"], status="afvist")
    gendannelse = Gendannelse(id="1", nu=NU, hvem="drift", kopi_taget=NAT_1, kopi_led=0)
    with writing(engine) as session:
        assert resume(session.connection(), gendannelse) == 3
    return engine


def _say(status, hvem="abc", grund="Loggen fra i nat"):
    return Beslutning(status=status, hvem=hvem, grund=grund, nu=NU)


def _statuser(engine):
    return values(engine, "SELECT status FROM mail ORDER BY noegle")


def test_only_those_the_restore_held_are_decided_with_one_link(gendannet):
    assert [mail.noegle for mail in list_holdte(gendannet)] == [make_key(nr) for nr in (1001, 1002, 1003)]
    foer = values(gendannet, "SELECT count(*) FROM revision")[0]
    assert len(decide_holdte(gendannet, _say(Mailstatus.SENDT))) == 3
    assert _statuser(gendannet) == ["sendt", "sendt", "sendt", "ukendt", "sendt", "afvist"]
    assert len(values(gendannet, "SELECT fejl FROM mail WHERE sendt IS NOT NULL AND fejl IS NULL")) >= 3
    nye = rows(gendannet, f"SELECT hvem, handling, genstand, bemaerkning FROM revision WHERE nr > {foer}")
    assert nye == [
        {
            "hvem": "abc",
            "handling": "mail_afgjort_sendt",
            "genstand": "gendannelse",
            "bemaerkning": "3 mails: Loggen fra i nat",
        }
    ]
    with pytest.raises(RapportFejl, match="Ingen mails"):
        decide_holdte(gendannet, _say(Mailstatus.SENDT))


def test_they_may_all_be_sent_again(gendannet):
    decide_holdte(gendannet, _say(Mailstatus.KLAR))
    assert _statuser(gendannet) == ["klar", "klar", "klar", "ukendt", "sendt", "afvist"]
    assert list_holdte(gendannet) == ()


def test_one_that_was_decided_alone_is_not_decided_again(gendannet):
    decide(gendannet, make_key(1002), status=Mailstatus.KLAR, nu=NU)
    decide_holdte(gendannet, _say(Mailstatus.SENDT))
    assert _statuser(gendannet)[:3] == ["sendt", "klar", "sendt"]


def test_one_whose_text_is_deleted_stops_all_from_being_sent_again(gendannet):
    with writing(gendannet) as session:
        session.execute(text("UPDATE mail SET indhold = '' WHERE noegle = :n"), {"n": make_key(1003)})
    with pytest.raises(RapportFejl, match="Teksten er slettet i 1 af dem"):
        decide_holdte(gendannet, _say(Mailstatus.KLAR))
    assert _statuser(gendannet)[:3] == ["ukendt"] * 3
    assert len(decide_holdte(gendannet, _say(Mailstatus.SENDT))) == 3


@pytest.mark.parametrize(("hvem", "grund"), [("", "Loggen"), ("abc", " ")])
def test_nothing_is_decided_without_a_name_and_a_reason(gendannet, hvem, grund):
    with pytest.raises(RapportFejl, match="--hvem"):
        decide_holdte(gendannet, _say(Mailstatus.SENDT, hvem=hvem, grund=grund))
    assert _statuser(gendannet)[:3] == ["ukendt"] * 3
