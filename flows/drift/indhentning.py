"""A night that did not happen in time: seen in the database, and begun while it is not too late."""

from datetime import datetime, timedelta

from prefect.deployments import run_deployment

from flows.drift.kalender import NAT, NAVN, find_opgave
from flows.drift.tider import find_last
from flows.settings import Indstillinger
from warehouse.engine import opened_warehouse
from warehouse.transaktion import reading
from warehouse.udfoert import Job, load_udfoert

_FRIST = timedelta(minutes=20)


def is_nat_done(indstillinger: Indstillinger, *, siden: datetime) -> bool:
    """Tell whether a whole night, accepted or rejected, has ended since a moment. Raises WarehouseFejl."""
    with opened_warehouse(indstillinger.database) as engine, reading(engine) as session:
        sidst = load_udfoert(session.connection())[Job.NAT].lykkedes
    return sidst is not None and sidst >= siden


def begin_udeblevet(indstillinger: Indstillinger, *, nu: datetime) -> datetime | None:
    """Begin the night that should have begun at the time it gives; None when there is none to begin.

    Once an hour at most, so that one that fails again is tried again, and does not fill the list. Two that were begun
    at once are one night: the second is skipped (`flows.nat`).

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    due = find_udeblevet(indstillinger, nu=nu)
    # A run of the calendar's own gets time to begin by itself.
    if due is None or nu - due < _FRIST:
        return None
    run_deployment(
        f"{NAT}/{NAVN}",
        timeout=0,
        as_subflow=False,
        idempotency_key=f"indhent-{due:%Y%m%d}-{nu:%d%H}",
        tags=["indhentet"],
    )
    return due


def find_udeblevet(indstillinger: Indstillinger, *, nu: datetime) -> datetime | None:
    """Give when a night was to begin that is not done and may still be; None when all is well or it is too late.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    opgave = find_opgave(NAT)
    cron = opgave.cron(indstillinger)
    due = None if cron is None else find_last(cron, nu=nu)
    if due is None or nu - due > opgave.senest or is_nat_done(indstillinger, siden=due):
        return None
    return due
