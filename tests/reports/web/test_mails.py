"""The overview tells of mails that a person must look at."""

from sqlalchemy import text

from reports.mail.outbox import fill_outbox
from tests.builders import NAT_1
from tests.reports.scene import AFSENDER, REGLER, STRAKS, SVAR_TIL, play_night
from tests.reports.web.klient import asking, read


def test_the_overview_counts_the_mails_that_are_unknown_or_refused(engine, tmp_path):
    play_night(engine, tmp_path)
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    with asking(engine) as klient:
        assert "mail afgoer" not in read(klient.get("/").text).tekst
    with engine.begin() as conn:
        om_1001 = "SELECT noegle FROM mail_tilbud WHERE tilbudsid = '1001'"
        conn.execute(text(f"UPDATE mail SET status = 'ukendt' WHERE noegle IN ({om_1001})"))
        conn.execute(text(f"UPDATE mail SET status = 'afvist' WHERE noegle NOT IN ({om_1001})"))
    with asking(engine) as klient:
        side = read(klient.get("/").text).tekst
    assert "Om 1 mail er kommet frem" in side
    assert "2 mails er afvist" in side
    assert "@" not in side
