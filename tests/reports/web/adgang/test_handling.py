"""Forms behind the login: only with the session's own token, and nothing that was typed is ever lost."""

import logging
import socket
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from sampling.design import Design
from tests.reports.web.adgang.scene import Ur, behind_login, find_maerke, log_in
from tests.reports.web.test_stikproeve_formular import Formular, ask, stored
from tests.stikproever import draw, freeze_kontrol, make_register
from warehouse.engine import open_warehouse
from warehouse.stikproever.fordeling import list_udtrukne


@pytest.fixture(scope="module")
def engine(lager, tmp_path_factory):
    """A warehouse with control 26-1 drawn, of which each test answers its own unit."""
    mappe = tmp_path_factory.mktemp("trukket")
    engine = open_warehouse(lager.tomt())
    freeze_kontrol(engine, mappe, afdelinger=make_register(24), design=Design(antal=20))
    draw(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def enheder(engine):
    return iter(ask(engine, lambda conn, kontrol: [en.enhed.enhed_id for en in list_udtrukne(conn, kontrol)]))


@pytest.fixture
def enhed(enheder):
    return next(enheder)


@pytest.fixture(scope="module")
def ur():
    return Ur()


@pytest.fixture(scope="module")
def browser(engine, udsteder, ur):
    with behind_login(engine, udsteder, ur, graenser=()) as klient:
        yield klient


@pytest.fixture
def klient(browser, ur):
    ur.foran = timedelta()
    browser.cookies.clear()
    log_in(browser, "KL")
    return browser


def sti(enhed):
    return f"/stikproever/26-1/svar/{enhed}"


def fill(klient, enhed, **aendringer):
    felter = Formular(klient.get(sti(enhed)).text).felter
    return felter | {navn.replace("__", "."): value for navn, value in aendringer.items()}


def acts(engine, enhed):
    with engine.begin() as conn:
        valgt = text("SELECT bruger, handling, emne FROM adgangslog WHERE handling = 'aendret' AND noegle = :noegle")
        return [tuple(row) for row in conn.execute(valgt, {"noegle": f"26-1/{enhed}"})]


def test_an_answer_is_given_under_ones_own_name_and_logged_with_it(engine, klient, enhed):
    svar = klient.post(sti(enhed), data=fill(klient, enhed, takst__udfald="rigtig", sagsbehandler="MB"))
    assert svar.status_code == 303
    (version,) = stored(engine, enhed)
    assert version.sagsbehandler == "KL"
    assert acts(engine, enhed) == [("KL", "aendret", "stikproeve")]
    klient.post(sti(enhed), data=fill(klient, enhed))
    assert len(acts(engine, enhed)) == 1


def test_a_change_that_is_refused_leaves_no_line(engine, klient, enhed):
    svar = klient.post(sti(enhed), data=fill(klient, enhed, takst__udfald="rigtig", takst__minutter="mange"))
    assert svar.status_code == 422
    assert acts(engine, enhed) == []


@pytest.mark.parametrize(
    "hoveder",
    [
        {"Origin": "https://ond.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_send_a_form(engine, klient, enhed, hoveder):
    felter = fill(klient, enhed, takst__udfald="rigtig")
    assert klient.post(sti(enhed), data=felter, headers=hoveder).status_code == 403
    assert stored(engine, enhed) == ()


@pytest.mark.parametrize("maerke", ["", "0" * 64, "æ", None])
def test_without_the_sessions_token_nothing_is_stored_and_nothing_lost(engine, klient, enhed, maerke):
    felter = fill(klient, enhed, takst__udfald="forkert", takst__kommentar='to\nlinjer & "tegn" <b>')
    felter = {navn: value for navn, value in (felter | {"maerke": maerke}).items() if value is not None}
    svar = klient.post(sti(enhed), data=felter)
    assert svar.status_code == 422
    assert stored(engine, enhed) == ()
    assert "<b>" not in svar.text
    assert klient.post(sti(enhed), data=Formular(svar.text).felter).status_code == 303
    assert stored(engine, enhed)[0].svar.kommentar == 'to\nlinjer & "tegn" <b>'


def test_what_is_shown_again_is_what_a_person_typed_and_nothing_a_form_carries_for_itself(klient, enhed):
    felter = fill(klient, enhed, bemaerkning="Ringede to gange", maerke="x", udgave="884417", fund="0f3aee1c")
    svar = klient.post(sti(enhed), data=felter)
    vist = svar.text.partition("Det, du skrev")[2]
    assert "Ringede to gange" in vist
    assert "884417" not in vist
    assert "0f3aee1c" not in vist
    assert Formular(svar.text).felter["udgave"] == "884417"


def test_the_token_of_another_session_does_not_fit(engine, klient, enhed):
    felter = fill(klient, enhed, takst__udfald="rigtig")
    log_in(klient, "KL")
    svar = klient.post(sti(enhed), data=felter)
    assert svar.status_code == 422
    assert stored(engine, enhed) == ()


def test_a_session_that_ends_while_a_form_is_filled_loses_nothing(engine, klient, enhed, ur):
    felter = fill(klient, enhed, takst__udfald="forkert", takst__kommentar="Skrevet i en time.", takst__minutter="60")
    ur.foran += timedelta(hours=1)
    svar = klient.post(sti(enhed), data=felter)
    assert svar.status_code == 401
    assert "intet er tabt" in svar.text
    assert "Registret, som det så ud" not in svar.text
    assert 'href="/log-ind?til=/log-ind/faerdig" target="_blank"' in svar.text
    for_tidligt = klient.post(sti(enhed), data=Formular(svar.text).felter)
    assert for_tidligt.status_code == 401
    inde = log_in(klient, "KL", til="/log-ind/faerdig")
    assert "gå tilbage til din formular" in klient.get(inde.headers["location"]).text
    set_igennem = klient.post(sti(enhed), data=Formular(for_tidligt.text).felter)
    assert set_igennem.status_code == 422
    assert "Send igen" in set_igennem.text
    assert "Skrevet i en time." in set_igennem.text
    assert stored(engine, enhed) == ()
    assert klient.post(sti(enhed), data=Formular(set_igennem.text).felter).status_code == 303
    (version,) = stored(engine, enhed)
    assert (version.svar.kommentar, version.svar.minutter, version.sagsbehandler) == ("Skrevet i en time.", 60, "KL")


def test_another_person_who_takes_over_a_form_is_told_whose_it_was(klient, enhed, ur):
    felter = fill(klient, enhed, takst__udfald="forkert")
    ur.foran += timedelta(hours=1)
    svar = klient.post(sti(enhed), data=felter)
    log_in(klient, "MB")
    igen = klient.post(sti(enhed), data=Formular(svar.text).felter)
    assert "Formularen blev åbnet af KL. Du er logget ind som MB" in igen.text


def test_the_second_of_two_sees_what_the_first_did_and_her_own_text(engine, klient, enhed):
    aaben = fill(klient, enhed, takst__udfald="rigtig", takst__kommentar="mit eget")
    log_in(klient, "MB")
    klient.post(sti(enhed), data=fill(klient, enhed, takst__udfald="forkert", takst__kommentar="hendes"))
    log_in(klient, "KL")
    maerke = find_maerke(klient.get(sti(enhed)).text)
    svar = klient.post(sti(enhed), data=aaben | {"maerke": maerke})
    assert svar.status_code == 422
    assert "MB svarede »Forkert«" in svar.text
    assert Formular(svar.text).felter["takst.kommentar"] == "mit eget"
    assert [en.sagsbehandler for en in stored(engine, enhed)] == ["MB"]


def test_a_reader_who_sends_a_form_is_refused(engine, klient, enhed):
    felter = fill(klient, enhed, takst__udfald="rigtig")
    log_in(klient, "laeser")
    assert klient.post(sti(enhed), data=felter).status_code == 403
    assert stored(engine, enhed) == ()


def test_a_browser_that_goes_while_it_sends_leaves_no_error_in_the_log(klient, caplog):
    begyndelse = f"POST /log-ud HTTP/1.1\r\nHost: {klient.base_url.netloc.decode()}\r\nContent-Length: 100\r\n"
    with socket.create_connection((klient.base_url.host, klient.base_url.port)) as stik:
        stik.sendall(f"{begyndelse}Content-Type: application/x-www-form-urlencoded\r\n\r\nmaerke=".encode())
        time.sleep(0.2)
    time.sleep(0.2)
    assert klient.get("/log-ind/farvel").status_code == 200
    assert [post for post in caplog.records if post.levelno >= logging.ERROR] == []
