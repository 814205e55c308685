"""The runs: the list, and one with its gate and what the pages surprised the reader with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from warehouse.queries.rapport_views import KOERSEL, PROEVE, SIDEAFVIGELSE

# How a load met the rows there were, as it is kept in the run's figures.
_UDFALD = ("nye", "aendrede", "uaendrede", "savnede", "ophoerte")
_LINJE = ("id", "start", "slut", "kilde", "adresse", "status", "aarsag", "antal", "tilsidesat_begrundelse")


@dataclass(frozen=True, kw_only=True)
class Koerselslinje:
    """One run as a row; `entiteter` are the kinds of rows a dataudtræk held, with their number."""

    id: str
    start: datetime
    slut: datetime | None
    kilde: str
    adresse: str
    status: str
    aarsag: str | None
    antal: int | None
    tilsidesat_begrundelse: str | None
    entiteter: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Entitetslinje:
    """One entity of an accepted dataudtræk: its rows, and how they met those there were."""

    entitet: str
    antal: int
    nye: int
    aendrede: int
    uaendrede: int
    savnede: int
    ophoerte: int


@dataclass(frozen=True, kw_only=True)
class Proevelinje:
    """One test of the gate."""

    navn: str
    bestaaet: bool
    maalt: str
    graense: str
    tekst: str
    kan_tilsidesaettes: bool


@dataclass(frozen=True, kw_only=True)
class Sidelinje:
    """Something unexpected on the pages, counted; `eksempel` is a page's address."""

    art: str
    hvad: str
    antal: int
    eksempel: str


@dataclass(frozen=True, kw_only=True)
class Koerselsside:
    """One run with all that is known of it."""

    koersel: Koerselslinje
    entiteter: tuple[Entitetslinje, ...]
    proever: tuple[Proevelinje, ...]
    sider: tuple[Sidelinje, ...]


def count_koersler(conn: Connection) -> int:
    """Count every run."""
    return int(conn.execute(select(func.count()).select_from(KOERSEL)).scalar_one())


def list_koersler(conn: Connection, *, graense: int, spring: int = 0) -> tuple[Koerselslinje, ...]:
    """Give the runs, newest first."""
    query = koersel_query().order_by(KOERSEL.c.start.desc(), KOERSEL.c.id.desc())
    return tuple(map(make_koerselslinje, conn.execute(query.limit(graense).offset(spring)).mappings()))


def load_koersel(conn: Connection, koersel_id: str) -> Koerselsside | None:
    """Give one run, or None when there is no such run. Failed tests come first."""
    fundet = conn.execute(koersel_query().where(KOERSEL.c.id == koersel_id)).mappings().first()
    if fundet is None:
        return None
    proever = [PROEVE.c[navn] for navn in ("navn", "bestaaet", "maalt", "graense", "tekst", "kan_tilsidesaettes")]
    sider = [SIDEAFVIGELSE.c[navn] for navn in ("art", "hvad", "antal", "eksempel")]
    proeve_query = select(*proever).where(PROEVE.c.koersel_id == koersel_id).order_by(PROEVE.c.bestaaet, PROEVE.c.id)
    side_query = select(*sider).where(SIDEAFVIGELSE.c.koersel_id == koersel_id)
    return Koerselsside(
        koersel=make_koerselslinje(fundet),
        entiteter=tuple(_entiteter(json.loads(fundet["statistik"]))),
        proever=tuple(Proevelinje(**x) for x in conn.execute(proeve_query).mappings()),
        sider=tuple(Sidelinje(**x) for x in conn.execute(side_query.order_by(SIDEAFVIGELSE.c.antal.desc())).mappings()),
    )


def koersel_query() -> Select[Any]:
    """Select the runs, as `make_koerselslinje` takes them."""
    return select(*(KOERSEL.c[navn] for navn in (*_LINJE, "statistik")))


def make_koerselslinje(row: RowMapping | Mapping[str, Any]) -> Koerselslinje:
    """Make a run of a row of the database."""
    profil = json.loads(row["statistik"]).get("udtraek_profil", {})
    entiteter = {navn: tal["antal"] for navn, tal in sorted(profil.items())}
    return Koerselslinje(**{navn: row[navn] for navn in _LINJE}, entiteter=entiteter)


def _entiteter(statistik: Mapping[str, Any]) -> Iterator[Entitetslinje]:
    for navn, tal in sorted(statistik.get("entiteter", {}).items()):
        antal = statistik.get("udtraek_profil", {}).get(navn, {}).get("antal", 0)
        yield Entitetslinje(entitet=navn, antal=antal, **{udfald: tal[udfald] for udfald in _UDFALD})
