"""A mail that came back for good has told nobody anything."""

from datetime import datetime

from sqlalchemy import Connection, update

from domain.brevsvar import explain_kode
from domain.mailstatus import FORSOEGTE, Mailstatus
from warehouse.brevveksling.find import EJER, Brevmail
from warehouse.brevveksling.notater import note_retur
from warehouse.queries.rapport_views import MAIL
from warehouse.sager.retur import restart_untold


def take_back(conn: Connection, mail: Brevmail, kode: str | None, *, nu: datetime) -> None:
    """Mark a mail as `retur`, note it in its cases, and let those begin again that nobody was told of."""
    egen = update(MAIL).where(MAIL.c.noegle == mail.noegle, MAIL.c.status.in_(FORSOEGTE))
    conn.execute(egen.values(status=Mailstatus.RETUR.value, fejl=f"{explain_kode(kode)} (Kode {kode}.)"))
    note_retur(conn, mail, kode, nu=nu)
    if mail.art == EJER:
        restart_untold(conn, mail.tilbudsids, nu=nu)
