"""Telling a person: one mail of all alarms that are new and of all that are over, and then a note that it was told."""

import logging
from collections.abc import Sequence
from datetime import datetime

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from flows.drift import uden_database
from flows.drift.brev import compose
from flows.drift.post import PostFejl, hand_over, read_modtagere
from flows.settings import Indstillinger, IndstillingFejl
from warehouse.alarmafmelding import list_overstaaede, note_afmeldt
from warehouse.alarmer import AabenAlarm, list_alarmer, note_fortalt
from warehouse.engine import opened_warehouse
from warehouse.fejl import WarehouseFejl

_LOG = logging.getLogger(__name__)
_VENT_S = 60


def fortael(indstillinger: Indstillinger, *, nu: datetime) -> bool:
    """Write to the people of TILBUDSTJEK_ALARM_TIL about what they have not been told; tell whether there was a mail.

    Each alarm is told once, and once more when it is over. What cannot be handed over is tried again the next time. A
    machine that dies between the mail and the note of it tells it again, under the same Message-ID.
    """
    try:
        modtagere = read_modtagere(indstillinger)
        if not modtagere:
            return False
        indstillinger.alarmer.mkdir(parents=True, exist_ok=True)
        with FileLock(indstillinger.alarmer / ".laas").acquire(timeout=_VENT_S):
            return _tell_all(indstillinger, modtagere, nu=nu)
    except (PostFejl, IndstillingFejl, OSError, Timeout) as fejl:
        # The kind alone: words of the system may hold a path or an address.
        _LOG.error("Nobody could be told of alarms: %s", fejl if isinstance(fejl, PostFejl) else type(fejl).__name__)
        return False


def _tell_all(indstillinger: Indstillinger, modtagere: tuple[str, ...], *, nu: datetime) -> bool:
    try:
        with opened_warehouse(indstillinger.database) as engine:
            return _tell_from(engine, indstillinger, modtagere, nu=nu)
    except WarehouseFejl:
        return _tell_of_database(indstillinger, modtagere, nu=nu)


def _tell_from(engine: Engine, indstillinger: Indstillinger, modtagere: tuple[str, ...], *, nu: datetime) -> bool:
    nye = tuple(alarm for alarm in list_alarmer(engine) if alarm.fortalt is None)
    over = list_overstaaede(engine)
    husket = uden_database.read_husket(indstillinger.alarmer)
    tilbage = (_as_alarm(husket),) if husket is not None and husket.fortalt is not None else ()
    if nye or over or tilbage:
        _send(indstillinger, modtagere, nye, (*over, *tilbage), nu=nu)
        note_fortalt(engine, tuple(alarm.id for alarm in nye), nu=nu)
        note_afmeldt(engine, tuple(alarm.id for alarm in over), nu=nu)
    uden_database.forget(indstillinger.alarmer)
    return bool(nye or over or tilbage)


def _tell_of_database(indstillinger: Indstillinger, modtagere: tuple[str, ...], *, nu: datetime) -> bool:
    husket = uden_database.remember(indstillinger.alarmer, nu=nu)
    if husket.fortalt is not None:
        return False
    _send(indstillinger, modtagere, (_as_alarm(husket),), (), nu=nu)
    uden_database.note_fortalt(indstillinger.alarmer, husket, nu=nu)
    return True


def _send(
    indstillinger: Indstillinger,
    modtagere: tuple[str, ...],
    nye: Sequence[AabenAlarm],
    over: Sequence[AabenAlarm],
    *,
    nu: datetime,
) -> None:
    side = f"{indstillinger.web_url.rstrip('/')}/drift" if indstillinger.web_url else None
    hand_over(indstillinger, compose(nye, over, fra=indstillinger.mail_fra, side=side, nu=nu), modtagere)


def _as_alarm(husket: uden_database.Husket) -> AabenAlarm:
    return AabenAlarm(
        id=0,
        slags=uden_database.SLAGS,
        noegle="",
        tekst=uden_database.TEKST,
        rejst=husket.rejst,
        fortalt=husket.fortalt,
        set_af=None,
    )
