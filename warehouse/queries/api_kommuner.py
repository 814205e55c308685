"""The kommuner in figures: the tilbud that lie in each, and their open findings by grade."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, FromClause, Select, case, func, or_, select

from warehouse.queries.afdelingssted import afdelingssted
from warehouse.queries.rapport_views import ALVORSGRADER, aabne_pr_tilbud, portefoelje
from warehouse.tables import METADATA

_KOMMUNE = METADATA.tables["reference_kommune"]


@dataclass(frozen=True, kw_only=True)
class Kommunetal:
    """One kommune on a day; a tilbud with afdelinger in two kommuner is counted in both."""

    kommunekode: str
    navn: str
    region: str
    socialtilsyn: str
    tilbud: int
    uden_alvorlige: int
    kritisk: int
    alvorlig: int
    advarsel: int


def list_kommunetal(conn: Connection, dag: date, *, tilsyn: str | None = None) -> tuple[Kommunetal, ...]:
    """Give every kommune by its code; with `tilsyn` only that portfolio's tilbud are counted."""
    tal = _count(tilsyn)
    navne = ("tilbud", "uden_alvorlige", *ALVORSGRADER)
    kolonner = [_KOMMUNE.c[navn] for navn in ("kommunekode", "navn", "region", "socialtilsyn")]
    query = (
        select(*kolonner, *(func.coalesce(tal.c[navn], 0).label(navn) for navn in navne))
        .outerjoin(tal, tal.c.kommunekode == _KOMMUNE.c.kommunekode)
        .where(_KOMMUNE.c.gyldig_fra <= dag, or_(_KOMMUNE.c.gyldig_til.is_(None), _KOMMUNE.c.gyldig_til >= dag))
        .order_by(_KOMMUNE.c.kommunekode)
    )
    return tuple(Kommunetal(**row) for row in conn.execute(query).mappings())


def _count(tilsyn: str | None) -> FromClause:
    hvor, aabne = afdelingssted(), aabne_pr_tilbud()
    kendt = select(hvor.c.tilbudsid, hvor.c.kommunekode).where(hvor.c.kommunekode.is_not(None))
    sted = kendt.distinct().subquery()
    alvorlige = func.coalesce(aabne.c.kritisk + aabne.c.alvorlig, 0)
    query: Select[tuple[str, int]] = select(
        sted.c.kommunekode,
        func.count().label("tilbud"),
        func.sum(case((alvorlige > 0, 0), else_=1)).label("uden_alvorlige"),
        *(func.sum(func.coalesce(aabne.c[grad], 0)).label(grad) for grad in ALVORSGRADER),
    ).outerjoin(aabne, aabne.c.tilbudsid == sted.c.tilbudsid)
    if tilsyn is not None:
        hjem = portefoelje()
        query = query.join(hjem, hjem.c.tilbudsid == sted.c.tilbudsid).where(hjem.c.kode == tilsyn)
    return query.group_by(sted.c.kommunekode).subquery("tal")
