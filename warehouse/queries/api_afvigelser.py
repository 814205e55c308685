"""The findings as other systems ask for them: open or not, since a day, of a rule, a grade or a tilbud."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from domain.afvigelse import socialtilsyn_emne
from warehouse.queries.afdelingssted import AFDELING, protected_tilbud
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    HAENDELSE,
    LINJE,
    SNAPSHOT,
    alvor_rang,
    id_orden,
    portefoelje,
)
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.tables import METADATA

_AFLEDT = METADATA.tables["afledt_afdeling"]
_KOLONNER = (
    *("noegle", "regel", "alvor", "status", "tilbudsid", "afdelingsid", "felt", "raekke", "vaerdi", "forslag", "bevis"),
    "accepteret_til",
)


@dataclass(frozen=True, kw_only=True)
class Afvigelsesraekke:
    """One finding with what is needed to know what must not be shown of it; days are those of snapshots."""

    noegle: str
    regel: str
    alvor: str
    status: str
    tilbudsid: str
    afdelingsid: str | None
    felt: str
    raekke: str | None
    vaerdi: str | None
    forslag: str | None
    bevis: Mapping[str, str | None]
    accepteret_til: date | None
    foerst_set: date
    sidst_set: date
    lukket: date | None
    er_beskyttet: bool
    er_personlig: bool


def make_afvigelseskilde(personlige_former: Collection[str]) -> Tabelkilde[Afvigelsesraekke]:
    """Give the findings, the most serious first, then by rule, tilbud and afdeling.

    `personlige_former` are the folded forms of firm that are one person's. A tilbud that has ended is taken to be
    protected and a person's: there is nothing left to tell by.
    """
    c = AFVIGELSE.c
    return Tabelkilde(
        query=_query(personlige_former),
        byg=_make,
        noegle=(
            c.regel,
            *id_orden(c.tilbudsid),
            *id_orden(func.coalesce(c.afdelingsid, "")),
            c.felt,
            func.coalesce(c.raekke, ""),
            c.id,
        ),
        orden={"alvor": (alvor_rang(c.alvor),)},
        filtre={
            "status": lambda status: c.status == status,
            "regel": lambda regel: c.regel == regel,
            "alvor": lambda alvor: c.alvor == alvor,
            "tilbudsid": lambda tilbudsid: c.tilbudsid == tilbudsid,
            "socialtilsyn": _is_of_tilsyn,
            "eget_tilsyn": _is_of_tilsyn,
            "siden": _changed_since,
        },
    )


def _query(personlige_former: Collection[str]) -> Select[Any]:
    foerst, sidst, lukker = (SNAPSHOT.alias(navn) for navn in ("foerst", "sidst", "lukker"))
    personlige = (
        select(AFDELING.c.tilbudsid)
        .join(_AFLEDT, _AFLEDT.c.afdeling_id == AFDELING.c.id)
        .where(AFDELING.c.gyldig_til.is_(None), _AFLEDT.c.virksomhedsform_foldet.in_(personlige_former))
    )
    ophoert = LINJE.c.tilbudsid.is_(None)
    return (
        select(
            *(AFVIGELSE.c[navn] for navn in _KOLONNER),
            foerst.c.dag.label("foerst_set"),
            sidst.c.dag.label("sidst_set"),
            lukker.c.dag.label("lukket"),
            or_(ophoert, AFVIGELSE.c.tilbudsid.in_(protected_tilbud())).label("er_beskyttet"),
            or_(ophoert, AFVIGELSE.c.tilbudsid.in_(personlige)).label("er_personlig"),
        )
        .join(foerst, foerst.c.id == AFVIGELSE.c.foerst_set)
        .join(sidst, sidst.c.id == AFVIGELSE.c.sidst_set)
        .outerjoin(lukker, lukker.c.id == AFVIGELSE.c.lukket_af)
        .outerjoin(LINJE, LINJE.c.tilbudsid == AFVIGELSE.c.tilbudsid)
    )


def _is_of_tilsyn(kode: str) -> ColumnElement[bool]:
    hjem = portefoelje()
    egne = select(hjem.c.tilbudsid).where(hjem.c.kode == kode)
    return or_(AFVIGELSE.c.tilbudsid.in_(egne), AFVIGELSE.c.tilbudsid == socialtilsyn_emne(kode))


def _changed_since(dag: str) -> ColumnElement[bool]:
    nye = select(SNAPSHOT.c.id).where(SNAPSHOT.c.dag >= date.fromisoformat(dag))
    roerte = select(HAENDELSE.c.afvigelse_id).where(HAENDELSE.c.snapshot_id.in_(nye))
    return or_(AFVIGELSE.c.id.in_(roerte), AFVIGELSE.c.foerst_set.in_(nye))


def _make(*, bevis: str, **row: Any) -> Afvigelsesraekke:  # noqa: ANN401 - a row's values are of any type
    return Afvigelsesraekke(**row, bevis=json.loads(bevis))
