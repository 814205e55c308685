"""How many each rule has found, over the register or within one portfolio."""

from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from domain.afvigelse import socialtilsyn_emne
from warehouse.queries.rapport_regel import Regeltal
from warehouse.queries.rapport_regel import list_regeltal as list_alle
from warehouse.queries.rapport_views import AFVIGELSE, portefoelje

_NAVNE = {"aaben": "aabne", "accepteret": "accepterede", "lukket": "lukkede"}


def list_regeltal(conn: Connection, tilsyn: str | None = None) -> dict[str, Regeltal]:
    """Count the findings of every rule that found anything; with `tilsyn` within that portfolio as it is now."""
    if tilsyn is None:
        return list_alle(conn)
    hjem = portefoelje()
    egne = select(hjem.c.tilbudsid).where(hjem.c.kode == tilsyn)
    tal = [func.sum(case((AFVIGELSE.c.status == kode, 1), else_=0)).label(navn) for kode, navn in _NAVNE.items()]
    query = (
        select(AFVIGELSE.c.regel, *tal)
        .where(or_(AFVIGELSE.c.tilbudsid.in_(egne), AFVIGELSE.c.tilbudsid == socialtilsyn_emne(tilsyn)))
        .group_by(AFVIGELSE.c.regel)
    )
    return {row.pop("regel"): Regeltal(**row) for row in map(dict[str, Any], conn.execute(query).mappings())}
