"""The register by validity: what a dump says laid beside what was current, and only the differences written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlmodel import Session

from domain.dump import Post
from warehouse.load.raekker import afledt_row, hash_text, navn_row, paragraf_rows, to_json, to_row
from warehouse.tables import table_of
from warehouse.tables.register import Afdeling, AfdelingNavn, AfdelingParagraf, AfledtAfdeling, RawAfdeling

Noegle = tuple[str, str]
Row = dict[str, Any]

_AFDELING = table_of(Afdeling)
_RAW = table_of(RawAfdeling)


@dataclass(frozen=True)
class Forskel:
    """Which afdelinger got a first (or new) version and which a changed one."""

    nye: frozenset[Noegle]
    aendrede: frozenset[Noegle]


def store_versions(session: Session, snapshot_id: int, poster: Mapping[Noegle, Post]) -> Forskel:
    """Write a version of every afdeling whose content changed, with its paragraphs and derived columns."""
    rows = {noegle: to_row(post.afdeling) for noegle, post in poster.items()}
    forskel = _write_changed(session, _AFDELING, snapshot_id, rows)
    aendret = forskel.nye | forskel.aendrede
    _insert_children(session, snapshot_id, [post for noegle, post in poster.items() if noegle in aendret])
    _refresh_urls(session, [row for noegle, row in rows.items() if noegle not in aendret])
    return forskel


def store_raw(session: Session, snapshot_id: int, poster: Mapping[Noegle, Post]) -> None:
    """Write the raw labels of every page where they changed."""
    _write_changed(session, _RAW, snapshot_id, {noegle: _raw_row(post) for noegle, post in poster.items()})


def end_versions(session: Session, snapshot_id: int, noegler: Collection[Noegle]) -> None:
    """Let the current version of each afdeling end at this snapshot, raw and core."""
    for tabel in (_AFDELING, _RAW):
        _close(session, tabel, snapshot_id, noegler)


def _write_changed(session: Session, tabel: Table, snapshot_id: int, rows: Mapping[Noegle, Row]) -> Forskel:
    nuvaerende = _current(session, tabel)
    nye = frozenset(rows.keys() - nuvaerende.keys())
    aendrede = frozenset(
        noegle for noegle, row in rows.items() if noegle in nuvaerende and nuvaerende[noegle] != row["sha256"]
    )
    _close(session, tabel, snapshot_id, aendrede)
    skrives = nye | aendrede
    _insert(
        session,
        tabel,
        [{**row, "gyldig_fra": snapshot_id, "gyldig_til": None} for n, row in rows.items() if n in skrives],
    )
    return Forskel(nye, aendrede)


def _current(session: Session, tabel: Table) -> dict[Noegle, str]:
    valg = select(tabel.c.tilbudsid, tabel.c.afdelingsid, tabel.c.sha256).where(tabel.c.gyldig_til.is_(None))
    return {(tilbudsid, afdelingsid): sha256 for tilbudsid, afdelingsid, sha256 in session.execute(valg)}


def _close(session: Session, tabel: Table, snapshot_id: int, noegler: Iterable[Noegle]) -> None:
    _for_each_current(session, tabel, {"gyldig_til": snapshot_id}, [{"b_t": t, "b_a": a} for t, a in noegler])


def _refresh_urls(session: Session, rows: Iterable[Row]) -> None:
    """Keep the page's newest address on versions that stay: readers follow it, but it is not content."""
    kendte = _AFDELING.c.gyldig_til.is_(None)
    urler = set(session.scalars(select(_AFDELING.c.kilde_url).where(kendte)))
    flyttede = [
        {"b_t": row["tilbudsid"], "b_a": row["afdelingsid"], "b_url": row["kilde_url"]}
        for row in rows
        if row["kilde_url"] not in urler
    ]
    _for_each_current(session, _AFDELING, {"kilde_url": bindparam("b_url")}, flyttede)


def _for_each_current(session: Session, tabel: Table, values: Row, noegler: list[Row]) -> None:
    if not noegler:
        return
    saetning = (
        update(tabel)
        .where(
            tabel.c.tilbudsid == bindparam("b_t"),
            tabel.c.afdelingsid == bindparam("b_a"),
            tabel.c.gyldig_til.is_(None),
        )
        .values(values)
    )
    session.connection().execute(saetning, noegler)


def _insert(session: Session, tabel: Table, rows: list[Row]) -> None:
    if rows:
        session.execute(insert(tabel), rows)


def _insert_children(session: Session, snapshot_id: int, poster: list[Post]) -> None:
    valg = select(_AFDELING.c.tilbudsid, _AFDELING.c.afdelingsid, _AFDELING.c.id).where(
        _AFDELING.c.gyldig_til.is_(None), _AFDELING.c.gyldig_fra == snapshot_id
    )
    ids = {(tilbudsid, afdelingsid): raekke_id for tilbudsid, afdelingsid, raekke_id in session.execute(valg)}
    afdelinger = [(post.afdeling, ids[post.afdeling.noegle]) for post in poster]
    _insert(session, table_of(AfledtAfdeling), [afledt_row(a, i) for a, i in afdelinger])
    _insert(session, table_of(AfdelingNavn), [navn_row(a, i) for a, i in afdelinger])
    _insert(session, table_of(AfdelingParagraf), [row for a, i in afdelinger for row in paragraf_rows(a, i)])


def _raw_row(post: Post) -> Row:
    indhold = to_json(post.raa)
    tilbudsid, afdelingsid = post.afdeling.noegle
    return {"tilbudsid": tilbudsid, "afdelingsid": afdelingsid, "indhold": indhold, "sha256": hash_text(indhold)}
