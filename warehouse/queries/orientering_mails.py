"""The weekly mails that were written before: which are still here to be replaced, and what the last one told up to."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from domain.mailstatus import FORSOEGTE, USENDTE
from domain.regel import Modtager
from warehouse.queries.rapport_views import MAIL

ARTER = (Modtager.SOCIALTILSYN.value, Modtager.KOMMUNE.value)


@dataclass(frozen=True, kw_only=True)
class Ugemail:
    """A weekly mail of the outbox; `periode` is its ISO week (`2026-W48`), which sorts as text."""

    noegle: str
    art: str
    adressat: str
    periode: str
    status: str
    snapshot_id: int
    emne: str

    @property
    def er_usendt(self) -> bool:
        """Whether nobody has got it, so that it may be replaced or withdrawn."""
        return self.status in USENDTE

    @property
    def er_forsoegt(self) -> bool:
        """Whether it was handed over, or tried in vain."""
        return self.status in FORSOEGTE


def list_ugemails(conn: Connection) -> tuple[Ugemail, ...]:
    """Give every weekly mail ever written, oldest first."""
    navne = ("noegle", "art", "adressat", "periode", "status", "snapshot_id", "emne")
    query = select(*(MAIL.c[navn] for navn in navne)).where(MAIL.c.art.in_(ARTER)).order_by(MAIL.c.periode, MAIL.c.id)
    return tuple(Ugemail(**row) for row in conn.execute(query).mappings())
