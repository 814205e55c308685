"""When jobs come, asked of Prefect's own schedule objects: on the days of change too there is exactly one night."""

import asyncio
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from prefect.server.schemas.schedules import CronSchedule

from domain.tid import DANSK_TID
from flows.drift.kalender import KALENDER, NAT, TIDSZONE, find_opgave, list_aktive
from flows.drift.tider import find_last, list_next
from flows.settings import Indstillinger

NATTENS = "30 2 * * *"
AARENE = range(2026, 2031)
SKIFTEDAGE = [
    max(dag for n in range(25, 32) if (dag := date(aar, maaned, n)).isoweekday() == 7)
    for aar in AARENE
    for maaned in (3, 10)
]


def _list_nights(fra: datetime, til: datetime) -> list[datetime]:
    """All times as the server's scheduler gets them: asked again and again, each time from where it is."""
    tider: set[datetime] = set()
    nu = fra
    plan = CronSchedule(cron=NATTENS, timezone=TIDSZONE)

    async def ask() -> None:
        nonlocal nu
        while nu < til:
            tider.update(tid.astimezone(UTC) for tid in await plan.get_dates(n=3, start=nu))
            nu += timedelta(hours=31)

    asyncio.run(ask())
    return sorted(tid for tid in tider if tid < til)


def test_the_row_of_the_night_is_what_is_asked_about():
    assert find_opgave(NAT).cron(Indstillinger()) == NATTENS


def test_each_day_of_five_years_has_exactly_one_night():
    fra, til = datetime(2026, 1, 1, tzinfo=DANSK_TID), datetime(2031, 1, 1, tzinfo=DANSK_TID)
    dage = defaultdict(list)
    for tid in _list_nights(fra, til):
        dage[tid.astimezone(DANSK_TID).date()].append(tid)
    alle = [date(2026, 1, 1) + timedelta(days=n) for n in range((date(2031, 1, 1) - date(2026, 1, 1)).days)]
    assert [dag for dag in alle if len(dage[dag]) != 1] == []
    klokken = {tid.astimezone(DANSK_TID).strftime("%H:%M") for dag, tider in dage.items() for tid in tider}
    assert klokken == {"02:30", "01:30"}, "01:30 is the night when the hour from 2 to 3 is left out"


@pytest.mark.parametrize("dag", SKIFTEDAGE, ids=str)
def test_a_day_of_change_has_one_night_whenever_it_is_asked_about(dag):
    plan = CronSchedule(cron=NATTENS, timezone=TIDSZONE)
    midnat = datetime(dag.year, dag.month, dag.day, tzinfo=UTC) - timedelta(hours=3)

    async def ask() -> set[datetime]:
        fundet: set[datetime] = set()
        for minut in range(0, 9 * 60, 5):
            fundet.update(await plan.get_dates(n=3, start=midnat + timedelta(minutes=minut)))
        return {tid.astimezone(UTC) for tid in fundet if tid.astimezone(DANSK_TID).date() == dag}

    (tid,) = asyncio.run(ask())
    assert tid.astimezone(DANSK_TID).strftime("%H:%M%z") == ("01:30+0100" if dag.month == 3 else "02:30+0200")


def test_the_last_night_is_found_on_any_minute_also_across_a_change():
    for dag in (date(2026, 3, 29), date(2026, 10, 25)):
        morgen = datetime(dag.year, dag.month, dag.day, 9, tzinfo=DANSK_TID)
        sidst = find_last(NATTENS, nu=morgen)
        assert sidst is not None
        assert sidst.date() == dag
        foer = find_last(NATTENS, nu=datetime(dag.year, dag.month, dag.day, 0, 30, tzinfo=DANSK_TID))
        assert foer is not None
        assert foer.date() == dag - timedelta(days=1)


def test_mails_go_out_on_the_hour_on_weekdays_within_the_hours_of_the_settings():
    cron = find_opgave("mail-aflevering").cron(Indstillinger(mail_fra_kl=9, mail_til_kl=12))
    assert cron is not None
    tider = list_next(cron, nu=datetime(2026, 11, 20, 8, tzinfo=DANSK_TID), antal=5)
    assert [f"{tid:%a %H:%M}" for tid in tider] == ["Fri 09:00", "Fri 10:00", "Fri 11:00", "Mon 09:00", "Mon 10:00"]


@pytest.mark.parametrize(("ugedag", "ventet"), [(1, "Mon"), (5, "Fri"), (7, "Sun")])
def test_the_weekly_mails_come_on_the_weekday_of_the_settings(ugedag, ventet):
    cron = find_opgave("ugentlig-orientering").cron(Indstillinger(orientering_ugedag=ugedag))
    assert cron is not None
    (tid,) = list_next(cron, nu=datetime(2026, 11, 20, 8, tzinfo=DANSK_TID), antal=1)
    assert f"{tid:%a %H:%M}" == f"{ventet} 07:30"


def test_the_mailbox_is_read_only_when_there_is_one(tmp_path):
    assert "mail-indbakke" not in [opgave.navn for opgave, _ in list_aktive(Indstillinger(indbakke=None))]
    assert "mail-indbakke" in [opgave.navn for opgave, _ in list_aktive(Indstillinger(indbakke=tmp_path))]


def test_no_job_is_written_twice_and_each_is_a_flow_without_parameters():
    from importlib import import_module

    assert len({opgave.navn for opgave in KALENDER}) == len(KALENDER)
    for opgave in KALENDER:
        modul, _, navn = opgave.flow.rpartition(".")
        flow = getattr(import_module(modul), navn)
        assert flow.name == opgave.navn
        assert flow.timeout_seconds == opgave.loft.total_seconds()
        assert flow.parameters.properties == {}, "a parameter is stored on Prefect's server"
        assert flow.on_failure_hooks
        assert flow.on_crashed_hooks
        assert flow.on_cancellation_hooks
        assert opgave.loft > opgave.vent
