"""When jobs come, asked of Prefect's own schedules: they decide what happens on the days the clock is changed."""

import asyncio
from datetime import datetime, timedelta

from prefect.server.schemas.schedules import CronSchedule

from domain.tid import DANSK_TID
from flows.drift.kalender import TIDSZONE


def list_next(cron: str, *, nu: datetime, antal: int) -> list[datetime]:
    """Give the next times of a cron from `nu` on, in Danish time."""
    plan = CronSchedule(cron=cron, timezone=TIDSZONE)
    return [tid.astimezone(DANSK_TID) for tid in asyncio.run(plan.get_dates(n=antal, start=nu))]


def find_last(cron: str, *, nu: datetime) -> datetime | None:
    """Give the latest time of a daily cron that has come, None when there was none in the last two days."""
    tider = [tid for tid in list_next(cron, nu=nu - timedelta(days=2), antal=4) if tid <= nu]
    return tider[-1] if tider else None
