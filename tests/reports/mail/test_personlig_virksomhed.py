"""A firm that is one person's: its number is that person's, and no mail quotes it."""

from sqlalchemy import text

from reports.mail.laes import read_tekst
from reports.mail.outbox import fill_outbox
from tests.builders import NAT_1, make_afdeling
from tests.reports.scene import AFSENDER, CVR, REGLER, STRAKS, SVAR_TIL, make_fund, play_night


def test_the_number_of_a_firm_that_is_one_persons_is_not_quoted_but_a_companys_is(engine, tmp_path):
    afdelinger = [
        make_afdeling(1, cvr="99000016", virksomhedsform="Enkeltmandsvirksomhed"),
        make_afdeling(2, cvr="99000024", virksomhedsform="Selvejende institution"),
    ]
    fund = [make_fund(CVR, en.tilbudsid, en.afdelingsid, vaerdi=en.cvr) for en in afdelinger]
    play_night(engine, tmp_path, afdelinger=afdelinger, fund=fund)
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    with engine.connect() as conn:
        mails = dict(conn.execute(text("SELECT tilbudsid, indhold FROM mail JOIN mail_tilbud USING (noegle)")).all())
    tekster = {tilbudsid: read_tekst(indhold) for tilbudsid, indhold in mails.items()}
    assert "Feltet cvr er galt" in tekster["1001"]
    assert "99000016" not in mails["1001"]
    assert "Der står: »99000024«" in tekster["1002"]
