"""The threads of the mails: the first one an owner got about each tilbud, which later ones answer to."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from domain.mailstatus import AFGAAEDE
from warehouse.queries.mailhistorie import EJER
from warehouse.queries.rapport_views import MAIL, MAIL_TILBUD

Traade = Mapping[str, Mapping[str, str]]
"""Message-IDs by adressat and tilbudsid, oldest first."""


def list_traade(conn: Connection) -> Traade:
    """Give the Message-ID of the first mail that each owner got (or may have got) about each tilbud."""
    query = (
        select(MAIL.c.adressat, MAIL_TILBUD.c.tilbudsid, MAIL.c.message_id)
        .join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
        .where(MAIL.c.status.in_(AFGAAEDE), MAIL.c.message_id.is_not(None), MAIL.c.art == EJER)
        .order_by(MAIL.c.id, MAIL_TILBUD.c.tilbudsid)
    )
    samlet: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for adressat, tilbudsid, message_id in conn.execute(query):
        samlet[adressat].setdefault(tilbudsid, message_id)
    return samlet
