"""How many each rule has found, over the register or within one portfolio."""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, or_, select

from domain.afvigelse import socialtilsyn_emne
from warehouse.queries.rapport_regel import Regeltal
from warehouse.queries.rapport_views import AFVIGELSE, LINJE

_NAVNE = {"aaben": "aabne", "accepteret": "accepterede", "lukket": "lukkede"}


def find_regeltal(conn: Connection, regel: str, tilsyn: str | None = None) -> Regeltal:
    """Count the findings of one rule; with `tilsyn` within that portfolio as it is now."""
    row = conn.execute(_count(tilsyn).where(AFVIGELSE.c.regel == regel)).mappings().first()
    return Regeltal() if row is None else _make(row)[1]


def list_regeltal(conn: Connection, tilsyn: str | None = None) -> dict[str, Regeltal]:
    """Count the findings of every rule that found anything; with `tilsyn` within that portfolio as it is now."""
    return dict(map(_make, conn.execute(_count(tilsyn)).mappings()))


def _count(tilsyn: str | None) -> Select[Any]:
    tal = [func.sum(case((AFVIGELSE.c.status == kode, 1), else_=0)).label(navn) for kode, navn in _NAVNE.items()]
    query = select(AFVIGELSE.c.regel, *tal).group_by(AFVIGELSE.c.regel)
    if tilsyn is None:
        return query
    egne = select(LINJE.c.tilbudsid).where(LINJE.c.kode == tilsyn)
    return query.where(or_(AFVIGELSE.c.tilbudsid.in_(egne), AFVIGELSE.c.tilbudsid == socialtilsyn_emne(tilsyn)))


def _make(row: RowMapping) -> tuple[str, Regeltal]:
    return row["regel"], Regeltal(**{navn: row[navn] for navn in _NAVNE.values()})
