"""What each owner has been written: the last mail, the one that waits, what was told, and what was mended since."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Exists, RowMapping, Select, and_, exists, func, select

from domain.afvigelse import Status
from domain.mailstatus import FORSOEGTE, FORTALTE, USENDTE, Mailstatus
from warehouse.queries.rapport_views import AFVIGELSE, KONTROL, MAIL, MAIL_TILBUD, REGELKOERSEL, id_orden
from warehouse.tables import table_of
from warehouse.tables.mailvagt import MailAfvigelse

EJER = "ejer"
_FORTALT = table_of(MailAfvigelse)


@dataclass(frozen=True, kw_only=True)
class SenesteMail:
    """The last mail that was handed over to an owner (or tried in vain).

    `ro_fra` is when the last one that told of faults was: mails of thanks begin no quiet time.
    """

    adressat: str
    snapshot_id: int
    trin: str
    status: str
    ro_fra: datetime | None

    @property
    def er_sendt(self) -> bool:
        """Whether a mail server, or the folder, has taken it."""
        return self.status == Mailstatus.SENDT


@dataclass(frozen=True, kw_only=True)
class Usendt:
    """A mail that nobody has got yet; `tilbud` maps those it tells of to the step it takes there."""

    adressat: str
    noegle: str
    periode: str
    trin: str
    snapshot_id: int
    oprettet: datetime
    tilbud: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Fortalt:
    """A finding that a mail told an owner of, and what became of it.

    `er_afsluttet` tells that it is closed beyond doubt: no snapshot of the number asked for has shown it since;
    `sikker_i` is the one that took away the doubt. `er_rettet` tells that its rule ran and no longer found it.
    """

    adressat: str
    tilbudsid: str
    afdelingsid: str | None
    regel: str
    afvigelse_id: int
    er_rettet: bool
    sikker_i: int | None

    @property
    def er_afsluttet(self) -> bool:
        """Whether it is closed beyond doubt."""
        return self.sikker_i is not None


def list_seneste_mails(conn: Connection) -> dict[str, SenesteMail]:
    """Give the last mail that was handed over (or tried in vain) to each owner, by adressat."""
    tidspunkt = func.coalesce(MAIL.c.sendt, MAIL.c.oprettet).label("tidspunkt")
    query = (
        select(MAIL.c.adressat, MAIL.c.snapshot_id, tidspunkt, MAIL.c.trin, MAIL.c.status)
        .where(MAIL.c.status.in_(FORSOEGTE), MAIL.c.art == EJER)
        .order_by(MAIL.c.id)
    )
    seneste: dict[str, SenesteMail] = {}
    ro_fra: dict[str, datetime] = {}
    for row in conn.execute(query):
        if row.trin != "tak":
            ro_fra[row.adressat] = row.tidspunkt
        seneste[row.adressat] = SenesteMail(
            adressat=row.adressat,
            snapshot_id=row.snapshot_id,
            trin=row.trin,
            status=row.status,
            ro_fra=ro_fra.get(row.adressat),
        )
    return seneste


def list_usendte(conn: Connection) -> tuple[Usendt, ...]:
    """Give the mails to owners that nobody has got yet, oldest first."""
    navne = ("adressat", "noegle", "periode", "trin", "snapshot_id", "oprettet")
    usendt = and_(MAIL.c.status.in_(USENDTE), MAIL.c.art == EJER)
    tilbud = list_tilbud_i(conn, USENDTE)
    query = select(*(MAIL.c[navn] for navn in navne)).where(usendt).order_by(MAIL.c.id)
    return tuple(Usendt(**row, tilbud=tilbud.get(row["noegle"], {})) for row in conn.execute(query).mappings())


def list_tilbud_i(conn: Connection, statuser: Collection[str] = tuple(Mailstatus)) -> dict[str, dict[str, str]]:
    """Give the tilbud that each mail of these states tells of with the step it takes there, by the mail's key."""
    query = (
        select(MAIL_TILBUD.c.noegle, MAIL_TILBUD.c.tilbudsid, MAIL_TILBUD.c.trin)
        .join(MAIL, MAIL.c.noegle == MAIL_TILBUD.c.noegle)
        .where(MAIL.c.status.in_(statuser))
        .order_by(MAIL_TILBUD.c.noegle, *id_orden(MAIL_TILBUD.c.tilbudsid))
    )
    samlet: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for noegle, tilbudsid, trin in conn.execute(query):
        samlet[noegle][tilbudsid] = trin
    return samlet


def list_skrevne(conn: Connection, perioder: Collection[str]) -> frozenset[tuple[str, str]]:
    """Give the owners and the tilbud, each with the period, that a mail was tried to in one of these periods."""
    forsoegt = MAIL.c.status.in_(FORSOEGTE), MAIL.c.art == EJER, MAIL.c.periode.in_(perioder)
    ejere = select(MAIL.c.adressat, MAIL.c.periode).where(*forsoegt)
    tilbud = select(MAIL_TILBUD.c.tilbudsid, MAIL.c.periode).join(MAIL, MAIL.c.noegle == MAIL_TILBUD.c.noegle)
    return frozenset((hvem, periode) for hvem, periode in conn.execute(ejere.union(tilbud.where(*forsoegt))))


def list_uhuskede(conn: Connection) -> dict[tuple[str, str], int]:
    """Give the last snapshot of the mails that told of all there was, before findings were remembered.

    By (adressat, tilbudsid); mails of thanks and mails that came back told of nothing and are not among them.
    """
    husket = exists().where(_FORTALT.c.noegle == MAIL.c.noegle)
    query = (
        select(MAIL.c.adressat, MAIL_TILBUD.c.tilbudsid, func.max(MAIL.c.snapshot_id).label("snapshot_id"))
        .join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
        .where(MAIL.c.status.in_(FORTALTE), MAIL.c.art == EJER, MAIL_TILBUD.c.trin != "tak", ~husket)
        .group_by(MAIL.c.adressat, MAIL_TILBUD.c.tilbudsid)
    )
    return {(row.adressat, row.tilbudsid): row.snapshot_id for row in conn.execute(query)}


def list_fortalte(conn: Connection, *, snapshots: int) -> Iterator[Fortalt]:
    """Yield every finding that owners were told of by mails that did not come back, by owner and tilbud.

    Mended beyond doubt is one that a rule which ran closed, and that `snapshots` controlled ones in a row, counting the
    one that closed it, have not shown.
    """
    kontrollerede = conn.scalars(select(KONTROL.c.snapshot_id).distinct().order_by(KONTROL.c.snapshot_id)).all()
    sikker_i = dict(zip(kontrollerede, kontrollerede[snapshots - 1 :], strict=False))
    for row in conn.execute(_select_fortalte()).mappings():
        yield _make_fortalt(row, sikker_i)


def _make_fortalt(row: RowMapping, sikker_i: Mapping[int, int]) -> Fortalt:
    lukket = row["status"] == Status.LUKKET.value and row["lukket_af"] is not None
    sikker = sikker_i.get(row["lukket_af"]) if lukket else None
    return Fortalt(
        **{navn: row[navn] for navn in ("adressat", "tilbudsid", "afdelingsid", "regel", "afvigelse_id")},
        er_rettet=sikker is not None and bool(row["koerte"]),
        sikker_i=sikker,
    )


def _select_fortalte() -> Select[tuple[object, ...]]:
    kolonner = [AFVIGELSE.c[navn] for navn in ("tilbudsid", "afdelingsid", "regel", "status", "lukket_af")]
    return (
        select(MAIL.c.adressat, AFVIGELSE.c.id.label("afvigelse_id"), *kolonner, _has_run().label("koerte"))
        .join(_FORTALT, _FORTALT.c.noegle == MAIL.c.noegle)
        .join(AFVIGELSE, AFVIGELSE.c.id == _FORTALT.c.afvigelse_id)
        .where(MAIL.c.status.in_(FORTALTE), MAIL.c.art == EJER)
        .distinct()
        .order_by(MAIL.c.adressat, AFVIGELSE.c.tilbudsid, AFVIGELSE.c.regel, AFVIGELSE.c.id)
    )


def _has_run() -> Exists:
    """Tell whether a finding's rule ran in a control of the snapshot that closed it."""
    # A list of controls, not a join: without statistics SQLite would go through all of the rule's runs.
    kontroller = select(KONTROL.c.id).where(KONTROL.c.snapshot_id == AFVIGELSE.c.lukket_af).correlate(AFVIGELSE)
    return exists().where(
        REGELKOERSEL.c.regel == AFVIGELSE.c.regel,
        REGELKOERSEL.c.kontrol_id.in_(kontroller),
        REGELKOERSEL.c.fejl.is_(None),
    )
