"""A person's word that tilbud are krisecentre (SEL § 109): protected at once, whatever any fetch says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.dump import DumpFejl
from flows.beskyttelse import clear_after_load
from flows.laas import hold_lock
from flows.settings import Indstillinger
from reports.fejl import RapportFejl
from reports.mail.send import drop_wiped
from warehouse.engine import opened_warehouse
from warehouse.load.forsigtighed import find_new
from warehouse.load.laes import read_bytes, read_dump
from warehouse.opbevaring.beskyttede import find_fremmede, remember_named
from warehouse.opbevaring.bevis import BESKYTTET, Anledning
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Paalaeg:
    """Which tilbud a person wants protected, why (without an address: the audit log keeps it), and who says so."""

    tilbudsids: Collection[str]
    grund: str
    hvem: str


def protect_named(indstillinger: Indstillinger, paalaeg: Paalaeg, *, nu: datetime) -> frozenset[str]:
    """Take the streets of tilbud out of everything that is kept; give those that were not protected before.

    It cannot be undone. Killed on the way, the same call (or the next load) goes on.

    Raises:
        OptagetFejl: another run is going on.
        RapportFejl: one of them is in no register or dataudtræk, and nothing was done; or a file cannot be cleared.
        WarehouseFejl: the database cannot be written.
    """
    anledning = Anledning(grund=BESKYTTET, nu=nu, hvem=paalaeg.hvem)
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        if fremmede := find_fremmede(engine, paalaeg.tilbudsids):
            raise RapportFejl(f"Registret har ikke tilbud {', '.join(sorted(fremmede))}. Ret numrene; intet er gjort.")
        nye = remember_named(engine, paalaeg.tilbudsids, anledning, begrundelse=paalaeg.grund)
        drop_wiped(engine, indstillinger.udbakke)
        clear_after_load(engine, indstillinger, indstillinger.var, nu=nu, flere=frozenset(paalaeg.tilbudsids))
    return nye


def list_said(indstillinger: Indstillinger, fil: Path) -> tuple[str, ...]:
    """Give the tilbud that stand openly in the register but that a dump says are krisecentre; nothing is changed.

    Raises:
        RapportFejl: the file is no dump that can be read.
        WarehouseFejl: the database cannot be read.
    """
    try:
        dump = read_dump(read_bytes(fil)).dump
    except DumpFejl as fejl:
        raise RapportFejl(str(fejl)) from fejl
    with opened_warehouse(indstillinger.database) as engine, reading(engine) as session:
        return tuple(find_new(session, dump))
