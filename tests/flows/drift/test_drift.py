"""`drift` for real: its own Prefect server, schedules that fire, nights on the replica, alarms over real mail."""

import re
import socket
import time
from datetime import datetime, timedelta

import httpx
import pytest

from crawler.replica.proces import ReplicaProces
from crawler.replica.register import make_register
from domain.tid import DANSK_TID
from flows.drift.indhentning import begin_udeblevet
from flows.settings import Indstillinger
from tests.driftproces import Driftproces, wait_for
from tests.postkontor import BRUGER, Certifikater, Postkontor
from warehouse.alarmer import list_alarmer
from warehouse.engine import open_warehouse
from warehouse.queries import list_koersler

pytestmark = pytest.mark.slow
NAT = "natlig-kontrol"
SEED, ANTAL = 11, 60


@pytest.fixture(scope="module")
def kontor(tmp_path_factory):
    certifikater = Certifikater(tmp_path_factory.mktemp("ca"))
    with Postkontor(certifikater) as kontor:
        kontor.ca_fil = certifikater.fil  # type: ignore[attr-defined]
        yield kontor


@pytest.fixture(scope="module")
def drift(tmp_path_factory, kontor):
    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as replica:
        drift = Driftproces(
            tmp_path_factory.mktemp("drift"),
            TILBUDSTJEK_PORTAL_URL=replica.url,
            TILBUDSTJEK_ALARM_TIL="vagt@drift.example.org",
            TILBUDSTJEK_SMTP_URL=f"smtps://{BRUGER}:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}",
            SSL_CERT_FILE=str(kontor.ca_fil),
        )
        drift.make_nat()
        drift.start()
        try:
            yield drift
        finally:
            drift.kill()


def _engine(drift):
    return open_warehouse(f"sqlite:///{drift.var / 'tilbudstjek.db'}")


def _count_nights(drift) -> int:
    engine = _engine(drift)
    antal = len(list(list_koersler(engine)))
    engine.dispose()
    return antal


def test_a_schedule_fires_and_gives_a_night(drift):
    foer = _count_nights(drift)
    drift.schedule_once(NAT, om_s=10)
    (run,) = drift.wait_for_runs(NAT, 1)
    assert (run["state_name"], run["auto_scheduled"]) == ("Completed", True), drift.log.read_text()[-3000:]
    assert run["parameters"] == {}
    assert _count_nights(drift) == foer + 1
    assert (drift.var / "rapport").is_dir()


def test_two_nights_asked_for_at_once_are_one_night(drift):
    foer = _count_nights(drift)
    naaede = len(drift.wait_for_runs(NAT, 1))
    ids = {drift.begin(NAT), drift.begin(NAT)}
    runs = [run for run in drift.wait_for_runs(NAT, naaede + 2) if run["id"] in ids]
    assert sorted(run["state_name"] for run in runs) == ["Completed", "Sprunget over"]
    assert _count_nights(drift) == foer + 1


def test_a_night_that_did_not_come_is_begun_once_an_hour(drift):
    indstillinger = Indstillinger(var=drift.var)
    i_morgen = datetime.now(DANSK_TID).replace(hour=4, minute=0) + timedelta(days=1)
    foer = _count_nights(drift)
    naaede = len(drift.wait_for_runs(NAT, 1))
    for minut in (0, 15):
        due = drift.call_as_job(begin_udeblevet, indstillinger, nu=i_morgen.replace(minute=minut))
        assert due is not None
        assert (due.date(), due.hour, due.minute) == (i_morgen.date(), 2, 30)
    run = drift.wait_for_runs(NAT, naaede + 1)[-1]
    assert (run["state_name"], sorted(run["tags"])) == ("Completed", ["indhentet", "tilbudstjek"])
    assert (len(drift.list_runs(NAT)), _count_nights(drift)) == (naaede + 1, foer + 1)


def test_mails_during_a_night_are_skipped_and_not_failed(drift):
    naaede = len(drift.wait_for_runs(NAT, 1))
    drift.begin(NAT)
    laas = drift.var / "tilbudstjek.lock"
    wait_for(lambda: any(run["state_type"] == "RUNNING" for run in drift.list_runs(NAT)), "no night", s=120)
    assert laas.exists()
    drift.begin("mail-aflevering")
    (run,) = drift.wait_for_runs("mail-aflevering", 1)
    assert (run["state_type"], run["state_name"]) == ("COMPLETED", "Sprunget over")
    drift.wait_for_runs(NAT, naaede + 1)


def test_a_night_that_fails_is_mailed_to_a_person_and_its_end_too(drift, kontor):
    naaede = len(drift.wait_for_runs(NAT, 1))
    drift.var.joinpath("rapport").rename(drift.var / "rapport-gemt")
    drift.var.joinpath("rapport").write_text("in the way")
    drift.begin(NAT)
    run = drift.wait_for_runs(NAT, naaede + 1)[-1]
    assert run["state_type"] == "FAILED", drift.log.read_text()[-3000:]
    wait_for(lambda: bool(kontor.modtaget), "no mail of the failed night", s=60)
    ((til, besked),) = kontor.modtaget
    assert (til, besked["Subject"]) == ("vagt@drift.example.org", "Tilbudstjek: Natten fejlede")
    assert "Det gør du" in besked.get_content()
    drift.var.joinpath("rapport").unlink()
    drift.begin(NAT)
    assert drift.wait_for_runs(NAT, naaede + 2)[-1]["state_type"] == "COMPLETED"
    wait_for(lambda: len(kontor.modtaget) == 2, "no mail of relief", s=60)
    assert kontor.modtaget[1][1]["Subject"] == "Tilbudstjek: ovre: Natten fejlede"
    engine = _engine(drift)
    assert [alarm for alarm in list_alarmer(engine) if alarm.slags == "nat_fejlet"] == []
    engine.dispose()


def test_a_drift_killed_in_the_middle_of_a_night_goes_on_after_a_restart(drift, kontor):
    foer = len(drift.wait_for_runs(NAT, 1))
    drift.begin(NAT)
    wait_for(lambda: any(run["state_type"] == "RUNNING" for run in drift.list_runs(NAT)), "no night", s=120)
    time.sleep(1)
    drift.kill()
    drift.start()
    doed = drift.wait_for_runs(NAT, foer + 1)[-1]
    assert doed["state_type"] == "CRASHED"
    wait_for(lambda: kontor.modtaget[-1][1]["Subject"] == "Tilbudstjek: Natten fejlede", "nobody was told", s=60)
    assert "standsede midt i" in kontor.modtaget[-1][1].get_content()
    drift.begin(NAT)
    assert drift.wait_for_runs(NAT, foer + 2)[-1]["state_type"] == "COMPLETED", drift.log.read_text()[-3000:]


def test_prefects_database_and_logs_hold_the_steps_and_nothing_of_the_register(drift):
    drift.wait_for_runs(NAT, 1)
    linjer = [str(linje["message"]) for linje in drift.post("/logs/filter", {"limit": 200})]
    assert any("Kontrollerer registret mod reglerne" in linje for linje in linjer), "people read the steps there"
    afdelinger = [side.afdeling for side in make_register(SEED, antal_tilbud=ANTAL).sider]
    maerker = {
        str(value)
        for afdeling in afdelinger
        for value in (afdeling.navn, afdeling.adresse, afdeling.email, afdeling.telefon, afdeling.hjemmeside)
        if value and len(str(value)) > 6
    }
    assert len(maerker) > 100
    filer = [fil for fil in (drift.var / "prefect").rglob("*") if fil.is_file()]
    assert any(fil.name.startswith("prefect.db") for fil in filer)
    tekst = "\n".join(fil.read_bytes().decode("utf-8", errors="replace") for fil in [*filer, drift.log])
    assert [maerke for maerke in maerker if maerke in tekst] == []
    assert re.findall(r"[\w.]+@(?!127)[\w-]+\.example\.(?:org|com)", tekst) == []
    assert "p%40ss" not in tekst


def test_only_this_machine_is_ever_asked_for(drift):
    linjer = set(drift.netvagt.read_text().splitlines())
    assert any("127.0.0.1" in linje for linje in linjer), "the watch is at work"
    # A mail's greeting says the machine's own name, and asks for it.
    fremmede = {
        linje
        for linje in linjer - {f"socket.gethostbyname {socket.gethostname()!r}"}
        if not re.search(r"'(127\.0\.0\.1|localhost|::1)'|b'(127\.0\.0\.1|localhost)'|socket\.connect '|None", linje)
    }
    assert fremmede == set()


def test_it_stops_when_it_is_told_to_and_leaves_no_server(drift):
    foer = len(drift.log.read_text())
    assert drift.stop() == 0
    assert "Warning" not in drift.log.read_text()[foer:]
    with pytest.raises(httpx.ConnectError):
        drift.post("/health", {})


def test_one_that_is_stopped_while_it_comes_up_leaves_no_server(tmp_path):
    drift = Driftproces(tmp_path, TILBUDSTJEK_PORTAL_URL="http://127.0.0.1:9")
    drift.begin_start()
    try:
        wait_for(drift.is_server_up, "no server came up", s=120)
        assert drift.stop() == 0, drift.log.read_text()[-3000:]
        assert not drift.is_server_up()
    finally:
        drift.kill()
