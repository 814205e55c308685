"""The log of acts: looks at contact data are in it, and administrators find them again."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from reports.web.adgang.indgang import Lokal
from reports.web.bruger import Bruger, Rolle
from tests.builders import NAT_1
from tests.reports.scene import play_night
from tests.reports.web.klient import asking, read
from warehouse.adgangslog import Spor, log_adgang

CHEF = Bruger(brugernavn="chef", navn="Chef", rolle=Rolle.ADMINISTRATOR)


@pytest.fixture
def klient(engine):
    with asking(engine, ur=lambda: NAT_1, indgang=Lokal(bruger=CHEF, hemmelighed=b"s" * 32)) as klient:
        yield klient


def write(engine, antal, **andet):
    for nr in range(antal):
        felter = {"bruger": "KL", "rolle": "laeser", "handling": "set", "emne": "kontakt", "noegle": f"{1000 + nr}"}
        log_adgang(engine, Spor(tidspunkt=NAT_1 + timedelta(minutes=nr), **felter | andet))


def test_a_look_at_a_tilbud_is_written_with_who_and_which(engine, tmp_path, klient):
    play_night(engine, tmp_path)
    assert klient.get("/tilbud/1001").status_code == 200
    assert klient.get("/tilbud/9999").status_code == 404
    frist = time.monotonic() + 10
    while not (fundet := look(engine)) and time.monotonic() < frist:
        time.sleep(0.02)
    assert fundet == [("chef", "administrator", "set", "kontakt", "1001")]
    assert "1001" in read(klient.get("/adgang").text).tekst


def test_a_person_who_looks_by_way_of_the_api_is_written_down_as_on_the_page(engine, tmp_path, klient):
    play_night(engine, tmp_path)
    assert klient.get("/api/v1/tilbud/1001").status_code == 200
    assert klient.get("/api/v1/tilbud/9999").status_code == 404
    frist = time.monotonic() + 10
    while not (fundet := look(engine)) and time.monotonic() < frist:
        time.sleep(0.02)
    assert fundet == [("chef", "administrator", "set", "kontakt", "1001")]


def look(engine):
    with engine.begin() as conn:
        valgt = "SELECT bruger, rolle, handling, emne, noegle FROM adgangslog"
        return [tuple(row) for row in conn.execute(text(valgt))]


def test_a_look_does_not_wait_for_a_night_that_holds_the_database(engine, tmp_path, klient):
    play_night(engine, tmp_path)
    with engine.connect() as nat:
        nat.execute(text("UPDATE afvigelse SET status = status"))
        foer = time.monotonic()
        assert klient.get("/tilbud/1001").status_code == 200
        assert time.monotonic() - foer < 5
        nat.rollback()


def test_the_local_reader_is_nobody_and_leaves_no_line(engine, tmp_path):
    play_night(engine, tmp_path)
    with asking(engine, ur=lambda: NAT_1) as klient:
        assert klient.get("/tilbud/1001").status_code == 200
    assert look(engine) == []


def test_the_log_is_found_by_person_and_by_danish_day_and_turned_page_by_page(engine, klient):
    write(engine, 60)
    write(engine, 1, bruger="MB", noegle="2000")
    forside = read(klient.get("/adgang").text)
    assert "61 linjer" in forside.tekst
    assert "Side 1 af 2" in forside.tekst
    anden = read(klient.get("/adgang?bruger=KL&side=2").text)
    assert "Side 2 af 2" in anden.tekst
    assert "/adgang?side=1&bruger=KL" in anden.links
    assert "1 linje," in read(klient.get("/adgang?bruger=MB").text).tekst
    assert "61 linjer" in read(klient.get(f"/adgang?dag={NAT_1:%Y-%m-%d}").text).tekst
    tom = read(klient.get("/adgang?dag=2020-01-01").text)
    assert "ingen linjer med det filter" in tom.tekst
    assert "/adgang" in tom.links


UMULIGE = (
    *("bruger=' OR 1=1 --", "bruger=<script>alert(1)</script>", "bruger=%00", "bruger=" + "x" * 10_000),
    *("dag=i+går", "dag=0001-01-01", "dag=9999-12-31", "dag=2026-02-31", "dag=%00", "dag=" + "1" * 9_000),
)


def test_no_filter_breaks_the_page(engine, klient):
    write(engine, 1)
    for spoergsmaal in UMULIGE:
        svar = klient.get(f"/adgang?{spoergsmaal}")
        assert svar.status_code == 200, spoergsmaal
        assert "<script>" not in svar.text
        assert "ingen linjer" in svar.text


def test_pages_past_the_end_are_not_there(engine, klient):
    assert klient.get("/adgang?side=2").status_code == 404
