"""A reminder goes out by itself when the time since the first mail has run out, and moves the case once."""

from datetime import timedelta

from sqlalchemy import text

from reports.mail.laes import read_tekst
from reports.mail.outbox import fill_outbox
from reports.mail.send import deliver_eml
from tests.builders import NAT_1
from tests.reports.scene import AFSENDER, BY, CVR, REGLER, SVAR_TIL, make_fund, play_night
from warehouse.sager import open_sager


def mail_night(engine, mappe, dage: int) -> str:
    """A night on which the same fault stands, mails and all; give the state of its case."""
    nu = NAT_1 + timedelta(days=dage)
    play_night(engine, mappe, nat=nu, fund=(make_fund(CVR, "1001", vaerdi="99000016"),))
    open_sager(engine, nu, regler=[regel.id for regel in REGLER])
    fill_outbox(engine, nu=nu, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER)
    deliver_eml(engine, mappe / "ud", nu=nu)
    with engine.connect() as conn:
        return str(conn.execute(text("SELECT tilstand FROM sag")).scalar_one())


def test_the_tilbud_is_reminded_once_and_only_when_the_time_has_run_out(engine, tmp_path):
    states = [mail_night(engine, tmp_path, dage) for dage in (0, 1, 28, 31, 32)]
    assert states[1:] == ["varslet", "varslet", "rykket", "rykket"]
    with engine.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM mail")).scalar_one() == 2


def test_a_reminder_that_may_not_tell_all_says_at_least(engine, tmp_path):
    fund = (make_fund(CVR, "1001", vaerdi="99000016"), make_fund(BY, "1001", vaerdi="Odense"))
    for dage in (0, 1, 31):
        nu = NAT_1 + timedelta(days=dage)
        play_night(engine, tmp_path, nat=nu, fund=fund)
        open_sager(engine, nu, regler=[regel.id for regel in REGLER])
        if dage == 31:
            with engine.begin() as conn:
                stop = "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet) "
                conn.execute(text(stop + "VALUES ('ADRESSE-004', 1, 10, 20, '2026-11-20')"))
        fill_outbox(engine, nu=nu, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER)
        deliver_eml(engine, tmp_path / "ud", nu=nu)
    with engine.connect() as conn:
        foerste, rykker = conn.execute(text("SELECT indhold FROM mail ORDER BY id")).scalars().all()
    assert "Vi fandt 2 oplysninger" in " ".join(read_tekst(foerste).split())
    assert "var der stadig mindst 1 oplysning, som" in " ".join(read_tekst(rykker).split())
