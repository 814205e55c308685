"""The answers that wait for a person, with the tilbud they are about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.brevsvar import Svarart
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailSvar, MailTilbud

SVAR = table_of(MailSvar)
_MAIL_TILBUD = table_of(MailTilbud)


@dataclass(frozen=True, kw_only=True)
class Ventende:
    """A message that waits. `tilbudsids` are those of the mail it answers; none when that is not known."""

    id: int
    modtaget: datetime
    art: Svarart
    message_id: str
    noegle: str | None
    tilbudsids: tuple[str, ...]
    punkter: str | None
    tekst: str


def list_ventende(conn: Connection) -> tuple[Ventende, ...]:
    """Give what waits, oldest first."""
    egne: defaultdict[str, list[str]] = defaultdict(list)
    om = select(_MAIL_TILBUD).join(SVAR, SVAR.c.noegle == _MAIL_TILBUD.c.noegle).where(SVAR.c.behandlet.is_(None))
    for row in conn.execute(om.distinct().order_by(_MAIL_TILBUD.c.tilbudsid)):
        egne[row.noegle].append(row.tilbudsid)
    query = select(SVAR).where(SVAR.c.behandlet.is_(None)).order_by(SVAR.c.id)
    return tuple(
        Ventende(
            id=row.id,
            modtaget=row.modtaget,
            art=Svarart(row.art),
            message_id=row.message_id,
            noegle=row.noegle,
            tilbudsids=tuple(egne.get(row.noegle or "", ())),
            punkter=row.punkter,
            tekst=row.tekst,
        )
        for row in conn.execute(query)
    )


def count_ventende(conn: Connection) -> int:
    """Count what waits for a person."""
    return conn.execute(select(func.count()).select_from(SVAR).where(SVAR.c.behandlet.is_(None))).scalar_one()
