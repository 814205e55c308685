"""Alarms: what a person must see to. Each is raised once while it is open, told once, and closed when it is over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.transaktion import reading, writing

_ALARM = table_of(Alarm)


@dataclass(frozen=True, kw_only=True)
class AabenAlarm:
    """An alarm that is not over; `fortalt` is None until a person was told of it."""

    id: int
    slags: str
    noegle: str
    tekst: str
    rejst: datetime
    fortalt: datetime | None
    set_af: str | None


def raise_alarm(engine: Engine, slags: str, noegle: str, *, tekst: str, nu: datetime) -> bool:
    """Raise an alarm unless the same is open already; tell whether it is new. Raises WarehouseFejl."""
    aaben = select(_ALARM.c.id).where(_ALARM.c.slags == slags, _ALARM.c.noegle == noegle, _ALARM.c.lukket.is_(None))
    with writing(engine) as session:
        forbindelse = session.connection()
        if forbindelse.execute(aaben).first() is not None:
            return False
        forbindelse.execute(insert(_ALARM), [{"slags": slags, "noegle": noegle, "tekst": tekst, "rejst": nu}])
        return True


def list_alarmer(engine: Engine) -> tuple[AabenAlarm, ...]:
    """Give the open alarms, oldest first. Raises WarehouseFejl."""
    felter = [_ALARM.c[navn] for navn in ("id", "slags", "noegle", "tekst", "rejst", "fortalt", "set_af")]
    valg = select(*felter).where(_ALARM.c.lukket.is_(None)).order_by(_ALARM.c.rejst, _ALARM.c.id)
    with reading(engine) as session:
        return tuple(AabenAlarm(**row) for row in session.connection().execute(valg).mappings())


def note_fortalt(engine: Engine, ids: tuple[int, ...], *, nu: datetime) -> None:
    """Write down that a person was told of alarms. Raises WarehouseFejl."""
    with writing(engine) as session:
        session.connection().execute(update(_ALARM).where(_ALARM.c.id.in_(ids)).values(fortalt=nu))


def close_alarmer(engine: Engine, slags: str, *, nu: datetime, noegle: str | None = None) -> int:
    """Close the open alarms of a kind (all of them, or that of one `noegle`); give how many. Raises WarehouseFejl."""
    valgte = [_ALARM.c.slags == slags, _ALARM.c.lukket.is_(None)]
    if noegle is not None:
        valgte.append(_ALARM.c.noegle == noegle)
    with writing(engine) as session:
        return session.connection().execute(update(_ALARM).where(*valgte).values(lukket=nu)).rowcount


def list_overstaaede(engine: Engine) -> tuple[AabenAlarm, ...]:
    """Give the closed alarms that a person was told of and not yet that they are over. Raises WarehouseFejl."""
    felter = [_ALARM.c[navn] for navn in ("id", "slags", "noegle", "tekst", "rejst", "fortalt", "set_af")]
    vilkaar = (_ALARM.c.lukket.is_not(None), _ALARM.c.fortalt.is_not(None), _ALARM.c.afmeldt.is_(None))
    with reading(engine) as session:
        rows = session.connection().execute(select(*felter).where(*vilkaar).order_by(_ALARM.c.lukket, _ALARM.c.id))
        return tuple(AabenAlarm(**row) for row in rows.mappings())


def note_afmeldt(engine: Engine, ids: tuple[int, ...], *, nu: datetime) -> None:
    """Write down that a person was told that alarms are over. Raises WarehouseFejl."""
    with writing(engine) as session:
        session.connection().execute(update(_ALARM).where(_ALARM.c.id.in_(ids)).values(afmeldt=nu))
