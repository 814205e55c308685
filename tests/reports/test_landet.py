"""Mails and pages of a register of national size, judged by the real rules: figures agree, and time is kept."""

import time

import pytest

from crawler.replica.register import make_register
from domain.regel import Modtager
from expectations.kontrol import kontroller
from expectations.registry import load_regler
from reports.mail.outbox import fill_outbox, list_mails, list_uden_adresse
from reports.web.freeze import freeze
from tests.builders import NAT_1, load_afdelinger
from tests.reports.scene import AFSENDER, STRAKS, SVAR_TIL
from warehouse.queries.rapport_socialtilsyn import list_portefoeljer, list_uden_email
from warehouse.transaktion import reading


@pytest.mark.slow
def test_the_country_is_written_to_and_shown_within_the_time_there_is(engine, warehouse_url, tmp_path):
    register = make_register(2026)
    load_afdelinger(engine, tmp_path, register.afdelinger)
    kontroller(engine, url=warehouse_url, nu=NAT_1)

    begyndt = time.perf_counter()
    tal = fill_outbox(engine, nu=NAT_1, frigivet=False, afsender=AFSENDER, svar_til=SVAR_TIL, vagt=STRAKS)
    assert time.perf_counter() - begyndt < 30
    til_tilbud = {regel.id for regel in load_regler() if Modtager.TILBUD in regel.modtagere}
    ramte = {x.tilbudsid for x in register.facit if x.regel in til_tilbud}
    mails = list(list_mails(engine))
    skrevet = {tilbudsid for row in mails for tilbudsid in row["tilbud"]}
    uden = set(list_uden_adresse(engine, nu=NAT_1, vagt=STRAKS))
    assert skrevet | uden == ramte
    assert not skrevet & uden
    assert (tal.skrevet, tal.uden_adresse) == (len(mails), len(uden))

    with reading(engine) as session:
        conn = session.connection()
        koder = list_portefoeljer(conn)
        assert sum(x.tilbud for x in koder.values()) == 1999
        assert {x.tilbudsid for kode in koder for x in list_uden_email(conn, kode, sorted(til_tilbud))} == uden

    begyndt = time.perf_counter()
    rapport = freeze(engine, tmp_path / "rapport", nu=NAT_1).parent
    assert time.perf_counter() - begyndt < 60
    assert len(list((rapport / "tilbud").glob("*.html"))) == 2000
