"""The mails that a person must look at."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from domain.mailstatus import Mailstatus
from warehouse.queries.rapport_views import MAIL

_TIL_ET_MENNESKE = (Mailstatus.UKENDT, Mailstatus.AFVIST)


def count_til_et_menneske(conn: Connection) -> Mapping[str, int]:
    """Count the mails whose fate is unknown and those the mail server refused, by status; empty when there are none."""
    query = select(MAIL.c.status, func.count().label("antal")).where(MAIL.c.status.in_(_TIL_ET_MENNESKE))
    return {row.status: row.antal for row in conn.execute(query.group_by(MAIL.c.status))}
