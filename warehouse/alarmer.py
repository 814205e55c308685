"""Alarms: what a person must see to. Each is raised once while it is open, told once, and closed when it is over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, insert, select, update

from warehouse.revision import Revisionsnote, note
from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.transaktion import joining, reading, writing

_ALARM = table_of(Alarm)
SET, LUKKET = "alarm_set", "alarm_lukket"


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


@dataclass(frozen=True, kw_only=True)
class Rejsning:
    """What an alarm is to say: `slags` and `noegle` tell which one, `tekst` is Danish without personal values."""

    slags: str
    noegle: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Alarmtal:
    """What was done: how many alarms were raised, and how many closed."""

    rejst: int
    lukket: int


def raise_alarm(lager: Engine | Connection, slags: str, noegle: str, *, tekst: str, nu: datetime) -> bool:
    """Raise an alarm unless the same is open already; tell whether it is new.

    In the caller's transaction when it has one.

    Raises:
        WarehouseFejl: it cannot be written.
    """
    aaben = select(_ALARM.c.id).where(_ALARM.c.slags == slags, _ALARM.c.noegle == noegle, _ALARM.c.lukket.is_(None))
    with joining(lager) as forbindelse:
        if forbindelse.execute(aaben).first() is not None:
            return False
        forbindelse.execute(insert(_ALARM), [{"slags": slags, "noegle": noegle, "tekst": tekst, "rejst": nu}])
        return True


def list_alarmer(engine: Engine) -> tuple[AabenAlarm, ...]:
    """Give the open alarms, oldest first. Raises WarehouseFejl."""
    with reading(engine) as session:
        return read_alarmer(session.connection())


def read_alarmer(conn: Connection) -> tuple[AabenAlarm, ...]:
    """Give the open alarms, oldest first."""
    return choose_alarmer(conn, _ALARM.c.lukket.is_(None), efter=_ALARM.c.rejst)


def choose_alarmer(
    conn: Connection, *vilkaar: ColumnElement[bool], efter: ColumnElement[datetime | None]
) -> tuple[AabenAlarm, ...]:
    """Give the alarms that meet all conditions, in the order of a moment of theirs."""
    valg = select(*(_ALARM.c[felt.name] for felt in fields(AabenAlarm))).where(*vilkaar)
    return tuple(AabenAlarm(**row) for row in conn.execute(valg.order_by(efter, _ALARM.c.id)).mappings())


def note_fortalt(engine: Engine, ids: tuple[int, ...], *, nu: datetime) -> None:
    """Write down that a person was told of alarms. Raises WarehouseFejl."""
    with writing(engine) as session:
        session.connection().execute(update(_ALARM).where(_ALARM.c.id.in_(ids)).values(fortalt=nu))


def note_set(forbindelse: Connection, alarm_id: int, *, hvem: str, nu: datetime) -> bool:
    """Write down in the caller's transaction who sees to an open alarm; tell whether it was theirs to take.

    It is not when it is closed, or when somebody else has taken it.
    """
    ledig = (_ALARM.c.id == alarm_id, _ALARM.c.lukket.is_(None), _ALARM.c.set_af.is_(None))
    if not forbindelse.execute(update(_ALARM).where(*ledig).values(set_af=hvem)).rowcount:
        return False
    note(forbindelse, Revisionsnote(tidspunkt=nu, hvem=hvem, handling=SET, genstand=f"alarm:{alarm_id}"))
    return True


def close_alarm(forbindelse: Connection, alarm_id: int, *, hvem: str, nu: datetime) -> bool:
    """Write down in the caller's transaction that a person says an alarm is over; tell whether it was open."""
    aaben = (_ALARM.c.id == alarm_id, _ALARM.c.lukket.is_(None))
    if not forbindelse.execute(update(_ALARM).where(*aaben).values(lukket=nu)).rowcount:
        return False
    note(forbindelse, Revisionsnote(tidspunkt=nu, hvem=hvem, handling=LUKKET, genstand=f"alarm:{alarm_id}"))
    return True


def close_alarmer(
    lager: Engine | Connection, slags: str, *, nu: datetime, noegle: str | None = None, undtagen: Collection[str] = ()
) -> int:
    """Close the open alarms of a kind: all, or that of one `noegle`, but none of `undtagen`; give how many.

    Raises:
        WarehouseFejl: it cannot be written.
    """
    valgte = [_ALARM.c.slags == slags, _ALARM.c.lukket.is_(None), _ALARM.c.noegle.not_in(undtagen)]
    if noegle is not None:
        valgte.append(_ALARM.c.noegle == noegle)
    with joining(lager) as forbindelse:
        return forbindelse.execute(update(_ALARM).where(*valgte).values(lukket=nu)).rowcount


def update_alarmer(engine: Engine, slags: Iterable[str], rejsninger: Collection[Rejsning], *, nu: datetime) -> Alarmtal:
    """Raise what is wrong now, and close what no longer is, among the kinds that were looked at. All or nothing.

    Raises:
        WarehouseFejl: it cannot be written.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        rejst = [raise_alarm(forbindelse, x.slags, x.noegle, tekst=x.tekst, nu=nu) for x in rejsninger]
        lukket = 0
        for art in slags:
            undtagen = {x.noegle for x in rejsninger if x.slags == art}
            lukket += close_alarmer(forbindelse, art, nu=nu, undtagen=undtagen)
    return Alarmtal(rejst=sum(rejst), lukket=lukket)
