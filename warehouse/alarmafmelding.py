"""Alarms that are over: those whom a person was told of, and has not yet been told that they are over."""

from datetime import datetime

from sqlalchemy import Engine, update

from warehouse.alarmer import AabenAlarm, choose_alarmer
from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.transaktion import reading, writing

_ALARM = table_of(Alarm)


def list_overstaaede(engine: Engine) -> tuple[AabenAlarm, ...]:
    """Give the closed alarms that a person was told of and not yet that they are over. Raises WarehouseFejl."""
    vilkaar = (_ALARM.c.lukket.is_not(None), _ALARM.c.fortalt.is_not(None), _ALARM.c.afmeldt.is_(None))
    with reading(engine) as session:
        return choose_alarmer(session.connection(), *vilkaar, efter=_ALARM.c.lukket)


def note_afmeldt(engine: Engine, ids: tuple[int, ...], *, nu: datetime) -> None:
    """Write down that a person was told that alarms are over. Raises WarehouseFejl."""
    with writing(engine) as session:
        session.connection().execute(update(_ALARM).where(_ALARM.c.id.in_(ids)).values(afmeldt=nu))
