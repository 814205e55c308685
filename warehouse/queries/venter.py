"""What waits for a person, counted."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, func, literal, select, union_all

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
    """Count what waits, in one question."""
    breve = select(literal("svar").label("art"), func.count().label("antal")).select_from(_SVAR)
    query: CompoundSelect[Any] = union_all(
        _count(_SAG.c.tilstand, _SAGER),
        _count(MAIL.c.status, _MAILS),
        breve.where(_SVAR.c.behandlet.is_(None), _SVAR.c.art.in_(_BREVE)),
    )
    tal = {row.art: row.antal for row in conn.execute(query)}
    return Venter(
        til_vurdering=tal.get(Sagstilstand.TIL_VURDERING, 0),
        markering_mulig=tal.get(Sagstilstand.MARKERING_MULIG, 0),
        mails_afventer=tal.get(Mailstatus.AFVENTER, 0),
        mails_ukendt=tal.get(Mailstatus.UKENDT, 0),
        mails_afvist=tal.get(Mailstatus.AFVIST, 0),
        svar=tal["svar"],
    )


def _count(kolonne: ColumnElement[str], vaerdier: Collection[str]) -> Select[str, int]:
    return select(kolonne.label("art"), func.count().label("antal")).where(kolonne.in_(vaerdier)).group_by(kolonne)
