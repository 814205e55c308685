"""The addresses for machines: no login, no content, no limit, nothing written down; the metrics for this machine."""

import re
import socket
import threading
import time
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from reports.overvaagning.omgivelser import Omgivelser
from reports.web.adgang.graenser import Graense
from reports.web.drift import Drift
from reports.web.sundhed.klar import Klarproeve
from reports.web.sundhed.tal import Driftsmaaler
from tests.builders import NAT_1
from tests.reports.scene import play_night
from tests.reports.web.adgang.scene import behind_login
from tests.reports.web.klient import asking
from tests.reports.web.sager.scene import SAGSBEHANDLER
from tests.warehouse.rows import rows
from warehouse.engine import open_warehouse

NU = NAT_1 + timedelta(hours=5)
NOEGLE = "n" * 40
STIER = ("/sund", "/klar", "/metrics")


@pytest.fixture
def klient(engine, tmp_path):
    play_night(engine, tmp_path)
    with asking(engine, ur=lambda: NU, indgang=SAGSBEHANDLER, drift=Drift(metrik_noegle=NOEGLE)) as klient:
        yield klient


def read_tal(tekst):
    """Give every figure by its name and labels."""
    return {
        (maaling.name, *maaling.labels.values()): maaling.value
        for familie in text_string_to_metric_families(tekst)
        for maaling in familie.samples
    }


def test_they_answer_one_word_without_login_cookie_or_content(klient):
    for sti, ord_ in (("/sund", "sund\n"), ("/klar", "klar\n")):
        svar = klient.get(sti)
        assert (svar.status_code, svar.text) == (200, ord_)
        assert svar.headers["cache-control"] == "no-store"
        assert "set-cookie" not in svar.headers
        assert klient.head(sti).status_code == 200
        assert klient.get(sti, headers={"Host": "hvadsomhelst.example"}).status_code == 200
    assert klient.post("/sund").status_code in {403, 405}


def test_a_probe_is_never_slowed_down_and_never_written_down(engine):
    with behind_login(engine, "http://127.0.0.1:9", graenser=(Graense("/", 5),)) as klient:
        assert {klient.get("/klar").status_code for _ in range(20)} == {200}
        assert {klient.get("/stil.css").status_code for _ in range(20)} == {200, 429}
    assert rows(engine, "SELECT * FROM adgangslog") == []


@pytest.mark.begge_lagre
def test_it_is_not_ready_with_the_schema_of_another_program(engine):
    proeve = Klarproeve(engine)
    assert proeve.ask() == "klar"
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert proeve.ask() == "skema"
    with asking(engine, ur=lambda: NU) as klient:
        svar = klient.get("/klar")
        assert (svar.status_code, svar.text) == (503, "skema\n")
        assert klient.get("/sund").status_code == 200


def test_it_is_not_ready_when_the_database_is_broken(tmp_path, tomt_warehouse):
    fil = tmp_path / "w.db"
    fil.write_bytes(tomt_warehouse.read_bytes())
    engine = open_warehouse(f"sqlite:///{fil}")
    engine.dispose()
    fil.write_bytes(b"ikke en database" * 1000)
    with asking(engine, ur=lambda: NU) as klient:
        svar = klient.get("/klar")
        assert (svar.status_code, svar.text) == (503, "database\n")
        assert read_tal(klient.get("/metrics").text)["tilbudstjek_database_oppe",] == 0
    engine.dispose()


@pytest.mark.kun_postgresql
def test_a_database_that_hangs_is_waited_for_no_longer_than_the_limit(engine):
    with engine.connect() as holder:
        holder.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        proeve = Klarproeve(engine, 0.3)
        begyndt = time.monotonic()
        svar = []
        traade = [threading.Thread(target=lambda: svar.append(proeve.ask())) for _ in range(5)]
        for traad in traade:
            traad.start()
        for traad in traade:
            traad.join()
        assert svar == ["langsom"] * 5
        assert time.monotonic() - begyndt < 1.5
        holder.rollback()
    time.sleep(0.2)
    assert proeve.ask() == "klar"


@pytest.mark.begge_lagre
def test_the_metrics_tell_ages_states_and_counts(klient):
    svar = klient.get("/metrics")
    assert svar.headers["content-type"].startswith("text/plain; version=")
    tal = read_tal(svar.text)
    assert tal["tilbudstjek_database_oppe",] == 1
    assert tal["tilbudstjek_alder_sekunder", "kontrol"] == 5 * 3600
    assert 4 * 3600 < tal["tilbudstjek_alder_sekunder", "hentning"] <= 5 * 3600
    assert ("tilbudstjek_alder_sekunder", "sikkerhedskopi") not in tal
    assert tal["tilbudstjek_koersel_status", "portal", "godkendt"] == 1
    assert tal["tilbudstjek_koersel_status", "portal", "afvist"] == 0
    assert tal["tilbudstjek_mails", "klar"] == 0
    assert tal["tilbudstjek_sager", "ny"] == 0
    assert tal["tilbudstjek_alarmer_aabne", "nat_fejlet"] == 0
    assert sum(tal["tilbudstjek_afvigelser_aabne", alvor] for alvor in ("kritisk", "alvorlig", "advarsel")) > 0
    assert tal["tilbudstjek_database_bytes",] > 100_000
    assert tal["tilbudstjek_forventninger_sene",] == 0


def test_requests_are_counted_by_template_and_nothing_that_was_asked_for_is_kept(klient):
    for sti in ("/tilbud/1001", "/tilbud/1002", "/soeg?q=hemmeligt", "/api/v1/tilbud/1001", "/findes/hemmeligt"):
        klient.get(sti)
    klient.request("TRACE", "/tilbud/1001")
    svar = klient.get("/metrics").text
    tal = read_tal(svar)
    navn = "tilbudstjek_web_forespoergsler_total"
    # Labels stand in the order of the alphabet: metode, rute, status.
    assert tal[navn, "GET", "/tilbud/{tilbudsid:path}", "200"] == 2
    assert tal[navn, "GET", "/api/v1/tilbud/{tilbudsid:path}", "200"] == 1
    assert tal[navn, "GET", "ukendt", "404"] == 1
    assert any(noegle[:3] == (navn, "anden", "ukendt") for noegle in tal)
    assert tal["tilbudstjek_web_svartid_sekunder_count", "/soeg"] == 1
    assert "hemmeligt" not in svar
    assert not re.search(r"\b100[0-9]\b", re.sub(r"(?m) \S+$", "", svar)), "et tilbudsid i en etiket"


def test_the_metrics_are_for_this_machine_or_for_whoever_has_the_key(klient):
    assert klient.get("/metrics").status_code == 200
    for hoveder in (
        {"Host": "tilbudstjek.example.org"},
        {"X-Forwarded-For": "192.0.2.1"},
        {"Forwarded": "for=192.0.2.1"},
        {"X-Forwarded-Host": "tilbudstjek.example.org"},
        {"X-Forwarded-Proto": "https"},
        {"Host": "ond.example", "Authorization": f"Bearer {NOEGLE}x"},
        {"Host": "ond.example", "Authorization": "Bearer æøå".encode()},
        {"Host": "ond.example", "Authorization": NOEGLE},
    ):
        svar = klient.get("/metrics", headers=hoveder)
        assert (svar.status_code, svar.text) == (403, "afvist\n"), hoveder
    udefra = {"Host": "tilbudstjek.example.org", "X-Forwarded-For": "192.0.2.1"}
    assert klient.get("/metrics", headers={**udefra, "Authorization": f"Bearer {NOEGLE}"}).status_code == 200


def test_a_proxy_at_this_machine_that_says_nothing_of_itself_reads_no_metrics_without_the_key(engine):
    drift = Drift(metrik_noegle=NOEGLE)
    with behind_login(engine, "http://127.0.0.1:9", proxy="127.0.0.1", drift=drift) as klient:
        assert klient.get("/metrics").status_code == 403
        assert klient.get("/metrics", headers={"Authorization": f"Bearer {NOEGLE}"}).status_code == 200
    with behind_login(engine, "http://127.0.0.1:9", proxy="192.0.2.1", drift=drift) as klient:
        assert klient.get("/metrics").status_code == 200


def test_without_a_key_no_word_opens_the_metrics_from_elsewhere(engine):
    with asking(engine, ur=lambda: NU) as klient:
        svar = klient.get("/metrics", headers={"Host": "ond.example", "Authorization": "Bearer"})
        assert svar.status_code == 403


def test_a_measurement_serves_all_who_ask_within_its_time(engine):
    tider = [NU]
    maaler = Driftsmaaler(engine, lambda: tider[0], Omgivelser, gemmes_s=30)
    foerste = maaler.collect()
    tider[0] = NU + timedelta(days=1)
    assert maaler.collect() is foerste
    assert Driftsmaaler(engine, lambda: NU, Omgivelser, gemmes_s=-1).collect() is not foerste


def test_a_server_without_a_clock_still_measures_its_answers(engine):
    with asking(engine) as klient:
        klient.get("/sund")
        tal = read_tal(klient.get("/metrics").text)
    assert tal["tilbudstjek_web_forespoergsler_total", "GET", "/sund", "200"] == 1
    assert ("tilbudstjek_database_oppe",) not in tal


def test_a_client_that_says_nothing_of_the_host_gets_an_answer_without_content(klient):
    vaert, port = klient.base_url.host, klient.base_url.port
    with socket.create_connection((vaert, port), timeout=5) as stik:
        stik.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        svar = stik.recv(65536).decode()
    assert svar.split()[1] == "403"
    assert "tilbudstjek_" not in svar
