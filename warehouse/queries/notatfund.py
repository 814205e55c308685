"""What the lines of a case's file note can be about: the lives of its findings, its mails, what its påbud name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from domain.mailstatus import AFGAAEDE, Mailstatus
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    HAENDELSE,
    KONTROL,
    LIV,
    MAIL,
    MAIL_TILBUD,
    NU_TILBUD,
    REGELKOERSEL,
    SNAPSHOT,
    alvor_rang,
    id_orden,
)
from warehouse.tables import table_of
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import SagPaabud, SagPaabudFejl

_FORTALT = table_of(MailAfvigelse)
_PAABUD = table_of(SagPaabud)
_PAABUD_FEJL = table_of(SagPaabudFejl)
_FUND = ("id", "noegle", "regel", "afdelingsid", "raekke", "accepteret_til", "accepteret_grund")


@dataclass(frozen=True, kw_only=True)
class Fundhaendelse:
    """One event of a finding at the moment of its snapshot; `koerte` tells that its rule ran on that snapshot."""

    snapshot_id: int
    naar: datetime
    art: str
    koerte: bool


@dataclass(frozen=True, kw_only=True)
class Notatfund:
    """One finding and its life, without what the register says; `raekke` is None for a § 109 tilbud.

    `ophoert` is the snapshot in which its afdeling (or the whole tilbud) was gone from the portal.
    """

    noegle: str
    regel: str
    afdelingsid: str | None
    raekke: str | None
    accepteret_til: date | None
    accepteret_grund: str | None
    haendelser: tuple[Fundhaendelse, ...]
    ophoert: int | None


@dataclass(frozen=True, kw_only=True)
class Notatmail:
    """One mail to the owner that was handed over: what it told of the tilbud, each with the snapshot that opened it.

    `er_fortalt` is False when it came back.
    """

    naar: datetime
    trin: str
    er_fortalt: bool
    fund: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Notatgrundlag:
    """What is kept of one tilbud: its findings by name, the worst first; its mails and its påbud, oldest first."""

    fund: Mapping[str, Notatfund]
    mails: tuple[Notatmail, ...]
    paabud: tuple[frozenset[str], ...]


def load_notatgrundlag(conn: Connection, tilbudsid: str) -> Notatgrundlag:
    """Read what the lines of one tilbud's file note can be about."""
    return Notatgrundlag(
        fund=_read_fund(conn, tilbudsid), mails=_read_mails(conn, tilbudsid), paabud=_read_paabud(conn, tilbudsid)
    )


def _read_fund(conn: Connection, tilbudsid: str) -> dict[str, Notatfund]:
    # One that is not on the portal any more is taken to be a krisecenter.
    aaben = conn.scalar(select(NU_TILBUD.c.er_beskyttet).where(NU_TILBUD.c.tilbudsid == tilbudsid)) is False
    haendelser, ophoert = _read_haendelser(conn, tilbudsid), _read_ophoert(conn, tilbudsid)
    query = (
        select(*(AFVIGELSE.c[navn] for navn in _FUND))
        .where(AFVIGELSE.c.tilbudsid == tilbudsid)
        .order_by(alvor_rang(AFVIGELSE.c.alvor), AFVIGELSE.c.regel, *id_orden(AFVIGELSE.c.afdelingsid), AFVIGELSE.c.id)
    )
    return {
        row.noegle: Notatfund(
            noegle=row.noegle,
            regel=row.regel,
            afdelingsid=row.afdelingsid,
            raekke=row.raekke if aaben else None,
            accepteret_til=row.accepteret_til,
            accepteret_grund=row.accepteret_grund,
            haendelser=tuple(haendelser[row.id]),
            ophoert=ophoert.get(row.afdelingsid),
        )
        for row in conn.execute(query)
    }


def _read_haendelser(conn: Connection, tilbudsid: str) -> defaultdict[int, list[Fundhaendelse]]:
    koerte = (
        select(KONTROL.c.snapshot_id, REGELKOERSEL.c.regel)
        .join(REGELKOERSEL, REGELKOERSEL.c.kontrol_id == KONTROL.c.id)
        .where(REGELKOERSEL.c.fejl.is_(None), KONTROL.c.snapshot_id == HAENDELSE.c.snapshot_id)
        .where(REGELKOERSEL.c.regel == AFVIGELSE.c.regel)
        .correlate(HAENDELSE, AFVIGELSE)
    )
    kolonner = [HAENDELSE.c[navn] for navn in ("afvigelse_id", "snapshot_id", "haendelse")]
    query = (
        select(*kolonner, SNAPSHOT.c.tidspunkt, koerte.exists().label("koerte"))
        .join(AFVIGELSE, AFVIGELSE.c.id == HAENDELSE.c.afvigelse_id)
        .join(SNAPSHOT, SNAPSHOT.c.id == HAENDELSE.c.snapshot_id)
        .where(AFVIGELSE.c.tilbudsid == tilbudsid)
        .order_by(HAENDELSE.c.id)
    )
    samlet: defaultdict[int, list[Fundhaendelse]] = defaultdict(list)
    for row in conn.execute(query):
        et = Fundhaendelse(snapshot_id=row.snapshot_id, naar=row.tidspunkt, art=row.haendelse, koerte=bool(row.koerte))
        samlet[row.afvigelse_id].append(et)
    return samlet


def _read_ophoert(conn: Connection, tilbudsid: str) -> dict[str | None, int | None]:
    """Give the snapshot in which each afdeling was gone, and under None that in which the whole tilbud was."""
    query = select(LIV.c.afdelingsid, LIV.c.ophoert).where(LIV.c.tilbudsid == tilbudsid)
    egne: dict[str | None, int | None] = {row.afdelingsid: row.ophoert for row in conn.execute(query)}
    slut = [ophoert for ophoert in egne.values() if ophoert is not None]
    return egne | {None: max(slut) if slut and len(slut) == len(egne) else None}


def _read_mails(conn: Connection, tilbudsid: str) -> tuple[Notatmail, ...]:
    # Asked in two steps: in one, SQLite goes through every owner's mails.
    egne = conn.scalars(select(MAIL_TILBUD.c.noegle).where(MAIL_TILBUD.c.tilbudsid == tilbudsid)).all()
    query = (
        select(MAIL.c.noegle, MAIL.c.sendt, MAIL.c.status, MAIL_TILBUD.c.trin)
        .add_columns(AFVIGELSE.c.noegle.label("fund"), _FORTALT.c.aabnet_i)
        .join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
        .join(_FORTALT, _FORTALT.c.noegle == MAIL.c.noegle)
        .join(AFVIGELSE, AFVIGELSE.c.id == _FORTALT.c.afvigelse_id)
        .where(MAIL.c.noegle.in_(egne), MAIL_TILBUD.c.tilbudsid == tilbudsid, AFVIGELSE.c.tilbudsid == tilbudsid)
        .where(MAIL.c.art == "ejer", MAIL.c.sendt.is_not(None))
        .where(MAIL.c.status.in_([*AFGAAEDE, Mailstatus.RETUR]))
        .order_by(MAIL.c.sendt, MAIL.c.id)
    )
    hoveder: dict[str, tuple[datetime, str, bool]] = {}
    fund: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in conn.execute(query):
        hoveder[row.noegle] = (row.sendt, row.trin, row.status != Mailstatus.RETUR)
        fund[row.noegle][row.fund] = row.aabnet_i
    return tuple(
        Notatmail(naar=naar, trin=trin, er_fortalt=er_fortalt, fund=fund[noegle])
        for noegle, (naar, trin, er_fortalt) in hoveder.items()
    )


def _read_paabud(conn: Connection, tilbudsid: str) -> tuple[frozenset[str], ...]:
    query = (
        select(_PAABUD.c.id, _PAABUD_FEJL.c.noegle)
        .outerjoin(_PAABUD_FEJL, _PAABUD_FEJL.c.paabud_id == _PAABUD.c.id)
        .where(_PAABUD.c.tilbudsid == tilbudsid)
        .order_by(_PAABUD.c.id)
    )
    samlet: defaultdict[int, set[str]] = defaultdict(set)
    for paabud_id, noegle in conn.execute(query):
        samlet[paabud_id].add(noegle)
    return tuple(frozenset(noegler) for noegler in samlet.values())
