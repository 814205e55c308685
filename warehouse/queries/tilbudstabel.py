"""The live tilbud as a table to filter, sort and page through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from domain.tekst import fold
from warehouse.queries.afdelingssted import AFDELING, afdelingssted
from warehouse.queries.rapport_views import AFVIGELSE, LINJE, aabne_pr_tilbud, id_orden
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.tables import METADATA

NAVN = METADATA.tables["afdeling_navn"]
_PARAGRAF = METADATA.tables["afdeling_paragraf"]


# Some tilbud: those a query selects, or their ids.
Tilbudsvalg: TypeAlias = Select[Any] | Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Tilbudsrad:
    """One live tilbud: `kode` is its portfolio's, `vaerst` the rank of its worst open finding (3 when it has none)."""

    tilbudsid: str
    navn: str | None
    kode: str
    antal_afdelinger: int
    antal: int
    vaerst: int
    kritisk: int
    alvorlig: int
    advarsel: int


def make_tilbudskilde(tilsyn: str | None = None, *, blandt: Tilbudsvalg | None = None) -> Tabelkilde[Tilbudsrad]:
    """Give the table of live tilbud; of one portfolio alone when `tilsyn` is its code, or only among some.

    Filters: `tilsyn`, `kommune` (a code), `type` (a paragraph), `alvor`, `regel`, `fejl`, `navn` (beginnings of words).
    """
    aabne = aabne_pr_tilbud()
    tal = {navn: func.coalesce(aabne.c[navn], 0) for navn in ("antal", "kritisk", "alvorlig", "advarsel")}
    vaerst = func.coalesce(aabne.c.vaerst, 3)
    query = (
        select(
            *(LINJE.c[navn] for navn in ("tilbudsid", "navn", "kode", "antal_afdelinger")),
            *(udtryk.label(navn) for navn, udtryk in tal.items()),
            vaerst.label("vaerst"),
        )
        .outerjoin(aabne, aabne.c.tilbudsid == LINJE.c.tilbudsid)
        .where(true() if tilsyn is None else LINJE.c.kode == tilsyn)
        .where(true() if blandt is None else LINJE.c.tilbudsid.in_(blandt))
    )
    grader = tuple(tal[grad] for grad in ("kritisk", "alvorlig", "advarsel"))
    return Tabelkilde(
        query=query,
        byg=Tilbudsrad,
        noegle=id_orden(LINJE.c.tilbudsid),
        orden={
            "navn": (LINJE.c.orden,),
            "nummer": id_orden(LINJE.c.tilbudsid),
            "tilsyn": (LINJE.c.kode, LINJE.c.orden),
            "afdelinger": (LINJE.c.antal_afdelinger,),
            "kritisk": grader,
            **{grad: (tal[grad],) for grad in ("alvorlig", "advarsel")},
            "antal": (tal["antal"],),
        },
        filtre={
            "tilsyn": lambda kode: LINJE.c.kode == kode,
            "kommune": lambda kode: LINJE.c.tilbudsid.in_(_in_kommune(kode)),
            "type": lambda paragraf: LINJE.c.tilbudsid.in_(of_type(paragraf)),
            "alvor": lambda grad: tal[grad] > 0,
            "regel": lambda regel: LINJE.c.tilbudsid.in_(_broken(regel)),
            "fejl": lambda _: tal["antal"] > 0,
            "navn": lambda tekst: LINJE.c.tilbudsid.in_(named(tekst)),
        },
    )


def begins_word(kolonne: ColumnElement[str], tekst: str) -> ColumnElement[bool]:
    """Say of a folded column that every word of a text is the beginning of one of its words."""
    ord_ = fold(tekst).split()
    return and_(true(), *((" " + kolonne).contains(f" {x}", autoescape=True) for x in ord_))


def named(tekst: str) -> Select[Any]:
    """Select the tilbud of which an afdeling has a name with words that begin so."""
    return (
        select(AFDELING.c.tilbudsid)
        .join(NAVN, NAVN.c.afdeling_id == AFDELING.c.id)
        .where(AFDELING.c.gyldig_til.is_(None), begins_word(NAVN.c.foldet, tekst))
    )


def _in_kommune(kode: str) -> Select[Any]:
    sted = afdelingssted()
    return select(sted.c.tilbudsid).where(sted.c.kommunekode == kode)


def of_type(paragraf: str) -> Select[Any]:
    """Select the tilbud that name a paragraph, as their type or by places under it."""
    p = _PARAGRAF.c
    return (
        select(AFDELING.c.tilbudsid)
        .join(_PARAGRAF, p.afdeling_id == AFDELING.c.id)
        .where(AFDELING.c.gyldig_til.is_(None), p.paragraf == paragraf)
    )


def _broken(regel: str) -> Select[Any]:
    return select(AFVIGELSE.c.tilbudsid).where(AFVIGELSE.c.status == "aaben", AFVIGELSE.c.regel == regel)
