"""The mails on pages: counts and texts for those who may, decisions under the lock, and addresses only on request."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from expectations.registry import load_regler
from reports.mail.outbox import fill_outbox
from reports.mail.vagt import STANDARD
from reports.web.bruger import Rolle
from reports.web.drift import Drift, OptagetFejl
from tests.reports.scene import AFSENDER, STRAKS, SVAR_TIL, play_night
from tests.reports.web.klient import asking, read
from tests.reports.web.sager.scene import NU, be
from tests.warehouse.rows import rows, values

SAGSBEHANDLER, ADMINISTRATOR = be(Rolle.SAGSBEHANDLER), be(Rolle.ADMINISTRATOR, "chef")


class Laas:
    """A lock that counts who took it, and can be held by another run."""

    def __init__(self):
        self.taget = 0
        self.er_optaget = False

    @contextmanager
    def __call__(self):
        if self.er_optaget:
            raise OptagetFejl("En anden kørsel er i gang. Vent, til den er færdig (»tilbudstjek koersler« viser den).")
        self.taget += 1
        yield


@pytest.fixture
def laas():
    return Laas()


@pytest.fixture
def udbakke(engine, tmp_path):
    """Three waiting mails, of which the first has an unknown fate, and an answer to the second."""
    play_night(engine, tmp_path, nat=NU)
    fill_outbox(engine, nu=NU, frigivet=False, afsender=AFSENDER, svar_til=SVAR_TIL, vagt=STRAKS)
    noegler = values(engine, "SELECT noegle FROM mail ORDER BY id")
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'ukendt' WHERE noegle = :n"), {"n": noegler[0]})
        conn.execute(
            text(
                "INSERT INTO mail_svar (message_id, modtaget, art, noegle, punkter, tekst) VALUES "
                "('<a@example.org>', '2027-01-16 10:00:00', 'uenig', :n, '1', 'Vi er uenige <script>')"
            ),
            {"n": noegler[1]},
        )
    return noegler


@pytest.fixture
def som(engine, laas):
    def ask(indgang=SAGSBEHANDLER, drift=None):
        drift = drift or Drift(laas=laas, mailvagt=STANDARD)
        return asking(engine, regler=load_regler(), ur=lambda: NU, indgang=indgang, drift=drift)

    return ask


def hidden(html, navn):
    fundet = re.search(rf'name="{navn}" value="(\w+)"', html)
    assert fundet is not None, navn
    return fundet[1]


def token(klient, noegle):
    return hidden(klient.get(f"/mails/{noegle}").text, "maerke")


def statuses(engine):
    return values(engine, "SELECT status FROM mail ORDER BY id")


def acts(engine):
    with engine.connect() as conn:
        valgt = (
            "SELECT bruger, handling, emne, noegle FROM adgangslog "
            "WHERE handling = 'aendret' OR emne IN ('mailmodtager', 'adressebog')"
        )
        return [tuple(row) for row in conn.execute(text(valgt))]


def test_the_outbox_counts_what_waits_and_shows_no_address(udbakke, som):
    with som() as klient:
        svar = klient.get("/mails")
        tekst = read(svar.text).tekst
        assert "Venter på at blive frigivet 2" in tekst
        assert "Uvist, om den er afleveret 1" in tekst
        assert "Svar (1)" in tekst
        assert "@" not in svar.text
        assert "/mails/frigiv" not in svar.text
        assert len(klient.get("/mails?status=ukendt&format=csv").text.splitlines()) == 3


@pytest.mark.parametrize("rolle", [Rolle.LAESER, Rolle.SOCIALTILSYN])
def test_mails_are_for_caseworkers(udbakke, som, rolle):
    with som(be(rolle, "x1", "Nord" if rolle is Rolle.SOCIALTILSYN else None)) as klient:
        for sti in ("/mails", "/mails/svar", "/mails/svar/1", "/mails/adresser", f"/mails/{udbakke[0]}"):
            assert klient.get(sti).status_code == 403
        assert klient.post(f"/mails/{udbakke[0]}", data={"handling": "sendt"}).status_code == 403


def test_a_text_is_shown_on_its_own_page_and_the_recipient_on_request(engine, udbakke, som):
    with som() as klient:
        svar = klient.get(f"/mails/{udbakke[0]}")
        assert "Vi har gennemgået" in svar.text
        assert "birkehuset.example.org" not in svar.text
        assert svar.headers["cache-control"] == "private, no-store"
        vist = klient.post(f"/mails/{udbakke[0]}/modtager", data={"maerke": token(klient, udbakke[0])})
        assert "kontakt1@birkehuset.example.org" in vist.text
        assert ("KL", "set", "mailmodtager", udbakke[0]) in acts(engine)
        assert klient.get("/mails/findes-ikke").status_code == 404


def test_a_person_decides_an_unknown_fate_once_and_under_the_lock(engine, udbakke, som, laas):
    with som() as klient:
        maerke = {"maerke": token(klient, udbakke[0])}
        svar = klient.post(f"/mails/{udbakke[0]}", data=maerke | {"handling": "sendt"})
        assert svar.status_code == 303
        assert statuses(engine) == ["sendt", "afventer", "afventer"]
        assert laas.taget == 1
        assert acts(engine) == [("KL", "aendret", "mail", udbakke[0])]
        igen = klient.post(f"/mails/{udbakke[0]}", data=maerke | {"handling": "igen"})
        assert igen.status_code == 422
        assert "der er ikke noget at afgøre" in igen.text
        # A shortened key is no key here.
        assert klient.post(f"/mails/{udbakke[1][:8]}", data=maerke | {"handling": "igen"}).status_code == 404
        assert klient.post(f"/mails/{udbakke[0]}", data=maerke | {"handling": "slet"}).status_code == 404


def test_while_a_run_holds_the_lock_nothing_is_changed(engine, udbakke, som, laas):
    laas.er_optaget = True
    with som() as klient:
        svar = klient.post(f"/mails/{udbakke[0]}", data={"maerke": token(klient, udbakke[0]), "handling": "sendt"})
        assert svar.status_code == 422
        assert "En anden kørsel er i gang. Vent, til den er færdig" in svar.text
    with som(drift=Drift()) as klient:
        svar = klient.post(f"/mails/{udbakke[0]}", data={"maerke": token(klient, udbakke[0]), "handling": "sendt"})
        assert svar.status_code == 422
    assert statuses(engine)[0] == "ukendt"
    assert acts(engine) == []


def test_an_administrator_releases_what_was_on_the_page_and_nobody_else_does(engine, udbakke, som):
    with som() as klient:
        maerke = {"maerke": token(klient, udbakke[0])}
        assert klient.post("/mails/frigiv", data=maerke).status_code == 403
        assert klient.post("/mails/regel/IDENT-003", data=maerke | {"grund": "x"}).status_code == 403
    with som(ADMINISTRATOR) as klient:
        side = klient.get("/mails").text
        felter = {navn: hidden(side, navn) for navn in ("maerke", "antal", "nyeste")}
        gammel = klient.post("/mails/frigiv", data=felter | {"antal": "1"})
        assert gammel.status_code == 422
        assert "Der er kommet eller gået mails" in gammel.text
        assert klient.post("/mails/frigiv", data=felter).status_code == 303
    assert statuses(engine) == ["ukendt", "klar", "klar"]
    assert acts(engine) == [("chef", "aendret", "mails", "frigivet")]


def test_a_held_rule_is_let_go_with_a_reason(engine, udbakke, som):
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet) "
                "VALUES ('IDENT-003', 1, 400, 1999, '2027-01-16 10:00:00')"
            )
        )
    with som(ADMINISTRATOR) as klient:
        side = klient.get("/mails").text
        assert "åbnede ved 400 af 1999 tilbud" in side
        assert "tilbudstjek mail" not in side
        maerke = {"maerke": token(klient, udbakke[0])}
        uden = klient.post("/mails/regel/IDENT-003", data=maerke | {"grund": " "})
        assert uden.status_code == 422
        assert 'aria-invalid="true"' in uden.text
        assert klient.post("/mails/regel/IDENT-003", data=maerke | {"grund": "De er rigtige."}).status_code == 303
        assert klient.post("/mails/regel/IDENT-003", data=maerke | {"grund": "Igen."}).status_code == 422
    assert rows(engine, "SELECT grund FROM regelstop WHERE frigivet IS NOT NULL") == [{"grund": "De er rigtige."}]


def test_an_answer_is_read_on_its_own_page_and_settled_once(engine, udbakke, som):
    with som() as klient:
        liste = klient.get("/mails/svar").text
        assert "Svar 1: uenig" in liste
        assert "Vi er uenige" not in liste
        side = klient.get("/mails/svar/1").text
        assert "Vi er uenige &lt;script&gt;" in side
        assert 'href="/sager/1002?vis=uenig#uenig"' in side
        maerke = {"maerke": token(klient, udbakke[0])}
        assert klient.post("/mails/svar/1", data=maerke | {"grund": ""}).status_code == 422
        assert klient.post("/mails/svar/1", data=maerke | {"grund": "Ringet op."}).status_code == 303
        igen = klient.post("/mails/svar/1", data=maerke | {"grund": "Også mig."})
        assert igen.status_code == 422
        assert "Også mig." in igen.text
        for nummer in ("99", "x", "1e3", "9" * 30, "²"):
            assert klient.get(f"/mails/svar/{nummer}").status_code == 404
            assert klient.post(f"/mails/svar/{nummer}", data=maerke | {"grund": "x"}).status_code in {404, 422}
    assert rows(engine, "SELECT af, grund FROM mail_svar") == [{"af": "KL", "grund": "Ringet op."}]


def test_the_address_book_says_who_cannot_be_written_to_and_shows_addresses_on_request(engine, udbakke, som):
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO doed_adresse (email, kode, aarsag, foerst, sidst, antal) VALUES "
                "('doed@firma.example.org', '5.1.1', 'Adressen findes ikke.', '2027-01-01 10:00:00', "
                "'2027-01-02 10:00:00', 2)"
            )
        )
    with som() as klient:
        side = klient.get("/mails/adresser")
        assert "Viser ingen e-mailadresse: 1 tilbud" in side.text
        assert "Socialtilsyn Nord" in side.text
        assert "@" not in side.text
        vist = klient.post("/mails/adresser", data={"maerke": token(klient, udbakke[0])})
        assert "doed@firma.example.org" in vist.text
    assert ("KL", "set", "adressebog", "alle") in acts(engine)
