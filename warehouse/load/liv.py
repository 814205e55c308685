"""Whether each afdeling is still there: it ends when two accepted fetches in a row had it on no list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from warehouse.tables import table_of
from warehouse.tables.register import AfdelingLiv

Noegle = tuple[str, str]
ENDER_EFTER = 2

_LIV = table_of(AfdelingLiv)


@dataclass(frozen=True)
class Set:
    """What one fetch shows of who is there: pages had, afdelinger listed whose page was not had.

    `komplet` is false when the lists were not read to their end: then an absence proves nothing.
    """

    hentede: frozenset[Noegle]
    manglende: frozenset[Noegle]
    komplet: bool


@dataclass(frozen=True)
class Fravaer:
    """Who was missed this time, and who has ended by it."""

    savnede: frozenset[Noegle]
    ophoerte: frozenset[Noegle]


def update_liv(session: Session, snapshot_id: int, fetch: Set) -> Fravaer:
    """Bring every afdeling's life up to this snapshot."""
    kendte = _read_counts(session)
    _mark_seen(session, snapshot_id, fetch.hentede & kendte.keys())
    _insert_new(session, snapshot_id, fetch.hentede - kendte.keys())
    levende = {noegle: antal for noegle, antal in kendte.items() if antal is not None}
    # On the list, though its page could not be had: not seen, but not gone either.
    _set_count(session, {noegle: 0 for noegle in fetch.manglende - fetch.hentede if levende.get(noegle)})
    if not fetch.komplet:
        return Fravaer(frozenset(), frozenset())
    paa_listen = fetch.hentede | fetch.manglende
    savnet = {n: antal + 1 for n, antal in levende.items() if n not in paa_listen}
    _set_count(session, savnet)
    ophoerte = frozenset(noegle for noegle, antal in savnet.items() if antal >= ENDER_EFTER)
    _end(session, snapshot_id, ophoerte)
    return Fravaer(frozenset(savnet.keys() - ophoerte), ophoerte)


def _read_counts(session: Session) -> dict[Noegle, int | None]:
    """Give how often in a row each afdeling has been missed; None for one that has ended."""
    valg = select(_LIV.c.tilbudsid, _LIV.c.afdelingsid, _LIV.c.savnet_antal, _LIV.c.ophoert)
    return {
        (tilbudsid, afdelingsid): antal if ophoert is None else None
        for tilbudsid, afdelingsid, antal, ophoert in session.execute(valg)
    }


def _mark_seen(session: Session, snapshot_id: int, noegler: Collection[Noegle]) -> None:
    _update(
        session,
        {"sidst_set": snapshot_id, "savnet_antal": 0, "ophoert": None},
        [{"b_t": t, "b_a": a} for t, a in noegler],
    )


def _insert_new(session: Session, snapshot_id: int, noegler: Collection[Noegle]) -> None:
    if noegler:
        session.execute(insert(_LIV), [_new_row(snapshot_id, noegle) for noegle in sorted(noegler)])


def _new_row(snapshot_id: int, noegle: Noegle) -> dict[str, Any]:
    tilbudsid, afdelingsid = noegle
    return {
        "tilbudsid": tilbudsid,
        "afdelingsid": afdelingsid,
        "foerst_set": snapshot_id,
        "sidst_set": snapshot_id,
        "savnet_antal": 0,
        "ophoert": None,
    }


def _set_count(session: Session, antal: dict[Noegle, int]) -> None:
    _update(
        session, {"savnet_antal": bindparam("b_n")}, [{"b_t": t, "b_a": a, "b_n": n} for (t, a), n in antal.items()]
    )


def _end(session: Session, snapshot_id: int, noegler: Collection[Noegle]) -> None:
    _update(session, {"ophoert": snapshot_id}, [{"b_t": t, "b_a": a} for t, a in noegler])


def _update(session: Session, values: dict[str, Any], noegler: list[dict[str, Any]]) -> None:
    if not noegler:
        return
    saetning = update(_LIV).where(_LIV.c.tilbudsid == bindparam("b_t"), _LIV.c.afdelingsid == bindparam("b_a"))
    session.connection().execute(saetning.values(values), noegler)
