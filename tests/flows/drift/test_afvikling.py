"""One run of a job: it waits for the lock or is skipped, comes too late or is done already; without a server."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.objects import State

from domain.tid import DANSK_TID
from flows.drift import afvikling
from flows.drift.afvikling import SPRUNGET_OVER, afvikl
from flows.drift.indhentning import find_udeblevet, is_nat_done
from flows.drift.kalender import Opgave
from flows.drift.udfald import OPGAVE_FEJLET
from flows.laas import OptagetFejl, hold_lock
from flows.settings import Indstillinger
from warehouse.alarmer import list_alarmer, raise_alarm
from warehouse.engine import open_warehouse
from warehouse.udfoert import Job, note_udfoert


@pytest.fixture
def indstillinger(tmp_path, monkeypatch, warehouse_url):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path))
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    return Indstillinger()


def _opgave(vent: timedelta) -> Opgave:
    return Opgave(
        navn="prøve",
        hvad="",
        flow="",
        cron=lambda _: None,
        senest=timedelta(hours=1),
        vent=vent,
        loft=timedelta(hours=1),
    )


def _work(indstillinger: Indstillinger, _nu: datetime) -> str:
    with hold_lock(indstillinger):
        return "gjort"


def test_a_job_that_waits_not_is_skipped_while_another_run_is_at_work(indstillinger):
    with hold_lock(indstillinger):
        tilstand = afvikl(_opgave(timedelta(0)), _work)
    assert isinstance(tilstand, State)
    assert (tilstand.name, tilstand.is_completed()) == (SPRUNGET_OVER, True)
    assert "i gang" in (tilstand.message or "")
    assert afvikl(_opgave(timedelta(0)), _work) == "gjort"


def test_a_job_that_waits_goes_on_when_the_other_is_done_and_gives_up_in_the_end(indstillinger, monkeypatch):
    monkeypatch.setattr(afvikling, "_MELLEM_FORSOEG_S", 0.1)
    slip = threading.Event()
    holdt = threading.Event()

    def hold() -> None:
        with hold_lock(indstillinger):
            holdt.set()
            slip.wait(20)

    anden = threading.Thread(target=hold)
    anden.start()
    assert holdt.wait(20)
    with pytest.raises(OptagetFejl):
        afvikl(_opgave(timedelta(seconds=0.3)), _work)
    threading.Timer(0.5, slip.set).start()
    assert afvikl(_opgave(timedelta(seconds=20)), _work) == "gjort"
    anden.join()


def test_a_run_that_comes_too_late_is_skipped_and_says_when_it_was_to_be(indstillinger, monkeypatch):
    monkeypatch.setattr(afvikling, "find_planlagt", lambda: datetime.now(UTC) - timedelta(hours=2))
    tilstand = afvikl(_opgave(timedelta(0)), _work)
    assert isinstance(tilstand, State)
    assert "for længe siden" in (tilstand.message or "")
    monkeypatch.setattr(afvikling, "find_planlagt", lambda: datetime.now(UTC) - timedelta(minutes=30))
    assert afvikl(_opgave(timedelta(0)), _work) == "gjort"


def test_a_job_that_goes_well_closes_the_alarm_of_the_time_it_did_not(indstillinger):
    engine = open_warehouse(indstillinger.database)
    nu = datetime(2026, 11, 24, 8, tzinfo=DANSK_TID)
    for navn in ("prøve", "en-anden"):
        raise_alarm(engine, OPGAVE_FEJLET, navn, tekst="Den fejlede.", nu=nu)
    afvikl(_opgave(timedelta(0)), _work)
    assert [alarm.noegle for alarm in list_alarmer(engine)] == ["en-anden"]
    engine.dispose()


@pytest.mark.begge_lagre
def test_a_night_that_did_not_come_is_seen_until_it_is_too_late(indstillinger):
    engine = open_warehouse(indstillinger.database)
    due = datetime(2026, 11, 24, 2, 30, tzinfo=DANSK_TID)
    note_udfoert(engine, Job.NAT, nu=due - timedelta(hours=23))
    assert find_udeblevet(indstillinger, nu=due - timedelta(minutes=1)) is None
    assert find_udeblevet(indstillinger, nu=due + timedelta(hours=4)) == due
    assert find_udeblevet(indstillinger, nu=due + timedelta(hours=10, minutes=1)) is None
    assert not is_nat_done(indstillinger, siden=due)
    note_udfoert(engine, Job.NAT, nu=due + timedelta(hours=5))
    assert is_nat_done(indstillinger, siden=due)
    assert find_udeblevet(indstillinger, nu=due + timedelta(hours=6)) is None
    engine.dispose()
