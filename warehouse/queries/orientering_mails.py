"""The weekly mails that were written before: which are still here to be replaced, and what the last one told up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, RowMapping, select

from domain.mailstatus import FORSOEGTE, USENDTE
from domain.regel import Modtager
from warehouse.queries.rapport_views import MAIL
from warehouse.tables import table_of
from warehouse.tables.mailvagt import Regelstop

_STOP = table_of(Regelstop)
ARTER = (Modtager.SOCIALTILSYN.value, Modtager.KOMMUNE.value)


@dataclass(frozen=True, kw_only=True)
class Ugemail:
    """A weekly mail of the outbox; `periode` is its ISO week (`2026-W48`), which sorts as text.

    `holdt` are the rules that were held out of mails when it was written, so that it did not tell of them.
    """

    noegle: str
    art: str
    adressat: str
    periode: str
    status: str
    snapshot_id: int
    emne: str
    holdt: frozenset[str] = frozenset()

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
    stop = conn.execute(select(_STOP.c.regel, _STOP.c.snapshot_id, _STOP.c.frigivet)).all()
    query = select(*(MAIL.c[navn] for navn in navne), MAIL.c.oprettet).where(MAIL.c.art.in_(ARTER))
    return tuple(
        Ugemail(**{navn: row[navn] for navn in navne}, holdt=_list_holdt(stop, row))
        for row in conn.execute(query.order_by(MAIL.c.periode, MAIL.c.id)).mappings()
    )


def _list_holdt(stop: Iterable[Row[str, int, datetime | None]], mail: RowMapping) -> frozenset[str]:
    return frozenset(
        et.regel
        for et in stop
        if et.snapshot_id <= mail["snapshot_id"] and (et.frigivet is None or et.frigivet > mail["oprettet"])
    )
