"""The live tilbud as lists show them, written anew when a load has changed who they are.

Lists, searches and portfolios would otherwise rank every afdeling each time somebody looks.
"""

from sqlalchemy import and_, case, delete, func, insert, select
from sqlmodel import Session

from warehouse.queries.rapport_views import ANDRE
from warehouse.tables import table_of
from warehouse.tables.register import Afdeling, AfdelingLiv, AfdelingNavn, AfledtAfdeling, Tilbudslinje

_AFDELING, _LIV = table_of(Afdeling), table_of(AfdelingLiv)
_AFLEDT, _NAVN = table_of(AfledtAfdeling), table_of(AfdelingNavn)
_LINJE = table_of(Tilbudslinje)


def refresh_linjer(session: Session) -> None:
    """Write `tilbudslinje` anew from the afdelinger that live; the name is that of the lowest id, as in `nu_tilbud`."""
    a = _AFDELING.c
    efter_id = (func.length(a.afdelingsid), a.afdelingsid)
    uden_kode = case((_AFLEDT.c.tilsyn_kode.is_(None), 1), else_=0)
    nummer = func.row_number().over(partition_by=a.tilbudsid, order_by=efter_id)
    kodenummer = func.row_number().over(partition_by=a.tilbudsid, order_by=(uden_kode, *efter_id))
    alle = (
        select(a.tilbudsid, a.navn, _NAVN.c.orden, _AFLEDT.c.tilsyn_kode, nummer.label("nr"), kodenummer.label("knr"))
        .join(_LIV, and_(_LIV.c.tilbudsid == a.tilbudsid, _LIV.c.afdelingsid == a.afdelingsid))
        .join(_AFLEDT, _AFLEDT.c.afdeling_id == a.id)
        .join(_NAVN, _NAVN.c.afdeling_id == a.id)
        .where(a.gyldig_til.is_(None), _LIV.c.ophoert.is_(None))
        .subquery()
    )
    linjer = select(
        alle.c.tilbudsid,
        func.max(case((alle.c.nr == 1, alle.c.navn))),
        func.max(case((alle.c.nr == 1, alle.c.orden))),
        func.coalesce(func.max(case((alle.c.knr == 1, alle.c.tilsyn_kode))), ANDRE),
        func.count(),
    ).group_by(alle.c.tilbudsid)
    session.execute(delete(_LINJE))
    session.execute(insert(_LINJE).from_select(["tilbudsid", "navn", "orden", "kode", "antal_afdelinger"], linjer))
