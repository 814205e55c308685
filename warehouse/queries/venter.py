"""What waits for a person, counted."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from warehouse.queries.rapport_views import MAIL
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailSvar
from warehouse.tables.opfoelgning import Sag

_SAG = table_of(Sag)
_SVAR = table_of(MailSvar)
_SAGER = (Sagstilstand.TIL_VURDERING, Sagstilstand.MARKERING_MULIG)
_MAILS = (Mailstatus.AFVENTER, Mailstatus.UKENDT, Mailstatus.AFVIST)
# What a person wrote; what a machine answered is dealt with by itself.
_BREVE = ("uenig", "svar", "andet")


@dataclass(frozen=True, kw_only=True)
class Venter:
    """How many cases, mails and answers wait for somebody to look."""

    til_vurdering: int
    markering_mulig: int
    mails_afventer: int
    mails_ukendt: int
    mails_afvist: int
    svar: int


def load_venter(conn: Connection) -> Venter:
    """Count what waits."""
    sager = _count(conn, _SAG.c.tilstand, _SAGER)
    mails = _count(conn, MAIL.c.status, _MAILS)
    svar = select(func.count()).select_from(_SVAR).where(_SVAR.c.behandlet.is_(None), _SVAR.c.art.in_(_BREVE))
    return Venter(
        til_vurdering=sager.get(Sagstilstand.TIL_VURDERING, 0),
        markering_mulig=sager.get(Sagstilstand.MARKERING_MULIG, 0),
        mails_afventer=mails.get(Mailstatus.AFVENTER, 0),
        mails_ukendt=mails.get(Mailstatus.UKENDT, 0),
        mails_afvist=mails.get(Mailstatus.AFVIST, 0),
        svar=conn.execute(svar).scalar_one(),
    )


def _count(conn: Connection, kolonne: ColumnElement[str], vaerdier: Collection[str]) -> dict[str, int]:
    query = select(kolonne.label("value"), func.count().label("antal")).where(kolonne.in_(vaerdier)).group_by(kolonne)
    return {row.value: row.antal for row in conn.execute(query)}
