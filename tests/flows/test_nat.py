"""Whole nights on the replica over real HTTP, with a real database, judged by the replica's own answer key."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from crawler.replica.proces import ReplicaProces
from crawler.replica.register import make_register
from crawler.replica.uheld import Uheld
from crawler.run import CrawlFejl
from flows.aflevering import deliver
from flows.demo import compare
from flows.laas import OptagetFejl, hold_lock
from flows.nat import run_night
from flows.settings import Indstillinger
from reports.mail.outbox import release
from tests.builders import load_udtraek
from warehouse.engine import opened_warehouse
from warehouse.queries import list_afvigelser, list_koersler, list_tilbud

NAT_1 = datetime(2026, 11, 1, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
NAT_2 = NAT_1 + timedelta(days=1)
SEED, ANTAL = 11, 60


@pytest.fixture(scope="module")
def portal():
    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as replica:
        yield replica.url


def _settings(var, portal, database=""):
    return Indstillinger(var=var, portal_url=portal, delay_s=0, database_url=database)


def _found(indstillinger):
    with opened_warehouse(indstillinger.database) as engine:
        rows = list_afvigelser(engine)
        return frozenset((row["regel"], row["tilbudsid"], row["afdelingsid"]) for row in rows)


def _state(indstillinger):
    """Everything a reader can see but the runs."""
    with opened_warehouse(indstillinger.database) as engine:
        return list(list_tilbud(engine)), list(list_afvigelser(engine))


def _koersler(indstillinger):
    with opened_warehouse(indstillinger.database) as engine:
        return list(list_koersler(engine))


def test_two_nights_find_what_was_planted_and_nothing_else(tmp_path, portal, warehouse_url, engine):
    indstillinger = _settings(tmp_path, portal, warehouse_url)
    first = run_night(indstillinger, nu=NAT_1)
    assert first.indlaesning.status == "godkendt"
    assert first.rapport.is_file()
    register = make_register(SEED, nat=1, antal_tilbud=ANTAL)
    assert compare(_found(indstillinger), register, register.facit).passed
    assert first.mails is not None
    assert first.mails.skrevet == 0
    assert first.mails.tilbageholdt > 0, "what one fetch alone has shown is told of to nobody"
    (run,) = _koersler(indstillinger)
    assert run["slut"] > run["start"], "a run takes time, and says so"
    with ReplicaProces(SEED, 2, antal_tilbud=ANTAL) as replica:
        second = run_night(_settings(tmp_path, replica.url, warehouse_url), nu=NAT_2)
    register = make_register(SEED, nat=2, antal_tilbud=ANTAL)
    assert compare(_found(indstillinger), register, register.facit).passed
    assert second.kontrol is not None
    assert second.kontrol.aabnet == len(register.aendringer.nye)
    assert second.kontrol.lukket == len(register.aendringer.rettede)
    assert second.indlaesning.savnede == len(register.savnet)
    assert second.mails is not None
    assert second.mails.skrevet > 0
    assert second.sendt == 0, "nothing leaves before a person has released the first mails"
    assert release(engine, nu=NAT_2) == second.mails.skrevet
    assert deliver(engine, indstillinger, nu=NAT_2).sendt == second.mails.skrevet
    assert len(list((tmp_path / "udbakke").glob("*.eml"))) == second.mails.skrevet


def test_no_street_of_a_krisecenter_is_in_anything_that_was_written(tmp_path, portal):
    run_night(_settings(tmp_path, portal), nu=NAT_1)
    secrets = {
        street
        for side in make_register(SEED, antal_tilbud=ANTAL).sider
        if side.er_hemmelig and (street := side.afdeling.adresse)
    }
    assert secrets
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 50
    for file in files:
        content = file.read_bytes().decode("utf-8", errors="replace")
        assert not [street for street in secrets if street in content], file.name


@pytest.mark.parametrize(
    "uheld",
    [
        pytest.param(Uheld(challenge_andel=1.0, challenge_status=200), id="challenge"),
        pytest.param(Uheld(tom_liste=True), id="empty list", marks=pytest.mark.slow),
        pytest.param(Uheld(omdoebt=("Telefon", "Telefonisk kontakt")), id="renamed label", marks=pytest.mark.slow),
    ],
)
def test_a_bad_fetch_changes_nothing_but_its_own_run(tmp_path, portal, warehouse_url, uheld):
    indstillinger = _settings(tmp_path, portal, warehouse_url)
    run_night(indstillinger, nu=NAT_1)
    before = _state(indstillinger)
    with ReplicaProces(SEED, 2, antal_tilbud=ANTAL, uheld=uheld) as replica:
        bad = run_night(_settings(tmp_path, replica.url, warehouse_url), nu=NAT_2)
    assert bad.indlaesning.status == "afvist"
    assert bad.indlaesning.aarsag
    assert bad.kontrol is None
    assert bad.mails is None
    assert _state(indstillinger) == before
    assert [run["status"] for run in _koersler(indstillinger)].count("afvist") == 1


def _kontroller(indstillinger):
    with opened_warehouse(indstillinger.database) as engine, engine.connect() as forbindelse:
        rows = forbindelse.execute(text("SELECT snapshot_id, udtraek_id, lukket FROM kontrol ORDER BY id"))
        return [tuple(row) for row in rows]


def _deliver(indstillinger, mappe, nu):
    rows = [{"tilbudsid": str(9000 + n)} for n in range(40)]
    with opened_warehouse(indstillinger.database) as engine:
        assert load_udtraek(engine, mappe, {"plads": rows}, start=nu, begrundelse="En prøve.").status == "godkendt"


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_a_dataudtraek_is_judged_with_the_next_fetch_and_not_with_the_last(tmp_path, portal, warehouse_url):
    indstillinger = _settings(tmp_path, portal, warehouse_url)
    run_night(indstillinger, nu=NAT_1)
    _deliver(indstillinger, tmp_path, NAT_1 + timedelta(hours=8))
    with ReplicaProces(SEED, 2, antal_tilbud=ANTAL) as replica:
        run_night(_settings(tmp_path, replica.url, warehouse_url), nu=NAT_2)
    assert [kontrol[:2] for kontrol in _kontroller(indstillinger)] == [(1, None), (2, 1)]


@pytest.mark.slow
def test_a_dataudtraek_does_not_wait_for_a_portal_that_is_ill(tmp_path, portal, warehouse_url):
    indstillinger = _settings(tmp_path, portal, warehouse_url)
    run_night(indstillinger, nu=NAT_1)
    _deliver(indstillinger, tmp_path, NAT_1 + timedelta(hours=8))
    with ReplicaProces(SEED, 2, antal_tilbud=ANTAL, uheld=Uheld(tom_liste=True)) as replica:
        bad = run_night(_settings(tmp_path, replica.url, warehouse_url), nu=NAT_2)
    assert (bad.indlaesning.status, bad.kontrol, bad.mails) == ("afvist", None, None)
    assert [kontrol[:2] for kontrol in _kontroller(indstillinger)] == [(1, 1)]


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_a_portal_that_is_down_gives_a_failed_run_and_a_sentence(tmp_path, warehouse_url):
    indstillinger = _settings(tmp_path, "http://127.0.0.1:9", warehouse_url)
    with pytest.raises(CrawlFejl, match="ortal"):
        run_night(indstillinger, nu=NAT_1)
    runs = _koersler(indstillinger)
    assert [run["status"] for run in runs] == ["fejlet"]
    assert runs[0]["aarsag"]


def test_a_second_night_at_the_same_time_is_refused(tmp_path, portal):
    with hold_lock(_settings(tmp_path, portal)), pytest.raises(OptagetFejl):
        run_night(_settings(tmp_path, portal), nu=NAT_1)
    assert not (tmp_path / "tilbudstjek.db").exists()


def _start_night(var: Path, portal: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "TILBUDSTJEK_VAR": str(var), "TILBUDSTJEK_PORTAL_URL": portal, "TILBUDSTJEK_DELAY_S": "0"}
    return subprocess.Popen([sys.executable, "-m", "flows", "nat"], env=env, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 8.0])
def test_a_night_killed_at_any_point_leaves_nothing_half_done(tmp_path, portal, seconds):
    night = _start_night(tmp_path / "killed", portal)
    time.sleep(seconds)
    night.send_signal(signal.SIGKILL)
    night.wait()
    run_night(_settings(tmp_path / "killed", portal), nu=NAT_2 + timedelta(days=365))
    run_night(_settings(tmp_path / "whole", portal), nu=NAT_2 + timedelta(days=365))
    killed, whole = (_settings(tmp_path / name, portal) for name in ("killed", "whole"))
    assert _found(killed) == _found(whole)
    assert [{**row, "kilde_url": ""} for row in _state(killed)[0]] == [
        {**row, "kilde_url": ""} for row in _state(whole)[0]
    ]
    assert "i_gang" not in [run["status"] for run in _koersler(killed)]


def _tilbudstjek(var: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments],
        env={**os.environ, "TILBUDSTJEK_VAR": str(var), "TILBUDSTJEK_DELAY_S": "0", **env},
        capture_output=True,
        text=True,
        check=False,
    )


TILBUD_FELTER = (
    "tilbudsid, afdelingsid, navn, adresse, postnr, by, cvr, p_nummer, telefon, email, virksomhedsform, "
    "tilsynsmyndighed, har_leder, har_kontaktperson, virksomhed, tilbudstyper, pladser, pladser_i_alt, kilde_url"
).split(", ")
AFVIGELSE_FELTER = (
    "regel, alvor, tilbudsid, afdelingsid, felt, vaerdi, forslag, foerst_set, sidst_set, status, raekke"
).split(", ")
KOERSEL_FELTER = "id, start, slut, kilde, status, aarsag, antal, dump_fil".split(", ")


@pytest.mark.slow
def test_the_commands_do_a_night_by_hand_and_list_it_as_json(tmp_path, portal):
    assert _tilbudstjek(tmp_path, "kontroller").returncode == 1
    hentet = _tilbudstjek(tmp_path, "hent", "--portal", portal)
    assert (hentet.returncode, hentet.stdout) == (0, ""), hentet.stderr
    assert _tilbudstjek(tmp_path, "kontroller").returncode == 0
    expected = {"tilbud": TILBUD_FELTER, "afvigelser": AFVIGELSE_FELTER, "koersler": KOERSEL_FELTER}
    for command, felter in expected.items():
        rows = [json.loads(line) for line in _tilbudstjek(tmp_path, command, "--json").stdout.splitlines()]
        assert rows, command
        assert all(list(row) == felter for row in rows), command
    dump = next((tmp_path / "dumps").glob("*.jsonl"))
    again = _tilbudstjek(tmp_path, "indlaes", str(dump))
    assert again.returncode == 0
    assert "læst ind før" in again.stderr
    assert _tilbudstjek(tmp_path, "indlaes", str(tmp_path / "findes-ikke")).returncode == 1


@pytest.mark.slow
def test_wrong_use_gives_status_2_and_a_bad_portal_status_1(tmp_path):
    assert _tilbudstjek(tmp_path, "hent", "--ukendt").returncode == 2
    assert _tilbudstjek(tmp_path, "findes-ikke").returncode == 2
    refused = _tilbudstjek(tmp_path, "hent", "--portal", "https://portal.example.org")
    assert refused.returncode == 1
    assert "TILBUDSTJEK_KONTAKT" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert _tilbudstjek(tmp_path, "koersler", "--json").stdout == "", "what was never begun is no run"


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    failed = _tilbudstjek(tmp_path, "rettelser", str(tmp_path / "findes-ikke" / "rettelser.csv"))
    assert failed.returncode == 1
    assert "findes-ikke/rettelser.csv" in failed.stderr
    assert "Traceback" not in failed.stderr


@pytest.mark.slow
def test_a_rejected_dump_can_be_overruled_with_a_reason_that_is_kept(tmp_path, portal):
    with ReplicaProces(
        SEED, 1, antal_tilbud=ANTAL, uheld=Uheld(omdoebt=("Tilsynsførende myndighed", "Tilsyn ved"))
    ) as replica:
        rejected = _tilbudstjek(tmp_path, "hent", "--portal", replica.url)
    assert rejected.returncode == 1
    assert "afvist" in rejected.stderr
    dump = next((tmp_path / "dumps").glob("*.jsonl"))
    assert _tilbudstjek(tmp_path, "indlaes", str(dump)).returncode == 1
    overruled = _tilbudstjek(tmp_path, "indlaes", str(dump), "--trods-advarsel", "Portalen har omdøbt feltet")
    assert overruled.returncode == 0, overruled.stderr
    runs = [json.loads(line) for line in _tilbudstjek(tmp_path, "koersler", "--json").stdout.splitlines()]
    assert "Portalen har omdøbt feltet" in "".join(run["aarsag"] or "" for run in runs)
