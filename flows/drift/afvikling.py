"""One run of a job: skipped when it comes too late or another run is at work, else done as it is written."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.states import Completed

from domain.tid import write_minute
from flows.drift.kalender import Opgave
from flows.drift.udfald import close_fejl
from flows.laas import OptagetFejl
from flows.logning import start_logning
from flows.settings import Indstillinger, load_settings
from flows.stilhed import Stilhed
from flows.ur import read_clock

T = TypeVar("T")
Gerning = Callable[[Indstillinger, datetime], T]

SPRUNGET_OVER = "Sprunget over"
_LOG = logging.getLogger(__name__)
_MELLEM_FORSOEG_S = 15.0


def afvikl(opgave: Opgave, gerning: "Gerning[T]") -> T | State[Any]:
    """Do a job with the settings and the time now; give what it gives, or the state of a run that was skipped.

    Raises:
        OptagetFejl: another run was at work for longer than this one waits.
        UventetFejl: something went wrong that nobody foresaw; what is kept of it quotes nothing.
    """
    indstillinger, nu = load_settings(), read_clock()
    start_logning(indstillinger)
    planlagt = find_planlagt()
    if planlagt is not None and nu - planlagt > opgave.senest:
        return skip(f"Skulle være kørt {write_minute(planlagt)}; det er for længe siden til at gøre nu.")
    try:
        with Stilhed():
            resultat = _wait_and_do(gerning, indstillinger, opgave.vent)
    except OptagetFejl as fejl:
        if opgave.vent:
            raise
        return skip(str(fejl))
    close_fejl(indstillinger, opgave.navn, nu=read_clock())
    return resultat


def find_planlagt() -> datetime | None:
    """Give when Prefect meant the flow run that is going on to begin; None outside a run."""
    kontekst = FlowRunContext.get()
    flow_run = None if kontekst is None else kontekst.flow_run
    return None if flow_run is None else flow_run.expected_start_time


def skip(tekst: str) -> State[Any]:
    """Give the state of a run that rightly did nothing: green, with a name of its own and the reason."""
    _LOG.warning("Skipped: %s", tekst)
    return Completed(name=SPRUNGET_OVER, message=tekst)


def _wait_and_do(gerning: "Gerning[T]", indstillinger: Indstillinger, vent: timedelta) -> T:
    """Try until the lock is free: it is taken before anything is done, so that a refused try has done nothing."""
    slut = time.monotonic() + vent.total_seconds()
    while True:
        try:
            return gerning(indstillinger, read_clock())
        except OptagetFejl:
            if time.monotonic() >= slut:
                raise
        time.sleep(min(_MELLEM_FORSOEG_S, max(0.1, slut - time.monotonic())))
