"""The portfolios: each socialtilsyn in figures, its tilbud with open findings, and those nobody can write to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from domain.afvigelse import socialtilsyn_emne
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    NU_AFDELING,
    NU_TILBUD,
    SNAPSHOT,
    aabne_pr_tilbud,
    alvor_rang,
    id_orden,
    portefoelje,
)


@dataclass(frozen=True, kw_only=True)
class Portefoelje:
    """One portfolio (`kode` is a socialtilsyn's, or `andre`): tilbud, and open findings by grade."""

    kode: str
    tilbud: int
    afdelinger: int
    uden_alvorlige: int
    kritisk: int
    alvorlig: int
    advarsel: int


@dataclass(frozen=True, kw_only=True)
class Tilbudslinje:
    """One tilbud in a list, with its open findings by grade."""

    tilbudsid: str
    navn: str | None
    kode: str
    antal_afdelinger: int
    antal: int
    kritisk: int
    alvorlig: int
    advarsel: int


def list_portefoeljer(conn: Connection) -> dict[str, Portefoelje]:
    """Give each portfolio that holds a tilbud, by code."""
    linjer = _linjer().subquery()
    ramt = linjer.c.kritisk + linjer.c.alvorlig > 0
    summer = [func.sum(linjer.c[navn]).label(navn) for navn in ("kritisk", "alvorlig", "advarsel")]
    query = select(
        linjer.c.kode,
        func.count().label("tilbud"),
        func.sum(linjer.c.antal_afdelinger).label("afdelinger"),
        func.sum(case((ramt, 0), else_=1)).label("uden_alvorlige"),
        *summer,
    ).group_by(linjer.c.kode)
    return {row["kode"]: Portefoelje(**row) for row in conn.execute(query).mappings()}


def list_uden_email(conn: Connection, kode: str, regler: Collection[str]) -> tuple[Tilbudslinje, ...]:
    """Give the tilbud of a portfolio that should be written to under `regler` but show no valid e-mail address.

    These are the ones the socialtilsyn must tell, as no mail can be sent.
    """
    linjer = _linjer().subquery()
    med_email = select(NU_AFDELING.c.tilbudsid).where(NU_AFDELING.c.email_ok)
    at_skrive = select(AFVIGELSE.c.tilbudsid).where(AFVIGELSE.c.status == "aaben", AFVIGELSE.c.regel.in_(regler))
    query = (
        select(linjer)
        .where(linjer.c.kode == kode, linjer.c.tilbudsid.in_(at_skrive), linjer.c.tilbudsid.not_in(med_email))
        .order_by(*id_orden(linjer.c.tilbudsid))
    )
    return tuple(Tilbudslinje(**row) for row in conn.execute(query).mappings())


@dataclass(frozen=True, kw_only=True)
class Plejefund:
    """One open finding about a socialtilsyn's plejefamilier as a whole; `bevis` is JSON."""

    regel: str
    alvor: str
    felt: str
    raekke: str | None
    vaerdi: str | None
    bevis: str
    foerst_set: date


def list_plejefund(conn: Connection, kode: str) -> tuple[Plejefund, ...]:
    """Give the open findings about the plejefamilier of a socialtilsyn, the worst first."""
    c = AFVIGELSE.c
    kolonner = [c[navn] for navn in ("regel", "alvor", "felt", "raekke", "vaerdi", "bevis")]
    query = (
        select(*kolonner, SNAPSHOT.c.dag.label("foerst_set"))
        .join(SNAPSHOT, SNAPSHOT.c.id == c.foerst_set)
        .where(c.status == "aaben", c.tilbudsid == socialtilsyn_emne(kode))
        .order_by(alvor_rang(c.alvor), c.regel, func.coalesce(c.raekke, ""))
    )
    return tuple(Plejefund(**row) for row in conn.execute(query).mappings())


def _linjer() -> Select[Any]:
    hjem, aabne = portefoelje(), aabne_pr_tilbud()
    tal = [func.coalesce(aabne.c[navn], 0).label(navn) for navn in ("antal", "kritisk", "alvorlig", "advarsel")]
    return (
        select(NU_TILBUD.c.tilbudsid, NU_TILBUD.c.navn, hjem.c.kode, NU_TILBUD.c.antal_afdelinger, *tal)
        .join(hjem, hjem.c.tilbudsid == NU_TILBUD.c.tilbudsid)
        .outerjoin(aabne, aabne.c.tilbudsid == NU_TILBUD.c.tilbudsid)
    )
