"""The rules as a table: how many findings each has, at how many tilbud, and how it has gone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Connection,
    FromClause,
    Select,
    String,
    case,
    column,
    func,
    select,
    values,
)

from domain.spredt import spread
from warehouse.queries.rapport_views import AFVIGELSE, LINJE, REGELKOERSEL, SNAPSHOT, alvor_rang, kontroller
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.queries.tilbudstabel import begins_word


@dataclass(frozen=True, kw_only=True)
class Regelord:
    """What the catalogue says of a rule, as far as a table is filtered and sorted by it. `titel` is folded."""

    regel: str
    omraade: str
    alvor: str
    aktiv: bool
    titel: str


@dataclass(frozen=True, kw_only=True)
class Regelrad:
    """One rule with its findings by status, and how many tilbud have an open one."""

    regel: str
    omraade: str
    alvor: str
    aktiv: bool
    aabne: int
    tilbud: int
    lukkede: int
    accepterede: int


class Regelpunkt(NamedTuple):
    """How many a rule found at the control of a day's snapshot."""

    dag: date
    antal: int


def make_regelkilde(regler: Sequence[Regelord], tilsyn: str | None = None) -> Tabelkilde[Regelrad]:
    """Give the table of some rules; findings of one portfolio alone are counted when `tilsyn` is its code.

    Filters: `omraade`, `alvor`, `aktiv` (`ja`, `nej`), `fejl` (has open findings), `titel` (beginnings of words).
    """
    r, antal = _values(regler), _count(tilsyn)
    tal = {navn: func.coalesce(antal.c[navn], 0) for navn in ("aabne", "tilbud", "lukkede", "accepterede")}
    felter = [r.c[navn] for navn in ("regel", "omraade", "alvor", "aktiv")]
    return Tabelkilde(
        query=select(*felter, *(udtryk.label(navn) for navn, udtryk in tal.items())).outerjoin(
            antal, antal.c.regel == r.c.regel
        ),
        byg=Regelrad,
        noegle=(r.c.regel,),
        orden={
            "regel": (r.c.regel,),
            "omraade": (r.c.omraade, r.c.regel),
            "alvor": (alvor_rang(r.c.alvor), r.c.regel),
            **{navn: (udtryk,) for navn, udtryk in tal.items()},
        },
        filtre={
            "omraade": lambda omraade: r.c.omraade == omraade,
            "alvor": lambda alvor: r.c.alvor == alvor,
            "aktiv": lambda value: r.c.aktiv if value == "ja" else ~r.c.aktiv,
            "fejl": lambda _: tal["aabne"] > 0,
            "titel": lambda tekst: begins_word(r.c.titel, tekst),
        },
    )


def load_regelkurver(
    conn: Connection, *, fra: date, antal: int, regel: str | None = None
) -> Mapping[str, tuple[Regelpunkt, ...]]:
    """Give how many each rule found since a day, oldest first; of `regel` alone when it is given.

    Of more than `antal` controls (2 or more) as many are taken, evenly spread with the first and the newest, and those
    where a rule first found fewest and most. A control in which a rule could not run is left out of its course.
    """
    alle = kontroller()
    query = select(alle.c.id, SNAPSHOT.c.dag).join(SNAPSHOT, SNAPSHOT.c.id == alle.c.snapshot_id)
    dage = {row.id: row.dag for row in conn.execute(query.where(SNAPSHOT.c.dag >= fra).order_by(alle.c.id))}
    noegler = list(dage)
    valgte = [noegler[sted] for sted in spread(len(noegler), antal)]
    k = REGELKOERSEL.c
    fundne = select(k.regel, k.kontrol_id, k.antal).where(k.fejl.is_(None))
    if regel is not None:
        fundne = fundne.where(k.regel == regel)
    samlet: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for navn, kontrol_id, fandt in conn.execute(fundne.where(k.kontrol_id.in_(valgte))):
        samlet[navn][kontrol_id] = fandt
    if len(dage) > antal:
        for navn, kontrol_id, fandt in _read_yderste(conn, fundne.subquery("fundne"), fra):
            samlet[navn][kontrol_id] = fandt
    return {
        navn: tuple(Regelpunkt(dage[kontrol_id], fandt) for kontrol_id, fandt in sorted(punkter.items()))
        for navn, punkter in samlet.items()
    }


def _read_yderste(conn: Connection, fundne: FromClause, fra: date) -> Iterator[tuple[str, int, int]]:
    """Give the first control since a day in which each rule found fewest, and the first in which it found most."""
    alle = kontroller()
    query = (
        select(fundne.c.regel, func.min(fundne.c.kontrol_id), fundne.c.antal)
        .join(alle, alle.c.id == fundne.c.kontrol_id)
        .join(SNAPSHOT, SNAPSHOT.c.id == alle.c.snapshot_id)
        .where(SNAPSHOT.c.dag >= fra)
        .group_by(fundne.c.regel, fundne.c.antal)
        .order_by(fundne.c.regel, fundne.c.antal)
    )
    for regel, rows in groupby(conn.execute(query), key=itemgetter(0)):
        alle_tal = list(rows)
        for _, kontrol_id, antal in (alle_tal[0], alle_tal[-1]):
            yield regel, kontrol_id, antal


def count_by_tilsyn(conn: Connection, regel: str) -> Mapping[str, int]:
    """Count the open findings of a rule by the code of the portfolio their tilbud is in."""
    query = (
        select(LINJE.c.kode, func.count())
        .join(AFVIGELSE, AFVIGELSE.c.tilbudsid == LINJE.c.tilbudsid)
        .where(AFVIGELSE.c.status == "aaben", AFVIGELSE.c.regel == regel)
        .group_by(LINJE.c.kode)
    )
    return {row[0]: int(row[1]) for row in conn.execute(query)}


def _values(regler: Sequence[Regelord]) -> FromClause:
    kolonner = [column(navn, String) for navn in ("regel", "omraade", "alvor")]
    tabel = values(*kolonner, column("aktiv", Boolean), column("titel", String))
    return tabel.data([(x.regel, x.omraade, x.alvor, x.aktiv, x.titel) for x in regler]).cte("katalog")


def _count(tilsyn: str | None) -> FromClause:
    c = AFVIGELSE.c
    aaben = c.status == "aaben"
    query: Select[Any] = select(
        c.regel,
        func.sum(case((aaben, 1), else_=0)).label("aabne"),
        func.count(case((aaben, c.tilbudsid)).distinct()).label("tilbud"),
        func.sum(case((c.status == "lukket", 1), else_=0)).label("lukkede"),
        func.sum(case((c.status == "accepteret", 1), else_=0)).label("accepterede"),
    ).group_by(c.regel)
    if tilsyn is not None:
        query = query.join(LINJE, LINJE.c.tilbudsid == c.tilbudsid).where(LINJE.c.kode == tilsyn)
    return query.subquery("antal")
