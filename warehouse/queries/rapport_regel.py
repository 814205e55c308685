"""One rule in figures: how many it finds now, how that has gone, and what it found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from warehouse.queries.rapport_views import (
    AFVIGELSE,
    KONTROL,
    NU_AFDELING,
    NU_TILBUD,
    REGELKOERSEL,
    SNAPSHOT,
    id_orden,
    kontroller,
)


@dataclass(frozen=True, kw_only=True)
class Regeltal:
    """The findings of one rule by status, over the whole history."""

    aabne: int = 0
    accepterede: int = 0
    lukkede: int = 0


@dataclass(frozen=True, kw_only=True)
class Regelpunkt:
    """One run of one rule. `fejl` is set when it could not run; then `antal` says nothing."""

    dag: date
    antal: int
    fejl: str | None


@dataclass(frozen=True, kw_only=True)
class Fundlinje:
    """One open finding with what is needed to show it and to know what must not be shown."""

    tilbudsid: str
    tilbudsnavn: str | None
    afdelingsid: str | None
    afdelingsnavn: str | None
    felt: str
    raekke: str | None
    vaerdi: str | None
    forslag: str | None
    foerst_set: date
    er_beskyttet: bool
    er_personlig: bool


def list_regeltal(conn: Connection) -> dict[str, Regeltal]:
    """Count the findings of every rule that ever found anything."""
    status = AFVIGELSE.c.status
    navne = {"aaben": "aabne", "accepteret": "accepterede", "lukket": "lukkede"}
    tal = [func.sum(case((status == kode, 1), else_=0)).label(navn) for kode, navn in navne.items()]
    query = select(AFVIGELSE.c.regel, *tal).group_by(AFVIGELSE.c.regel)
    return {row.pop("regel"): Regeltal(**row) for row in map(dict[str, Any], conn.execute(query).mappings())}


def list_regelpunkter(conn: Connection, regel: str, *, dage: int = 30) -> tuple[Regelpunkt, ...]:
    """Give how many a rule found in the newest `dage` controls, oldest first."""
    alle = kontroller()
    seneste = select(alle.c.id).order_by(alle.c.id.desc()).limit(dage).subquery()
    query = (
        select(SNAPSHOT.c.dag, REGELKOERSEL.c.antal, REGELKOERSEL.c.fejl)
        .join(KONTROL, KONTROL.c.id == REGELKOERSEL.c.kontrol_id)
        .join(seneste, seneste.c.id == KONTROL.c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == KONTROL.c.snapshot_id)
        .where(REGELKOERSEL.c.regel == regel)
        .order_by(SNAPSHOT.c.id)
    )
    return tuple(Regelpunkt(**row) for row in conn.execute(query).mappings())


def list_fund(
    conn: Connection, regel: str, *, personlige_former: Collection[str], graense: int, spring: int = 0
) -> tuple[Fundlinje, ...]:
    """Give the open findings of a rule by tilbud and afdeling.

    `personlige_former` are the folded forms of firm that are one person's; it sets `er_personlig`.
    """
    orden = (*id_orden(AFVIGELSE.c.tilbudsid), *id_orden(func.coalesce(AFVIGELSE.c.afdelingsid, "")))
    query = (
        _fund(personlige_former)
        .where(AFVIGELSE.c.regel == regel)
        .order_by(*orden, AFVIGELSE.c.felt, func.coalesce(AFVIGELSE.c.raekke, ""))
        .limit(graense)
        .offset(spring)
    )
    return tuple(Fundlinje(**row) for row in conn.execute(query).mappings())


def _fund(personlige_former: Collection[str]) -> Select[Any]:
    personlige = select(NU_AFDELING.c.tilbudsid).where(NU_AFDELING.c.virksomhedsform_foldet.in_(personlige_former))
    samme = and_(NU_AFDELING.c.tilbudsid == AFVIGELSE.c.tilbudsid, NU_AFDELING.c.afdelingsid == AFVIGELSE.c.afdelingsid)
    kolonner = [AFVIGELSE.c[navn] for navn in ("tilbudsid", "afdelingsid", "felt", "raekke", "vaerdi", "forslag")]
    return (
        select(
            *kolonner,
            NU_TILBUD.c.navn.label("tilbudsnavn"),
            NU_AFDELING.c.navn.label("afdelingsnavn"),
            SNAPSHOT.c.dag.label("foerst_set"),
            func.coalesce(NU_TILBUD.c.er_beskyttet, True).label("er_beskyttet"),
            AFVIGELSE.c.tilbudsid.in_(personlige).label("er_personlig"),
        )
        .outerjoin(NU_TILBUD, NU_TILBUD.c.tilbudsid == AFVIGELSE.c.tilbudsid)
        .outerjoin(NU_AFDELING, samme)
        .join(SNAPSHOT, SNAPSHOT.c.id == AFVIGELSE.c.foerst_set)
        .where(AFVIGELSE.c.status == "aaben")
    )
