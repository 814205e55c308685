"""The load itself: read, judge, and in one transaction write all that follows."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from domain.dump import Dump, DumpFejl
from warehouse.alarmer import close_alarmer
from warehouse.fejl import WarehouseFejl, translate_errors
from warehouse.gate import STANDARD, Graenser, Proeve, is_udtraek, judge, judge_udtraek, measure, measure_udtraek
from warehouse.koersel import AFVIST, FEJLET, GODKENDT, insert_koersel, start_koersel
from warehouse.load import protokol
from warehouse.load.beskyttelse import protect
from warehouse.load.forsigtighed import ALARM as KRISECENTRE_UAFKLARET
from warehouse.load.forsigtighed import Forsigtighed, protect_early, strip_gader
from warehouse.load.historik import find_earlier, read_forrige
from warehouse.load.laes import Dumpfil, hash_bytes, read_bytes, read_dump
from warehouse.load.raekker import to_json
from warehouse.load.resultat import Antal, Indlaesning
from warehouse.load.snapshot import store_snapshot
from warehouse.load.udtraek import store_udtraek
from warehouse.load.udtraek.forrige import read_forrige_udtraek, read_register
from warehouse.sqlite import empty_log
from warehouse.transaktion import reading, trying, writing


@dataclass(frozen=True, kw_only=True)
class _Vilkaar:
    nu: datetime
    begrundelse: str | None
    graenser: Graenser


@dataclass(frozen=True, kw_only=True)
class _Gemt:
    antal: Antal = field(default_factory=Antal)
    snapshot_id: int | None = None
    entiteter: Mapping[str, Antal] = field(default_factory=dict)
    forsigtighed: Forsigtighed


def load_dump(
    engine: Engine,
    fil: Path,
    *,
    nu: datetime,
    begrundelse: str | None = None,
    graenser: Graenser = STANDARD,
    koersel_id: str | None = None,
) -> Indlaesning:
    """Load a dump as a snapshot if the gate accepts it.

    `begrundelse` is a person's reason for loading in spite of the gate. `koersel_id` is a run already begun; without it
    the load is a run of its own. The same dump again writes nothing and gives what it gave the first time; a run begun
    for it is taken away.

    Raises:
        WarehouseFejl: the database is locked, full or broken. Nothing of the dump is kept; the run is marked as failed
            if the database still lets it be.
    """
    vilkaar = _Vilkaar(nu=nu, begrundelse=(begrundelse or "").strip() or None, graenser=graenser)
    indhold: bytes | None = None
    try:
        indhold = read_bytes(fil)
        dumpfil = read_dump(indhold)
    except DumpFejl as fejl:
        sha256 = None if indhold is None else hash_bytes(indhold)
        return _record_unreadable(engine, fil, str(fejl), sha256=sha256, nu=nu, koersel_id=koersel_id)
    if tidligere := _loaded_before(engine, dumpfil, vilkaar):
        protokol.drop_unused(engine, koersel_id)
        return tidligere
    koersel_id = protokol.begin(engine, fil, dumpfil, nu=nu, koersel_id=koersel_id)
    return _load(engine, koersel_id, dumpfil, vilkaar)


def preview_dump(
    engine: Engine, indhold: bytes, *, nu: datetime, begrundelse: str | None = None, graenser: Graenser = STANDARD
) -> Indlaesning:
    """Tell what `load_dump` would do with the bytes of a dump; nothing is kept.

    Raises:
        DumpFejl: the bytes are no whole dump.
        WarehouseFejl: the database is locked, full or broken.
    """
    vilkaar = _Vilkaar(nu=nu, begrundelse=(begrundelse or "").strip() or None, graenser=graenser)
    dumpfil = read_dump(indhold)
    if tidligere := _loaded_before(engine, dumpfil, vilkaar):
        return tidligere
    hoved = dumpfil.dump.hoved
    with trying(engine) as session:
        koersel_id = insert_koersel(session, kilde=hoved.kilde, adresse=hoved.adresse, nu=nu)
        # What would be done early about krisecentre is not done here.
        return replace(_judge_and_store(session, koersel_id, dumpfil, vilkaar), forsigtighed=None)


def _load(engine: Engine, koersel_id: str, dumpfil: Dumpfil, vilkaar: _Vilkaar) -> Indlaesning:
    try:
        with writing(engine) as session:
            resultat = _judge_and_store(session, koersel_id, dumpfil, vilkaar)
    except WarehouseFejl as fejl:
        # On a full disk or a locked file this fails too; then the row stays `i_gang` until close_abandoned.
        with suppress(WarehouseFejl):
            protokol.note(engine, koersel_id, {"status": FEJLET, "aarsag": str(fejl), "slut": vilkaar.nu})
        raise
    # What was loaded is kept; a log that could not be emptied is no reason to say otherwise.
    with suppress(WarehouseFejl), translate_errors():
        empty_log(engine)
    return resultat


def _judge_and_store(session: Session, koersel_id: str, dumpfil: Dumpfil, vilkaar: _Vilkaar) -> Indlaesning:
    gate = _judge(session, dumpfil.dump, vilkaar)
    status, _ = _decide(gate, vilkaar.begrundelse)
    if status == GODKENDT:
        gemt = _store(session, koersel_id, dumpfil, vilkaar)
    else:
        gemt = _Gemt(forsigtighed=protect_early(session, dumpfil.dump, vilkaar.graenser, nu=vilkaar.nu))
    dump, gate = strip_gader(dumpfil.dump, gate, gemt.forsigtighed.gader.values())
    _, aarsag = _decide(gate, vilkaar.begrundelse)
    protokol.write_findings_of_gate(session, koersel_id, gate, dump)
    values = {
        "status": status,
        "aarsag": aarsag,
        "slut": vilkaar.nu,
        "statistik": to_json(_count(dump, gemt)),
        "tilsidesat_begrundelse": vilkaar.begrundelse if status == GODKENDT and aarsag else None,
    }
    protokol.write_koersel(session, koersel_id, values)
    protokol.note_hentning(session, koersel_id, values, sha256=dumpfil.sha256)
    return Indlaesning(
        koersel_id=koersel_id,
        status=status,
        aarsag=aarsag,
        snapshot_id=gemt.snapshot_id,
        antal=dump.slut.antal,
        gate=gate,
        entiteter=gemt.entiteter,
        forsigtighed=gemt.forsigtighed.tekst,
        **asdict(gemt.antal),
    )


def _store(session: Session, koersel_id: str, dumpfil: Dumpfil, vilkaar: _Vilkaar) -> _Gemt:
    beskyttede = protect(session, dumpfil.dump, nu=vilkaar.nu)
    snapshot_id, antal = None, Antal()
    if has_afdelinger(dumpfil.dump):
        snapshot_id, antal = store_snapshot(session, koersel_id, dumpfil, vilkaar.graenser, beskyttede=beskyttede)
    entiteter = store_udtraek(session, koersel_id, dumpfil, beskyttede=beskyttede)
    close_alarmer(session.connection(), KRISECENTRE_UAFKLARET, noegle=dumpfil.dump.hoved.kilde, nu=vilkaar.nu)
    forsigtighed = Forsigtighed(gader=beskyttede)
    return _Gemt(antal=antal, snapshot_id=snapshot_id, entiteter=entiteter, forsigtighed=forsigtighed)


def _count(dump: Dump, gemt: _Gemt) -> dict[str, Any]:
    return {
        "tal": asdict(gemt.antal),
        "entiteter": {navn: asdict(tal) for navn, tal in gemt.entiteter.items()},
        "profil": measure(dump).to_dict(),
        "udtraek_profil": {navn: profil.to_dict() for navn, profil in measure_udtraek(dump).items()},
        "dump": dict(dump.slut.tal),
    }


def has_afdelinger(dump: Dump) -> bool:
    """Tell whether a dump shows the register itself, and not only other entities of a dataudtræk."""
    return bool(dump.poster) or not dump.slut.entiteter


def _judge(session: Session, dump: Dump, vilkaar: _Vilkaar) -> tuple[Proeve, ...]:
    register = judge(dump, read_forrige(session), vilkaar.graenser, nu=vilkaar.nu) if has_afdelinger(dump) else ()
    if not is_udtraek(dump):
        return register
    billede = read_register(session)
    forrige = read_forrige_udtraek(session, dump, billede)
    return (*register, *judge_udtraek(dump, forrige, billede, vilkaar.graenser, nu=vilkaar.nu))


def _decide(gate: tuple[Proeve, ...], begrundelse: str | None) -> tuple[str, str | None]:
    fejlede = [proeve for proeve in gate if not proeve.bestaaet]
    if not fejlede:
        return GODKENDT, None
    if begrundelse and all(proeve.kan_tilsidesaettes for proeve in fejlede):
        return GODKENDT, protokol.overruling(gate, begrundelse)
    return AFVIST, protokol.rejection(gate)


def _loaded_before(engine: Engine, dumpfil: Dumpfil, vilkaar: _Vilkaar) -> Indlaesning | None:
    """Give the earlier outcome when loading again could not change it.

    A rejected dump is judged anew when a person gives a reason, or when the gate would now say something else.
    """
    with reading(engine) as session:
        tidligere = find_earlier(session, dumpfil.sha256)
        if tidligere is None or tidligere.status == GODKENDT:
            return tidligere
        if vilkaar.begrundelse:
            return None
        dom = _judge(session, dumpfil.dump, vilkaar)
        return tidligere if dom == tidligere.gate else None


def _record_unreadable(
    engine: Engine, fil: Path, aarsag: str, *, sha256: str | None, nu: datetime, koersel_id: str | None
) -> Indlaesning:
    if sha256:
        with reading(engine) as session:
            tidligere = find_earlier(session, sha256)
        if tidligere and tidligere.status == FEJLET:
            protokol.drop_unused(engine, koersel_id)
            return tidligere
    koersel_id = koersel_id or start_koersel(engine, kilde="ukendt", adresse=fil.name, nu=nu)
    values = {"status": FEJLET, "aarsag": aarsag, "slut": nu, "dump_fil": str(fil), "dump_sha256": sha256}
    with writing(engine) as session:
        protokol.write_koersel(session, koersel_id, values)
        protokol.note_hentning(session, koersel_id, values, sha256=sha256)
    return Indlaesning(koersel_id=koersel_id, status=FEJLET, aarsag=aarsag, snapshot_id=None, antal=None)
