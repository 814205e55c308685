"""When what is expected last happened: the facts that lateness is judged by, each by an index or a small table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from domain.mailstatus import Mailstatus
from warehouse.alarmer import AabenAlarm, read_alarmer
from warehouse.koersel import GODKENDT
from warehouse.queries.kilders_alder import find_adresseregister
from warehouse.queries.rapport_tilstand import Tilstand, load_tilstand
from warehouse.queries.rapport_udtraek import UDTRAEK
from warehouse.queries.rapport_views import KOERSEL, KONTROL, MAIL, SNAPSHOT
from warehouse.tables import table_of
from warehouse.tables.brevveksling import Adressebog
from warehouse.tables.budgetskema import Budgetskema
from warehouse.tables.webadgang import Adgangslog
from warehouse.udfoert import Job, Jobtid, load_udfoert

PORTAL = "portal"
DATAUDTRAEK = "dataudtraek"
_SKEMA = table_of(Budgetskema)
_ADRESSEBOG = table_of(Adressebog)
_ADGANGSLOG = table_of(Adgangslog)
_TILSYN = "socialtilsyn"


@dataclass(frozen=True, kw_only=True)
class Mailkoe:
    """Mails that may be handed over now: how many, and since when the oldest is written; `sendt`: the last handed over.

    `ukendt` is how many nobody knows the fate of.
    """

    klar: int
    aeldste: datetime | None
    sendt: datetime | None
    ukendt: int


@dataclass(frozen=True, kw_only=True)
class Driftsfakta:
    """What the warehouse knows of its own running; None: never.

    `begyndt` is the first run ever: nothing can be late before it. `udtraek` is the newest delivery of each entity,
    `orientering` the last weekly mail to a socialtilsyn, `adresse_siden` since when one of them has an address.
    `nyeste_raekke` is the newest moment that anything wrote down.
    """

    begyndt: datetime | None
    hentet: datetime | None
    tilstand: Tilstand
    udtraek: Mapping[str, datetime]
    skema: datetime | None
    adresseregister: date | None
    job: Mapping[Job, Jobtid]
    mails: Mailkoe
    orientering: datetime | None
    adresse_siden: datetime | None
    nyeste_raekke: datetime | None
    alarmer: tuple[AabenAlarm, ...]


def load_driftsfakta(conn: Connection, *, nu: datetime) -> Driftsfakta:
    """Read all facts as they are at `nu`."""
    job = load_udfoert(conn)
    return Driftsfakta(
        begyndt=conn.scalar(select(func.min(KOERSEL.c.start))),
        hentet=find_hentet(conn),
        tilstand=load_tilstand(conn),
        udtraek=list_udtraekstider(conn),
        skema=conn.scalar(select(func.max(_SKEMA.c.laest))),
        adresseregister=find_adresseregister(conn),
        job=job,
        mails=_load_mailkoe(conn, nu),
        orientering=_find_orientering(conn),
        adresse_siden=_find_adresse_siden(conn),
        nyeste_raekke=_find_nyeste_raekke(conn),
        alarmer=read_alarmer(conn),
    )


def find_hentet(conn: Connection) -> datetime | None:
    """Give when the newest accepted fetch of the portal ended; a dump loaded later is as old as when it was fetched."""
    valg = (
        select(KOERSEL.c.slut, KOERSEL.c.start, SNAPSHOT.c.tidspunkt)
        .join(SNAPSHOT, SNAPSHOT.c.koersel_id == KOERSEL.c.id)
        .where(KOERSEL.c.status == GODKENDT, KOERSEL.c.kilde == PORTAL)
    )
    row = conn.execute(valg.order_by(SNAPSHOT.c.tidspunkt.desc()).limit(1)).first()
    if row is None:
        return None
    ventet_med: timedelta = max(row.start - row.tidspunkt, timedelta(0))
    slut: datetime = row.slut
    return slut - ventet_med


def list_udtraekstider(conn: Connection) -> dict[str, datetime]:
    """Give when each entity was last delivered."""
    valg = select(UDTRAEK.c.entitet, func.max(UDTRAEK.c.tidspunkt).label("tidspunkt")).group_by(UDTRAEK.c.entitet)
    return {row.entitet: row.tidspunkt for row in conn.execute(valg)}


def _load_mailkoe(conn: Connection, nu: datetime) -> Mailkoe:
    naaet = or_(MAIL.c.naeste_forsoeg.is_(None), MAIL.c.naeste_forsoeg <= nu)
    klar = select(func.count(), func.min(MAIL.c.oprettet)).where(and_(MAIL.c.status == Mailstatus.KLAR, naaet))
    antal, aeldste = conn.execute(klar).one()
    ukendt = select(func.count()).select_from(MAIL).where(MAIL.c.status == Mailstatus.UKENDT)
    return Mailkoe(
        klar=antal,
        aeldste=aeldste,
        sendt=_find_mailtid(conn, MAIL.c.sendt, select(func.max(MAIL.c.id)).where(MAIL.c.status == Mailstatus.SENDT)),
        ukendt=conn.execute(ukendt).scalar_one(),
    )


def _find_orientering(conn: Connection) -> datetime | None:
    return _find_mailtid(conn, MAIL.c.oprettet, select(func.max(MAIL.c.id)).where(MAIL.c.art == _TILSYN))


def _find_mailtid(conn: Connection, kolonne: ColumnElement[Any], nyeste: Select[Any]) -> datetime | None:
    """Give a moment of one mail found by an index: a mail's times lie behind its text, which is long to read past."""
    tid: datetime | None = conn.scalar(select(kolonne).where(MAIL.c.id == nyeste.scalar_subquery()))
    return tid


def _find_adresse_siden(conn: Connection) -> datetime | None:
    valg = select(func.min(_ADRESSEBOG.c.oprettet))
    siden: datetime | None = conn.scalar(valg.where(_ADRESSEBOG.c.art == _TILSYN, _ADRESSEBOG.c.ophoert.is_(None)))
    return siden


def _find_nyeste_raekke(conn: Connection) -> datetime | None:
    """Give the newest of what runs, controls, snapshots and people's acts say."""
    kolonner = (KOERSEL.c.start, SNAPSHOT.c.tidspunkt, _ADGANGSLOG.c.tidspunkt)
    tider = [conn.scalar(select(func.max(kolonne))) for kolonne in kolonner]
    tider.append(conn.scalar(select(KONTROL.c.tidspunkt).order_by(KONTROL.c.id.desc()).limit(1)))
    return max((tid for tid in tider if tid is not None), default=None)
