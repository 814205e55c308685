"""An accepted fetch written down: the snapshot, and what it changed in the register."""

from collections.abc import Mapping

from sqlalchemy import insert
from sqlmodel import Session

from domain.dump import Dump, Post
from warehouse.gate import Graenser, is_complete
from warehouse.load.beskyttelse import redact_post
from warehouse.load.laes import Dumpfil
from warehouse.load.linjer import refresh_linjer
from warehouse.load.liv import Noegle, Set, update_liv
from warehouse.load.resultat import Antal
from warehouse.load.versioner import end_versions, store_raw, store_versions
from warehouse.tables import table_of
from warehouse.tables.koersel import Snapshot

_SNAPSHOT = table_of(Snapshot)


def store_snapshot(
    session: Session, koersel_id: str, dumpfil: Dumpfil, graenser: Graenser, *, beskyttede: Mapping[str, frozenset[str]]
) -> tuple[int, Antal]:
    """Write everything that follows from an accepted dump; give the snapshot's id and what happened.

    `beskyttede` are the tilbud of which no address may be kept, with the streets they are known to lie in.
    """
    poster = _redacted(dumpfil.dump, beskyttede)
    snapshot_id = _insert_snapshot(session, koersel_id, dumpfil, poster)
    forskel = store_versions(session, snapshot_id, poster)
    store_raw(session, snapshot_id, poster)
    fravaer = update_liv(session, snapshot_id, _seen(dumpfil.dump, poster, graenser))
    end_versions(session, snapshot_id, fravaer.ophoerte)
    refresh_linjer(session)
    aendret = len(forskel.nye) + len(forskel.aendrede)
    return snapshot_id, Antal(
        nye=len(forskel.nye),
        aendrede=len(forskel.aendrede),
        uaendrede=len(poster) - aendret,
        savnede=len(fravaer.savnede),
        ophoerte=len(fravaer.ophoerte),
    )


def _redacted(dump: Dump, beskyttede: Mapping[str, frozenset[str]]) -> dict[Noegle, Post]:
    """Give the records by key, the last of two equal keys, krisecentre without their address."""
    return {
        post.afdeling.noegle: post
        if post.afdeling.tilbudsid not in beskyttede
        else redact_post(post, beskyttede[post.afdeling.tilbudsid])
        for post in dump.poster
    }


def _seen(dump: Dump, poster: dict[Noegle, Post], graenser: Graenser) -> Set:
    return Set(
        hentede=frozenset(poster),
        manglende=frozenset((x.tilbudsid, x.afdelingsid) for x in dump.slut.manglende),
        komplet=is_complete(dump, graenser),
    )


def _insert_snapshot(session: Session, koersel_id: str, dumpfil: Dumpfil, poster: dict[Noegle, Post]) -> int:
    row = {
        "koersel_id": koersel_id,
        "tidspunkt": dumpfil.tidspunkt,
        "dag": dumpfil.dag,
        "dag_nr": dumpfil.dag.toordinal(),
        "aar": dumpfil.dag.year,
        "dump_sha256": dumpfil.sha256,
        "antal_afdelinger": len(poster),
        "antal_tilbud": len({tilbudsid for tilbudsid, _ in poster}),
    }
    return int(session.execute(insert(_SNAPSHOT).values(row).returning(_SNAPSHOT.c.id)).scalar_one())
