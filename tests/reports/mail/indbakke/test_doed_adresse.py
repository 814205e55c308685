"""The whole way: a mail goes out, comes back for good, and the tilbud is next told at another address or not at all."""

import pytest
from sqlalchemy import select, text

from expectations.registry import load_regler
from reports.mail.indbakke.modtag import read_indbakke
from reports.mail.laes import read_tekst
from reports.mail.outbox import fill_outbox, list_uden_adresse
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling
from tests.reports.scene import AFSENDER, CVR, STRAKS, SVAR_TIL, make_fund, record
from tests.returpost import make_dsn
from warehouse.queries.rapport_views import MAIL

DOED = next(regel for regel in load_regler() if regel.id == "KONTAKT-009")
REGLER = (CVR, DOED)
FOERSTE, ANDEN = "kontakt1@birkehuset.example.org", "kontakt2@birkehuset.example.org"


def judge(engine, snapshot_id, nu):
    """A control by the rules of this test: the CVR number is always wrong, the address when its SQL says so."""
    with engine.connect() as conn:
        doede = [tuple(row)[:2] for row in conn.execute(text(DOED.sql))]
    fund = [make_fund(CVR, "1001", "1", vaerdi="99000016"), *(make_fund(DOED, t, a) for t, a in doede)]
    return record(engine, snapshot_id, fund, nu=nu, regler=REGLER)


def fill(engine, nu):
    fill_outbox(engine, nu=nu, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, vagt=STRAKS, regler=REGLER)
    with engine.connect() as conn:
        return conn.execute(select(MAIL).where(MAIL.c.status == "klar")).all()


@pytest.fixture
def retur(engine, tmp_path):
    """Plays two nights: the mail of the first came back before the second; gives its unsent mails."""

    def play(*emails):
        afdelinger = [make_afdeling(nr, tilbudsid="1001", email=email) for nr, email in enumerate(emails, start=1)]
        judge(engine, load_afdelinger(engine, tmp_path, afdelinger, start=NAT_1).snapshot_id, NAT_1)
        (mail,) = fill(engine, NAT_1)
        assert mail.modtager == FOERSTE
        with engine.begin() as conn:
            conn.execute(text("UPDATE mail SET status = 'sendt', sendt = '2026-11-01 08:00:00'"))
        (tmp_path / "retur.eml").write_bytes(make_dsn(FOERSTE, om=mail.message_id))
        assert read_indbakke(engine, tmp_path / "retur.eml", nu=NAT_2).doede == 1
        snapshot = load_afdelinger(engine, tmp_path, afdelinger, start=NAT_3).snapshot_id
        assert judge(engine, snapshot, NAT_3).aabnet == 1
        return fill(engine, NAT_3)

    return play


def test_a_tilbud_with_another_address_is_told_there_that_the_first_is_dead(engine, retur):
    (mail,) = retur(FOERSTE, ANDEN)
    assert mail.modtager == ANDEN
    assert "mails er kommet endeligt tilbage" in " ".join(read_tekst(mail.indhold).split())
    assert FOERSTE not in mail.indhold


def test_a_tilbud_with_no_other_address_is_not_written_to_and_is_its_socialtilsyns(engine, retur):
    assert retur(FOERSTE, None) == []
    assert list_uden_adresse(engine, nu=NAT_3, vagt=STRAKS, regler=REGLER) == ("1001",)
