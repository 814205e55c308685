"""One portfolio: its open findings by rule and the oldest of them, what was mended lately, its cases by state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from domain.sag import Sagstilstand
from warehouse.queries.rapport_views import AFVIGELSE, LINJE, SNAPSHOT, alvor_rang
from warehouse.tables import table_of
from warehouse.tables.opfoelgning import Sag

_SAG = table_of(Sag)


@dataclass(frozen=True)
class Regelfund:
    """How many of a rule's findings, of a grade, are open or were mended."""

    regel: str
    alvor: str
    antal: int


@dataclass(frozen=True, kw_only=True)
class Gammelt:
    """An open finding with the day it was first seen."""

    tilbudsid: str
    tilbudsnavn: str | None
    regel: str
    alvor: str
    foerst_set: date


def list_aabne(conn: Connection, kode: str) -> tuple[Regelfund, ...]:
    """Count the open findings of a portfolio's tilbud by rule and grade, most first."""
    return _count(conn, _select(kode).where(AFVIGELSE.c.status == "aaben"))


def list_rettede(conn: Connection, kode: str, *, fra: date) -> tuple[Regelfund, ...]:
    """Count the findings of a portfolio's tilbud that are closed, and were so on a day or later, most first."""
    siden = select(SNAPSHOT.c.id).where(SNAPSHOT.c.dag >= fra)
    return _count(conn, _select(kode).where(AFVIGELSE.c.status == "lukket", AFVIGELSE.c.lukket_af.in_(siden)))


def list_aeldste(conn: Connection, kode: str, *, graense: int) -> tuple[Gammelt, ...]:
    """Give the open findings of a portfolio's tilbud that have stood longest, the worst of a day first."""
    c = AFVIGELSE.c
    query = (
        select(c.tilbudsid, LINJE.c.navn.label("tilbudsnavn"), c.regel, c.alvor, SNAPSHOT.c.dag.label("foerst_set"))
        .join(LINJE, LINJE.c.tilbudsid == c.tilbudsid)
        .join(SNAPSHOT, SNAPSHOT.c.id == c.foerst_set)
        .where(LINJE.c.kode == kode, c.status == "aaben")
        .order_by(c.foerst_set, alvor_rang(c.alvor), c.id)
        .limit(graense)
    )
    return tuple(Gammelt(**row) for row in conn.execute(query).mappings())


def count_sager(conn: Connection, kode: str) -> Mapping[Sagstilstand, int]:
    """Count the cases of a portfolio's tilbud by state, in the order of a case's course."""
    query = (
        select(_SAG.c.tilstand, func.count())
        .join(LINJE, LINJE.c.tilbudsid == _SAG.c.tilbudsid)
        .where(LINJE.c.kode == kode)
        .group_by(_SAG.c.tilstand)
    )
    antal = {row[0]: int(row[1]) for row in conn.execute(query)}
    return {tilstand: antal[tilstand.value] for tilstand in Sagstilstand if tilstand.value in antal}


def _select(kode: str) -> Select[Any]:
    antal = func.count()
    return (
        select(AFVIGELSE.c.regel, AFVIGELSE.c.alvor, antal.label("antal"))
        .join(LINJE, LINJE.c.tilbudsid == AFVIGELSE.c.tilbudsid)
        .where(LINJE.c.kode == kode)
        .group_by(AFVIGELSE.c.regel, AFVIGELSE.c.alvor)
        .order_by(antal.desc(), AFVIGELSE.c.regel)
    )


def _count(conn: Connection, query: Select[Any]) -> tuple[Regelfund, ...]:
    return tuple(Regelfund(row.regel, row.alvor, int(row.antal)) for row in conn.execute(query))
