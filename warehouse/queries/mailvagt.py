"""What the guards of the mails ask: which rules opened at how many, what was told already, how many went today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from domain.mailstatus import AFGAAEDE, FORTALTE, USENDTE, Mailstatus
from domain.tid import DANSK_TID, find_dag
from warehouse.queries.mailhistorie import EJER, list_tilbud_i
from warehouse.queries.rapport_views import AFVIGELSE, HAENDELSE, KONTROL, MAIL, SNAPSHOT
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.tables import table_of
from warehouse.tables.mailvagt import MailAfvigelse, Regelstop

_FORTALT = table_of(MailAfvigelse)
_STOP = table_of(Regelstop)

Indhold = frozenset[tuple[int, int]]
"""What mails tell of: (afvigelse_id, the snapshot that had last opened it)."""


@dataclass(frozen=True, kw_only=True)
class Aabning:
    """A rule opened (or reopened) at `antal` of a snapshot's `antal_tilbud` tilbud."""

    regel: str
    snapshot_id: int
    antal: int
    antal_tilbud: int


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A rule that is held out of mails since a snapshot; `er_frigivet` when a person has looked at it."""

    aabning: Aabning
    er_frigivet: bool


@dataclass(frozen=True, kw_only=True)
class Brevhoved:
    """An unsent mail: whom it is to, and what about."""

    noegle: str
    art: str
    modtager: str
    emne: str
    status: str
    tilbud: tuple[str, ...]


def list_brevhoveder(conn: Connection) -> tuple[Brevhoved, ...]:
    """Give the mails that nobody has got yet, oldest first."""
    navne = ("noegle", "art", "modtager", "emne", "status")
    tilbud = list_tilbud_i(conn, USENDTE)
    query = select(*(MAIL.c[navn] for navn in navne)).where(MAIL.c.status.in_(USENDTE)).order_by(MAIL.c.id)
    return tuple(
        Brevhoved(**row, tilbud=tuple(tilbud.get(row["noegle"], ()))) for row in conn.execute(query).mappings()
    )


def list_indhold_af(conn: Connection, begyndelse: str) -> tuple[str, ...]:
    """Give the messages of the mails whose key begins so."""
    query = select(MAIL.c.indhold).where(MAIL.c.noegle.startswith(begyndelse, autoescape=True))
    return tuple(conn.scalars(query.order_by(MAIL.c.id)))


def list_aabninger(conn: Connection, regler: Collection[str]) -> tuple[Aabning, ...]:
    """Give how many tilbud each rule opened at in each snapshot but the first, which had none before it."""
    foerste = select(func.min(KONTROL.c.snapshot_id)).scalar_subquery()
    antal = func.count(AFVIGELSE.c.tilbudsid.distinct()).label("antal")
    query = (
        select(AFVIGELSE.c.regel, HAENDELSE.c.snapshot_id, antal, SNAPSHOT.c.antal_tilbud)
        .join(AFVIGELSE, AFVIGELSE.c.id == HAENDELSE.c.afvigelse_id)
        .join(SNAPSHOT, SNAPSHOT.c.id == HAENDELSE.c.snapshot_id)
        .where(HAENDELSE.c.haendelse.in_(("aabnet", "genaabnet")), AFVIGELSE.c.regel.in_(regler))
        .where(HAENDELSE.c.snapshot_id > foerste)
        .group_by(AFVIGELSE.c.regel, HAENDELSE.c.snapshot_id, SNAPSHOT.c.antal_tilbud)
        .order_by(AFVIGELSE.c.regel, HAENDELSE.c.snapshot_id)
    )
    return tuple(Aabning(**row) for row in conn.execute(query).mappings())


def list_stop(conn: Connection) -> tuple[Stop, ...]:
    """Give every rule that was ever held, by rule and snapshot."""
    navne = ("regel", "snapshot_id", "antal", "antal_tilbud")
    query = select(*(_STOP.c[navn] for navn in navne), _STOP.c.frigivet).order_by(_STOP.c.regel, _STOP.c.snapshot_id)
    return tuple(
        Stop(aabning=Aabning(**{navn: row[navn] for navn in navne}), er_frigivet=row["frigivet"] is not None)
        for row in conn.execute(query).mappings()
    )


def store_stop(conn: Connection, aabninger: Iterable[Aabning], *, nu: datetime) -> None:
    """Hold rules; each must not be held since the same snapshot already."""
    rows = [
        {
            "regel": x.regel,
            "snapshot_id": x.snapshot_id,
            "antal": x.antal,
            "antal_tilbud": x.antal_tilbud,
            "oprettet": nu,
        }
        for x in aabninger
    ]
    if rows:
        conn.execute(insert(_STOP), rows)


def release_stop(conn: Connection, regel: str, *, grund: str, nu: datetime) -> int:
    """Let a rule into mails again, with a person's reason; give how many holds of it ended."""
    holdt = (_STOP.c.regel == regel) & _STOP.c.frigivet.is_(None)
    antal: int = conn.execute(select(func.count()).select_from(_STOP).where(holdt)).scalar_one()
    conn.execute(update(_STOP).where(holdt).values(frigivet=nu, grund=grund))
    if antal:
        led = Revisionsnote(
            tidspunkt=nu,
            hvem="menneske",
            handling="regel_frigivet",
            genstand=f"regel:{regel}",
            indhold=hash_noegler([grund]),
        )
        note(conn, led)
    return antal


def list_fortalt(conn: Connection) -> dict[str, Indhold]:
    """Give what each owner was told of by mails that were handed over (or tried) and did not come back, by adressat."""
    query = (
        select(MAIL.c.adressat.label("noegle"), _FORTALT.c.afvigelse_id, _FORTALT.c.aabnet_i)
        .join(MAIL, MAIL.c.noegle == _FORTALT.c.noegle)
        .where(MAIL.c.status.in_(FORTALTE), MAIL.c.art == EJER)
    )
    return _gather(conn.execute(query))


def list_indhold(conn: Connection, statuser: Collection[str]) -> dict[str, Indhold]:
    """Give what each mail of these states tells of, by its key."""
    query = (
        select(_FORTALT.c.noegle, _FORTALT.c.afvigelse_id, _FORTALT.c.aabnet_i)
        .join(MAIL, MAIL.c.noegle == _FORTALT.c.noegle)
        .where(MAIL.c.status.in_(statuser))
    )
    return _gather(conn.execute(query))


def store_indhold(conn: Connection, indhold: Mapping[str, Iterable[tuple[int, int]]]) -> None:
    """Remember what mails tell of, by their key, in place of what they told of before."""
    forget_indhold(conn, indhold)
    rows = [
        {"noegle": noegle, "afvigelse_id": afvigelse_id, "aabnet_i": aabnet_i}
        for noegle, dele in indhold.items()
        for afvigelse_id, aabnet_i in dele
    ]
    if rows:
        conn.execute(insert(_FORTALT), rows)


def forget_indhold(conn: Connection, noegler: Iterable[str]) -> None:
    """Forget what unsent mails told of."""
    rows = [{"b_noegle": noegle} for noegle in noegler]
    if rows:
        conn.execute(delete(_FORTALT).where(_FORTALT.c.noegle == bindparam("b_noegle")), rows)


def count_afgaaet(conn: Connection, *, nu: datetime) -> int:
    """Count the mails that were handed over, or may have been, on the Danish day of `nu`."""
    midnat = datetime.combine(find_dag(nu), datetime.min.time(), tzinfo=DANSK_TID)
    afgaaet = func.coalesce(MAIL.c.sendt, MAIL.c.oprettet)
    query = select(func.count()).select_from(MAIL).where(MAIL.c.status.in_((*AFGAAEDE, Mailstatus.RETUR)))
    return conn.execute(query.where(afgaaet >= midnat, afgaaet < midnat + timedelta(days=1))).scalar_one()


def _gather(rows: Iterable[Row[str, int, int]]) -> dict[str, Indhold]:
    samlet: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for noegle, afvigelse_id, aabnet_i in rows:
        samlet[noegle].add((afvigelse_id, aabnet_i))
    return {noegle: frozenset(dele) for noegle, dele in samlet.items()}
