"""What the weekly mails to socialtilsyn and kommuner are made of: who belongs to whom, and what came and went."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, column, func, select, table

from domain.afvigelse import Status, find_socialtilsyn
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    HAENDELSE,
    NU_AFDELING,
    NU_TILBUD,
    SNAPSHOT,
    alvor_rang,
    id_orden,
    is_plejefund,
    portefoelje,
)

_NU_PARAGRAF = table("nu_afdeling_paragraf", column("tilbudsid"), column("paragraf"))


@dataclass(frozen=True, kw_only=True)
class Tilsynsled:
    """One live afdeling and who supervises it. `portefoelje` is the code of its tilbud's socialtilsyn, or `andre`.

    `navn` is its tilbud's, None for a § 109 tilbud; `form` is the folded form of firm.
    """

    tilbudsid: str
    afdelingsid: str
    navn: str | None
    portefoelje: str
    tilsyn_art: str | None
    tilsynsmyndighed: str | None
    form: str | None
    er_beskyttet: bool


@dataclass(frozen=True, kw_only=True)
class Oejebliksbillede:
    """An accepted snapshot and its day."""

    id: int
    dag: date


@dataclass(frozen=True, kw_only=True)
class Lukning:
    """A finding that a snapshot closed, last opened by `aabnet_i`, of a tilbud that is still on the portal."""

    tilbudsid: str
    regel: str
    aabnet_i: int
    lukket_af: int


@dataclass(frozen=True, kw_only=True)
class Plejetal:
    """A finding about the plejefamilier of a socialtilsyn (`kode`) as a whole; `vaerdi` is the rule's own total."""

    kode: str
    regel: str
    vaerdi: str | None
    set_i_traek: int
    er_set: bool


def list_tilsynsled(conn: Connection) -> tuple[Tilsynsled, ...]:
    """Give every live afdeling with its supervision, by tilbud and id.

    A tilbud has the name of its first afdeling, and is protected as a whole when any of them is.
    """
    hjem = portefoelje()
    navne = ("tilbudsid", "afdelingsid", "navn", "tilsyn_art", "tilsynsmyndighed", "er_beskyttet")
    query = (
        select(
            *(NU_AFDELING.c[navn] for navn in navne),
            NU_AFDELING.c.virksomhedsform_foldet.label("form"),
            hjem.c.kode.label("portefoelje"),
        )
        .join(hjem, hjem.c.tilbudsid == NU_AFDELING.c.tilbudsid)
        .order_by(*id_orden(NU_AFDELING.c.tilbudsid), *id_orden(NU_AFDELING.c.afdelingsid))
    )
    rows = [dict(row) for row in conn.execute(query).mappings()]
    # Not by the view of tilbud: it is dear, and the overview asks this of every reader.
    beskyttede = {row["tilbudsid"] for row in rows if row["er_beskyttet"]}
    foerste = {row["tilbudsid"]: row["navn"] for row in reversed(rows)}
    return tuple(_make_led(row, foerste[row["tilbudsid"]], er_beskyttet=row["tilbudsid"] in beskyttede) for row in rows)


def _make_led(row: Mapping[str, Any], navn: str | None, *, er_beskyttet: bool) -> Tilsynsled:
    return Tilsynsled(**{**row, "navn": None if er_beskyttet else navn, "er_beskyttet": er_beskyttet})


def list_paragraffer(conn: Connection) -> Mapping[str, frozenset[str]]:
    """Give the paragraphs of each live tilbud."""
    samlet: defaultdict[str, set[str]] = defaultdict(set)
    for row in conn.execute(select(_NU_PARAGRAF.c.tilbudsid, _NU_PARAGRAF.c.paragraf).distinct()):
        samlet[row.tilbudsid].add(row.paragraf)
    return {tilbudsid: frozenset(alle) for tilbudsid, alle in samlet.items()}


def list_oejebliksbilleder(conn: Connection) -> tuple[Oejebliksbillede, ...]:
    """Give every accepted snapshot, oldest first."""
    query = select(SNAPSHOT.c.id, SNAPSHOT.c.dag).order_by(SNAPSHOT.c.id)
    return tuple(Oejebliksbillede(id=row.id, dag=row.dag) for row in conn.execute(query))


def list_lukninger(conn: Connection, regler: Collection[str], *, efter: int) -> tuple[Lukning, ...]:
    """Give the findings of `regler` that a snapshot after `efter` closed and that are closed now."""
    c = AFVIGELSE.c
    aabnet = (
        select(HAENDELSE.c.afvigelse_id, func.max(HAENDELSE.c.snapshot_id).label("snapshot_id"))
        .where(HAENDELSE.c.haendelse.in_(("aabnet", "genaabnet")))
        .group_by(HAENDELSE.c.afvigelse_id)
        .subquery()
    )
    query = (
        select(c.tilbudsid, c.regel, func.coalesce(aabnet.c.snapshot_id, c.foerst_set).label("aabnet_i"), c.lukket_af)
        .join(NU_TILBUD, NU_TILBUD.c.tilbudsid == c.tilbudsid)
        .outerjoin(aabnet, aabnet.c.afvigelse_id == c.id)
        .where(c.status == Status.LUKKET.value, c.lukket_af > efter, c.regel.in_(sorted(regler)))
        .order_by(*id_orden(c.tilbudsid), c.regel, c.id)
    )
    return tuple(Lukning(**row) for row in conn.execute(query).mappings())


def list_plejetal(conn: Connection, snapshot_id: int, regler: Collection[str]) -> tuple[Plejetal, ...]:
    """Give the open findings about plejefamilier as a whole, worst first; no number of them is worked out here."""
    c = AFVIGELSE.c
    query = (
        select(c.tilbudsid, c.regel, c.vaerdi, c.set_i_traek, c.sidst_set)
        .where(and_(c.status == Status.AABEN.value, is_plejefund(), c.regel.in_(sorted(regler))))
        .order_by(alvor_rang(c.alvor), c.regel, func.coalesce(c.raekke, ""))
    )
    return tuple(
        Plejetal(
            kode=find_socialtilsyn(row.tilbudsid) or "",
            regel=row.regel,
            vaerdi=row.vaerdi,
            set_i_traek=row.set_i_traek,
            er_set=row.sidst_set == snapshot_id,
        )
        for row in conn.execute(query)
    )
