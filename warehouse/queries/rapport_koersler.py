"""The runs: the list, and one with its gate and what the pages surprised the reader with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import KOERSEL, PROEVE, SIDEAFVIGELSE

_LINJE = ("id", "start", "slut", "kilde", "adresse", "status", "aarsag", "antal", "tilsidesat_begrundelse")


@dataclass(frozen=True, kw_only=True)
class Koerselslinje:
    """One run as a row."""

    id: str
    start: datetime
    slut: datetime | None
    kilde: str
    adresse: str
    status: str
    aarsag: str | None
    antal: int | None
    tilsidesat_begrundelse: str | None


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
    proever: tuple[Proevelinje, ...]
    sider: tuple[Sidelinje, ...]


def count_koersler(conn: Connection) -> int:
    """Count every run."""
    return int(conn.execute(select(func.count()).select_from(KOERSEL)).scalar_one())


def list_koersler(conn: Connection, *, graense: int, spring: int = 0) -> tuple[Koerselslinje, ...]:
    """Give the runs, newest first."""
    query = select(*(KOERSEL.c[navn] for navn in _LINJE)).order_by(KOERSEL.c.start.desc(), KOERSEL.c.id.desc())
    return tuple(Koerselslinje(**row) for row in conn.execute(query.limit(graense).offset(spring)).mappings())


def load_koersel(conn: Connection, koersel_id: str) -> Koerselsside | None:
    """Give one run, or None when there is no such run. Failed tests come first."""
    row = conn.execute(select(*(KOERSEL.c[navn] for navn in _LINJE)).where(KOERSEL.c.id == koersel_id)).mappings()
    fundet = row.first()
    if fundet is None:
        return None
    proever = [PROEVE.c[navn] for navn in ("navn", "bestaaet", "maalt", "graense", "tekst", "kan_tilsidesaettes")]
    sider = [SIDEAFVIGELSE.c[navn] for navn in ("art", "hvad", "antal", "eksempel")]
    proeve_query = select(*proever).where(PROEVE.c.koersel_id == koersel_id).order_by(PROEVE.c.bestaaet, PROEVE.c.id)
    side_query = select(*sider).where(SIDEAFVIGELSE.c.koersel_id == koersel_id)
    return Koerselsside(
        koersel=Koerselslinje(**fundet),
        proever=tuple(Proevelinje(**x) for x in conn.execute(proeve_query).mappings()),
        sider=tuple(Sidelinje(**x) for x in conn.execute(side_query.order_by(SIDEAFVIGELSE.c.antal.desc())).mappings()),
    )
