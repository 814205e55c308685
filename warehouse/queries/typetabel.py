"""The tilbudstyper as a table, and one of them in figures."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Integer, and_, case, cast, func, select

from warehouse.queries.afdelingssted import AFDELING
from warehouse.queries.rapport_views import ALVORSGRADER, LIV, aabne_pr_tilbud, id_orden
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.tables import METADATA

_PARAGRAF = METADATA.tables["afdeling_paragraf"]


@dataclass(frozen=True, kw_only=True)
class Typerad:
    """One paragraph that live tilbud name: a tilbud that names two is counted at both.

    `ramte` are the tilbud with an open `kritisk` or `alvorlig` finding; `pladser` the places under the paragraph.
    """

    paragraf: str
    tilbud: int
    afdelinger: int
    pladser: int
    ramte: int
    kritisk: int
    alvorlig: int
    advarsel: int


def make_typekilde() -> Tabelkilde[Typerad]:
    """Give the table of the paragraphs that live tilbud name."""
    afdelinger, tilbud = _count_afdelinger(), _count_tilbud()
    antal = {navn: tilbud.c[navn] for navn in ("tilbud", "ramte", *ALVORSGRADER)}
    antal |= {navn: afdelinger.c[navn] for navn in ("afdelinger", "pladser")}
    query = select(tilbud.c.paragraf, *(udtryk.label(navn) for navn, udtryk in antal.items())).join(
        afdelinger, afdelinger.c.paragraf == tilbud.c.paragraf
    )
    return Tabelkilde(
        query=query,
        byg=Typerad,
        noegle=id_orden(tilbud.c.paragraf),
        orden={
            "type": id_orden(tilbud.c.paragraf),
            "andel": (1.0 * antal["ramte"] / antal["tilbud"],),
            **{navn: (udtryk,) for navn, udtryk in antal.items()},
        },
        filtre={"type": lambda paragraf: tilbud.c.paragraf == paragraf},
    )


def _live() -> Any:  # noqa: ANN401 - a condition on three tables
    return and_(
        LIV.c.tilbudsid == AFDELING.c.tilbudsid, LIV.c.afdelingsid == AFDELING.c.afdelingsid, LIV.c.ophoert.is_(None)
    )


def _count_afdelinger() -> FromClause:
    p = _PARAGRAF.c
    return (
        select(
            p.paragraf,
            func.count(p.afdeling_id.distinct()).label("afdelinger"),
            func.coalesce(func.sum(p.pladser), 0).label("pladser"),
        )
        .join(AFDELING, AFDELING.c.id == p.afdeling_id)
        .join(LIV, _live())
        .where(AFDELING.c.gyldig_til.is_(None))
        .group_by(p.paragraf)
        .subquery("paa_afdelinger")
    )


def typer_pr_tilbud() -> FromClause:
    """Give each live tilbud each paragraph it names, with how many of its afdelinger do."""
    p = _PARAGRAF.c
    return (
        select(AFDELING.c.tilbudsid, p.paragraf, func.count(p.afdeling_id.distinct()).label("afdelinger"))
        .select_from(_PARAGRAF)
        .join(AFDELING, AFDELING.c.id == p.afdeling_id)
        .join(LIV, _live())
        .where(AFDELING.c.gyldig_til.is_(None))
        .group_by(AFDELING.c.tilbudsid, p.paragraf)
        .subquery("typer_pr_tilbud")
    )


def _count_tilbud() -> FromClause:
    par, aabne = typer_pr_tilbud(), aabne_pr_tilbud()
    er_ramt = func.coalesce(aabne.c.kritisk + aabne.c.alvorlig, 0) > 0
    return (
        select(
            par.c.paragraf,
            func.count().label("tilbud"),
            func.sum(case((er_ramt, 1), else_=0)).label("ramte"),
            *(cast(func.sum(func.coalesce(aabne.c[grad], 0)), Integer).label(grad) for grad in ALVORSGRADER),
        )
        .outerjoin(aabne, aabne.c.tilbudsid == par.c.tilbudsid)
        .group_by(par.c.paragraf)
        .subquery("paa_tilbud")
    )
