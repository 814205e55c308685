"""Which of our mails a message is about: by the Message-ID that only who got it, or carried it, knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.mailadresse import list_former
from domain.mailstatus import FORSOEGTE
from warehouse.queries.rapport_views import MAIL
from warehouse.tables import METADATA, table_of
from warehouse.tables.brevveksling import MailTilbud
from warehouse.tables.register import Afdeling

_MAIL_TILBUD = table_of(MailTilbud)
_AFDELING = METADATA.tables[str(Afdeling.__tablename__)]
EJER = "ejer"


@dataclass(frozen=True, kw_only=True)
class Brevmail:
    """A mail of ours that was handed over (or tried); `er_beskyttet` when any tilbud it tells of is a krisecenter."""

    noegle: str
    art: str
    modtager: str
    afleveret: datetime
    tilbudsids: tuple[str, ...]
    er_beskyttet: bool

    def names_modtager(self, emails: Iterable[str]) -> bool:
        """Tell whether one of these addresses (small letters) is the one that the mail was written to."""
        return not list_former(self.modtager).isdisjoint(emails)


def find_mail(conn: Connection, message_ids: Iterable[str]) -> Brevmail | None:
    """Give the first mail that one of the Message-IDs names; None when none is ours."""
    for message_id in message_ids:
        afleveret = func.coalesce(MAIL.c.sendt, MAIL.c.oprettet).label("afleveret")
        query = select(MAIL.c.noegle, MAIL.c.art, MAIL.c.modtager, MAIL.c.message_id, afleveret)
        query = query.where(MAIL.c.noegle == _read_noegle(message_id), MAIL.c.status.in_(FORSOEGTE))
        row = conn.execute(query).first()
        if row is not None and row.message_id in {None, message_id}:
            return _make(conn, row.noegle, row.art, row.modtager, row.afleveret)
    return None


def is_own(conn: Connection, message_id: str) -> bool:
    """Tell whether a Message-ID is that of a mail we wrote ourselves."""
    query = select(MAIL.c.id).where(MAIL.c.noegle == _read_noegle(message_id), MAIL.c.message_id == message_id)
    return conn.execute(query).first() is not None


def _read_noegle(message_id: str) -> str:
    """Give the mail's key: what the Message-ID begins with, up to a dot if there is one."""
    return message_id.removeprefix("<").partition("@")[0].partition(".")[0]


def _make(conn: Connection, noegle: str, art: str, modtager: str, afleveret: datetime) -> Brevmail:
    egne = select(_MAIL_TILBUD.c.tilbudsid).where(_MAIL_TILBUD.c.noegle == noegle)
    tilbudsids = tuple(sorted(conn.scalars(egne)))
    beskyttet = select(_AFDELING.c.id).where(_AFDELING.c.tilbudsid.in_(egne), _AFDELING.c.er_beskyttet).limit(1)
    return Brevmail(
        noegle=noegle,
        art=art,
        modtager=modtager,
        afleveret=afleveret,
        tilbudsids=tilbudsids,
        er_beskyttet=conn.execute(beskyttet).first() is not None,
    )
