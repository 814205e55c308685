"""The open findings as a table to filter, sort and page through."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from domain.afvigelse import SOCIALTILSYN_FORAN
from warehouse.queries.afdelingssted import AFDELING, protected_tilbud
from warehouse.queries.rapport_views import AFVIGELSE, ANDRE, LINJE, SNAPSHOT, alvor_rang, id_orden, is_plejefund
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.queries.tilbudstabel import named
from warehouse.tables import METADATA

_AFLEDT = METADATA.tables["afledt_afdeling"]


@dataclass(frozen=True, kw_only=True)
class Fundrad:
    """One open finding, with what is needed to show it and to know what must not be shown.

    `kode` is the portfolio's: of a finding about plejefamilier that of the socialtilsyn it speaks of.
    """

    tilbudsid: str
    tilbudsnavn: str | None
    kode: str
    afdelingsid: str | None
    afdelingsnavn: str | None
    regel: str
    alvor: str
    felt: str
    raekke: str | None
    vaerdi: str | None
    forslag: str | None
    foerst_set: date
    er_beskyttet: bool
    er_personlig: bool


def make_fundkilde(personlige_former: Collection[str], tilsyn: str | None = None) -> Tabelkilde[Fundrad]:
    """Give the table of open findings; of one portfolio alone when `tilsyn` is its code.

    `personlige_former` are the folded forms of firm that are one person's. Filters: `tilsyn`, `omraade` (the first part
    of a rule's id), `regel`, `alvor`, `fra` and `til` (ISO days, when it was first seen), `navn` (of the tilbud).
    """
    c, kode = AFVIGELSE.c, _kode()
    navn = func.coalesce(LINJE.c.orden, "")
    return Tabelkilde(
        query=_select(personlige_former, kode).where(true() if tilsyn is None else kode == tilsyn),
        byg=Fundrad,
        noegle=(*id_orden(c.tilbudsid), c.id),
        orden={
            "alvor": (alvor_rang(c.alvor), c.regel),
            "tilbud": (navn,),
            "tilsyn": (kode, navn),
            "regel": (c.regel,),
            "set": (SNAPSHOT.c.dag,),
        },
        filtre={
            "tilsyn": lambda value: kode == value,
            "omraade": lambda omraade: c.regel.startswith(f"{omraade.upper()}-", autoescape=True),
            "regel": lambda regel: c.regel == regel,
            "alvor": lambda alvor: c.alvor == alvor,
            "fra": lambda dag: SNAPSHOT.c.dag >= date.fromisoformat(dag),
            "til": lambda dag: SNAPSHOT.c.dag <= date.fromisoformat(dag),
            "navn": lambda tekst: c.tilbudsid.in_(named(tekst)),
        },
    )


def _kode() -> ColumnElement[str]:
    omtalt = func.substr(AFVIGELSE.c.tilbudsid, len(SOCIALTILSYN_FORAN) + 1)
    return case((is_plejefund(), omtalt), else_=func.coalesce(LINJE.c.kode, ANDRE))


def _select(personlige_former: Collection[str], kode: ColumnElement[str]) -> Select[Any]:
    c, a = AFVIGELSE.c, AFDELING.c
    personlige = (
        select(a.tilbudsid)
        .join(_AFLEDT, _AFLEDT.c.afdeling_id == a.id)
        .where(a.gyldig_til.is_(None), _AFLEDT.c.virksomhedsform_foldet.in_(personlige_former))
    )
    samme = and_(a.tilbudsid == c.tilbudsid, a.afdelingsid == c.afdelingsid, a.gyldig_til.is_(None))
    # A tilbud that has ended has nothing left to tell by: then the cautious answer.
    beskyttet = or_(
        c.tilbudsid.in_(protected_tilbud()),
        and_(LINJE.c.tilbudsid.is_(None), ~is_plejefund()),
    )
    kolonner = [
        c[navn] for navn in ("tilbudsid", "afdelingsid", "regel", "alvor", "felt", "raekke", "vaerdi", "forslag")
    ]
    return (
        select(
            *kolonner,
            LINJE.c.navn.label("tilbudsnavn"),
            kode.label("kode"),
            a.navn.label("afdelingsnavn"),
            SNAPSHOT.c.dag.label("foerst_set"),
            beskyttet.label("er_beskyttet"),
            c.tilbudsid.in_(personlige).label("er_personlig"),
        )
        .join(SNAPSHOT, SNAPSHOT.c.id == c.foerst_set)
        .outerjoin(LINJE, LINJE.c.tilbudsid == c.tilbudsid)
        .outerjoin(AFDELING, samme)
        .where(c.status == "aaben")
    )
