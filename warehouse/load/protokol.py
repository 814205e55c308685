"""What a load writes about itself: its run, the gate's tests, and what surprised the reader."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, update
from sqlmodel import Session

from domain.dump import Dump
from warehouse.fejl import WarehouseFejl
from warehouse.gate import Proeve
from warehouse.koersel import I_GANG, start_koersel
from warehouse.load.laes import Dumpfil
from warehouse.revision import Revisionsnote
from warehouse.revision import note as write_led
from warehouse.tables import table_of
from warehouse.tables.koersel import GateProeve, Koersel, Sideafvigelse
from warehouse.transaktion import writing

_KOERSEL = table_of(Koersel)
_VIST = 3


def begin(engine: Engine, fil: Path, dumpfil: Dumpfil, *, nu: datetime, koersel_id: str | None) -> str:
    """Leave a row that says what is being loaded, so that a process that dies leaves a trace; give its id."""
    hoved = dumpfil.dump.hoved
    koersel_id = koersel_id or start_koersel(engine, kilde=hoved.kilde, adresse=hoved.adresse, nu=nu)
    note(
        engine,
        koersel_id,
        {"dump_fil": str(fil), "dump_sha256": dumpfil.sha256, "antal": dumpfil.dump.slut.antal},
    )
    return koersel_id


def note(engine: Engine, koersel_id: str, values: dict[str, Any]) -> None:
    """Write columns of a run in a transaction of their own."""
    with writing(engine) as session:
        write_koersel(session, koersel_id, values)


def write_koersel(session: Session, koersel_id: str, values: dict[str, Any]) -> None:
    """Write columns of a run. Raises WarehouseFejl when there is no such run."""
    saetning = update(_KOERSEL).where(_KOERSEL.c.id == koersel_id).values(values)
    if not session.connection().execute(saetning).rowcount:
        raise WarehouseFejl(f"Der er ingen kørsel med id {koersel_id}.")


def note_hentning(session: Session, koersel_id: str, values: dict[str, Any], *, sha256: str | None) -> None:
    """Let the chain say what became of a delivery, by the SHA-256 of its dump; in the transaction that decides it."""
    led = Revisionsnote(
        tidspunkt=values["slut"],
        hvem="program",
        handling=f"hentning_{values['status']}",
        genstand=f"koersel:{koersel_id}",
        indhold=sha256,
        bemaerkning="et menneske satte kontrollen til side" if values.get("tilsidesat_begrundelse") else None,
    )
    write_led(session.connection(), led)


def drop_unused(engine: Engine, koersel_id: str | None) -> None:
    """Take away a run that was begun for a dump which turned out to be loaded already."""
    if koersel_id is None:
        return
    with writing(engine) as session:
        session.execute(delete(_KOERSEL).where(_KOERSEL.c.id == koersel_id, _KOERSEL.c.status == I_GANG))


def write_findings_of_gate(session: Session, koersel_id: str, gate: tuple[Proeve, ...], dump: Dump) -> None:
    """Keep every test of the gate, passed or not, and every surprise on the pages."""
    _insert(session, GateProeve, [{"koersel_id": koersel_id, **asdict(proeve)} for proeve in gate])
    _insert(session, Sideafvigelse, [{"koersel_id": koersel_id, **asdict(x)} for x in dump.slut.afvigelser])


def rejection(gate: tuple[Proeve, ...]) -> str:
    """Give the reason for a rejection: the sentences of the tests that failed, causes before what follows."""
    fejlede = [proeve for proeve in gate if not proeve.bestaaet]
    tekster = [proeve.tekst for proeve in fejlede[:_VIST]]
    if len(fejlede) > _VIST:
        rest = len(fejlede) - _VIST
        tekster.append("Én prøve mere fejlede." if rest == 1 else f"{rest} prøver mere fejlede.")
    return " ".join(tekster)


def overruling(gate: tuple[Proeve, ...], begrundelse: str) -> str:
    """Say which tests a person set aside, and why."""
    navne = ", ".join(proeve.navn for proeve in gate if not proeve.bestaaet)
    return f"Godkendt trods advarsel ({navne}). Begrundelse: {begrundelse}"


def _insert(session: Session, model: type[GateProeve | Sideafvigelse], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table_of(model)), rows)
