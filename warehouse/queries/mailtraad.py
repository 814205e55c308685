"""The thread of a tilbud's mails: the first one that it got, which later ones answer to."""

from sqlalchemy import Connection, select

from domain.mailstatus import AFGAAEDE
from warehouse.queries.rapport_views import MAIL


def list_traade(conn: Connection) -> dict[str, str]:
    """Give the Message-ID of the first mail each tilbud got (or may have got), by tilbudsid."""
    query = select(MAIL.c.tilbudsid, MAIL.c.message_id).order_by(MAIL.c.id.desc())
    query = query.where(MAIL.c.status.in_(AFGAAEDE), MAIL.c.message_id.is_not(None))
    return {row.tilbudsid: row.message_id for row in conn.execute(query)}
