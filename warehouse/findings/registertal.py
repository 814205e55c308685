"""The register added up after a control: the country, each socialtilsyn, each kommune, each tilbudstype."""

from typing import Any

from sqlalchemy import Connection, Select, case, func, insert, literal, select

from warehouse.queries.afdelingssted import afdelingssted
from warehouse.queries.rapport_views import ALVORSGRADER, NU_TILBUD, aabne_pr_tilbud, portefoelje
from warehouse.queries.typetabel import typer_pr_tilbud
from warehouse.tables import table_of
from warehouse.tables.registertal import Registertal

_TAL = table_of(Registertal)
_KOLONNER = ("kontrol_id", "emne", "noegle", "tilbud", "afdelinger", "ramte", *ALVORSGRADER)


def write_registertal(conn: Connection, kontrol_id: int) -> None:
    """Write the figures of the register as it stands, for a control that has none yet."""
    grupper = {
        "landet": _landet(),
        "socialtilsyn": _socialtilsyn(),
        "kommune": _kommuner(),
        "tilbudstype": _typer(),
    }
    for emne, hjem in grupper.items():
        conn.execute(insert(_TAL).from_select(_KOLONNER, _add_up(kontrol_id, emne, hjem)))


def _landet() -> Select[Any]:
    return select(NU_TILBUD.c.tilbudsid, literal("").label("noegle"), NU_TILBUD.c.antal_afdelinger.label("afdelinger"))


def _socialtilsyn() -> Select[Any]:
    hjem = portefoelje()
    valg = select(hjem.c.tilbudsid, hjem.c.kode.label("noegle"), NU_TILBUD.c.antal_afdelinger.label("afdelinger"))
    return valg.join(NU_TILBUD, NU_TILBUD.c.tilbudsid == hjem.c.tilbudsid)


def _kommuner() -> Select[Any]:
    sted = afdelingssted()
    valg = select(sted.c.tilbudsid, sted.c.kommunekode.label("noegle"), func.count().label("afdelinger"))
    return valg.where(sted.c.kommunekode.is_not(None)).group_by(sted.c.tilbudsid, sted.c.kommunekode)


def _typer() -> Select[Any]:
    typer = typer_pr_tilbud()
    return select(typer.c.tilbudsid, typer.c.paragraf.label("noegle"), typer.c.afdelinger)


def _add_up(kontrol_id: int, emne: str, hjem: Select[Any]) -> Select[Any]:
    """Add up tilbud (`tilbudsid`, `noegle`, `afdelinger`) by their key."""
    linje, aabne = hjem.subquery("hjem"), aabne_pr_tilbud()
    return (
        select(
            literal(kontrol_id),
            literal(emne),
            linje.c.noegle,
            func.count(),
            func.sum(linje.c.afdelinger),
            func.sum(case((aabne.c.kritisk + aabne.c.alvorlig > 0, 1), else_=0)),
            *(func.sum(func.coalesce(aabne.c[grad], 0)) for grad in ALVORSGRADER),
        )
        .select_from(linje)
        .outerjoin(aabne, aabne.c.tilbudsid == linje.c.tilbudsid)
        .group_by(linje.c.noegle)
    )
