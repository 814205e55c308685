"""The kommuner as a table, and what is particular to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Integer, case, cast, func, or_, select

from domain.reference import load_kommuner
from domain.tekst import order
from warehouse.queries.afdelingssted import afdelingssted, protected_tilbud
from warehouse.queries.rapport_views import ALVORSGRADER, LINJE, aabne_pr_tilbud
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.tables import METADATA

_KOMMUNE = METADATA.tables["reference_kommune"]
_POSTNR = METADATA.tables["reference_postnr"]


@dataclass(frozen=True, kw_only=True)
class Kommunerad:
    """One kommune on a day; a tilbud with afdelinger in two kommuner is counted in both.

    `ramte` are the tilbud with an open `kritisk` or `alvorlig` finding.
    """

    kommunekode: str
    navn: str
    region: str
    tilbud: int
    ramte: int
    kritisk: int
    alvorlig: int
    advarsel: int


@dataclass(frozen=True, kw_only=True)
class Kommune:
    """A kommune: its name, its region, and the code of the socialtilsyn that handles tilbud in it."""

    kommunekode: str
    navn: str
    region: str
    socialtilsyn: str


@dataclass(frozen=True, kw_only=True)
class Sted:
    """Where an afdeling lies: its postcode, that postcode's town (None: not known), and how the kommune is known."""

    tilbudsid: str
    afdelingsid: str
    postnr: str | None
    by: str | None
    kilde: str


@dataclass(frozen=True, kw_only=True)
class Stedkilder:
    """How many afdelinger have their kommune from what, and how many tilbud are counted in no kommune."""

    adresse: int
    postnr: int
    ukendt: int
    beskyttede_tilbud: int


def make_kommunekilde(dag: date) -> Tabelkilde[Kommunerad]:
    """Give the table of the kommuner there are on a day, also those without tilbud."""
    tal, k = _count(), _KOMMUNE.c
    navne = ("tilbud", "ramte", *ALVORSGRADER)
    antal = {navn: func.coalesce(tal.c[navn], 0) for navn in navne}
    query = (
        select(k.kommunekode, k.navn, k.region, *(udtryk.label(navn) for navn, udtryk in antal.items()))
        .outerjoin(tal, tal.c.kommunekode == k.kommunekode)
        .where(*_on(dag))
    )
    andel = case((antal["tilbud"] > 0, 1.0 * antal["ramte"] / antal["tilbud"]))
    return Tabelkilde(
        query=query,
        byg=Kommunerad,
        noegle=(k.kommunekode,),
        orden={
            "navn": (_alfabet(),),
            "andel": (andel,),
            "region": (k.region,),
            **{navn: (udtryk,) for navn, udtryk in antal.items()},
        },
    )


def load_kommune(conn: Connection, kode: str, dag: date) -> Kommune | None:
    """Give a kommune as it is on a day, or None."""
    k = _KOMMUNE.c
    query = select(k.kommunekode, k.navn, k.region, k.socialtilsyn).where(k.kommunekode == kode, *_on(dag))
    row = conn.execute(query).mappings().first()
    return None if row is None else Kommune(**row)


def load_steder(conn: Connection, kode: str) -> tuple[Sted, ...]:
    """Give the afdelinger of a kommune with the postcode each shows, by postcode."""
    sted = afdelingssted()
    query = (
        select(sted.c.tilbudsid, sted.c.afdelingsid, sted.c.postnr, _POSTNR.c.navn.label("by"), sted.c.kilde)
        .outerjoin(_POSTNR, _POSTNR.c.postnr == sted.c.postnr)
        .where(sted.c.kommunekode == kode)
        .order_by(sted.c.postnr.nulls_last(), sted.c.tilbudsid, sted.c.afdelingsid)
    )
    return tuple(Sted(**row) for row in conn.execute(query).mappings())


def list_tilsyn(conn: Connection, tilbud: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Give the portfolios that some tilbud are in, with how many, most first."""
    antal = func.count()
    query = (
        select(LINJE.c.kode, antal)
        .where(LINJE.c.tilbudsid.in_(tilbud))
        .group_by(LINJE.c.kode)
        .order_by(antal.desc(), LINJE.c.kode)
    )
    return tuple((row[0], int(row[1])) for row in conn.execute(query))


def count_kilder(conn: Connection) -> Stedkilder:
    """Count how the place is known in the whole country."""
    sted = afdelingssted()
    tal = {row[0]: int(row[1]) for row in conn.execute(select(sted.c.kilde, func.count()).group_by(sted.c.kilde))}
    beskyttede = select(func.count()).select_from(LINJE).where(LINJE.c.tilbudsid.in_(protected_tilbud()))
    return Stedkilder(
        adresse=tal.get("adresse", 0),
        postnr=tal.get("postnr", 0),
        ukendt=tal.get(None, 0),
        beskyttede_tilbud=int(conn.execute(beskyttede).scalar_one()),
    )


@cache
def _alfabet() -> ColumnElement[int]:
    """Give each kommune its place in the Danish alphabet, which no database can be trusted to know."""
    navne = sorted({(order(kommune.navn), kommune.kommunekode) for kommune in load_kommuner()})
    return case(
        {kode: nummer for nummer, (_, kode) in enumerate(navne)}, value=_KOMMUNE.c.kommunekode, else_=len(navne)
    )


def _on(dag: date) -> tuple[Any, ...]:
    k = _KOMMUNE.c
    return k.gyldig_fra <= dag, or_(k.gyldig_til.is_(None), k.gyldig_til >= dag)


def _count() -> FromClause:
    sted = afdelingssted()
    par = select(sted.c.tilbudsid, sted.c.kommunekode).where(sted.c.kommunekode.is_not(None)).distinct().subquery()
    aabne = aabne_pr_tilbud()
    er_ramt = func.coalesce(aabne.c.kritisk + aabne.c.alvorlig, 0) > 0
    return (
        select(
            par.c.kommunekode,
            func.count().label("tilbud"),
            func.sum(case((er_ramt, 1), else_=0)).label("ramte"),
            *(cast(func.sum(func.coalesce(aabne.c[grad], 0)), Integer).label(grad) for grad in ALVORSGRADER),
        )
        .outerjoin(aabne, aabne.c.tilbudsid == par.c.tilbudsid)
        .group_by(par.c.kommunekode)
        .subquery("tal")
    )
