"""The steps of cases written to their tables, each with its line in the file note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import SYSTEM
from domain.sagsforloeb import Forloeb, Paabud, Skift
from warehouse.revision import insert_bundet
from warehouse.sager.laes import PAABUD, PAABUD_FEJL, SAG
from warehouse.tables import table_of
from warehouse.tables.opfoelgning import SagHaendelse

Row = dict[str, Any]

HAENDELSE = table_of(SagHaendelse)
_ENDER = frozenset({Sagstilstand.LUKKET, Sagstilstand.NY})


@dataclass(frozen=True, kw_only=True)
class Skridt:
    """One case's step to write: the case before it, the step, who took it, and what kind of line it is."""

    tilbudsid: str
    fra: Forloeb
    skift: Skift
    af: str = SYSTEM
    art: Haendelsesart = Haendelsesart.SKRIDT

    @property
    def moves(self) -> bool:
        """Whether the state changes."""
        return self.fra.tilstand is not self.skift.forloeb.tilstand


def write_steps(conn: Connection, skridt: Iterable[Skridt], nu: datetime) -> None:
    """Write steps in order: the cases, their påbud, and a line each in the file notes."""
    alle = list(skridt)
    if not alle:
        return
    _update_pauser(conn, alle)
    _update_tilstande(conn, [et for et in alle if et.moves], nu)
    for et in alle:
        if et.fra.paabud != et.skift.forloeb.paabud:
            _write_paabud(conn, et.tilbudsid, et.fra.paabud, et.skift.forloeb.paabud)
    write_notes(conn, [_note(et, nu) for et in alle])


def write_notes(conn: Connection, rows: list[Row]) -> None:
    """Write lines of file notes, each with its link in the chain; they are never changed once written."""
    insert_bundet(conn, "sag_haendelse", rows)


def make_note(tilbudsid: str, tilstand: Sagstilstand, *, nu: datetime, af: str, art: Haendelsesart, grund: str) -> Row:
    """Make a line that moves nothing."""
    return {
        "tilbudsid": tilbudsid,
        "tidspunkt": nu,
        "fra": tilstand.value,
        "til": tilstand.value,
        "grund": grund,
        "af": af,
        "art": art.value,
    }


def _note(et: Skridt, nu: datetime) -> Row:
    tom = make_note(et.tilbudsid, et.skift.forloeb.tilstand, nu=nu, af=et.af, art=et.art, grund=et.skift.grund)
    return {**tom, "fra": et.fra.tilstand.value}


def _update_pauser(conn: Connection, skridt: list[Skridt]) -> None:
    rows = [
        {
            "b_tilbudsid": et.tilbudsid,
            "b_pause": et.skift.forloeb.pause.art.value if et.skift.forloeb.pause else None,
            "b_til": et.skift.forloeb.pause.til if et.skift.forloeb.pause else None,
        }
        for et in skridt
        if et.fra.pause != et.skift.forloeb.pause
    ]
    saetning = update(SAG).where(SAG.c.tilbudsid == bindparam("b_tilbudsid"))
    if rows:
        conn.execute(saetning.values(pause=bindparam("b_pause"), pause_til=bindparam("b_til")), rows)


def _update_tilstande(conn: Connection, skridt: list[Skridt], nu: datetime) -> None:
    saetning = update(SAG).where(SAG.c.tilbudsid == bindparam("b_tilbudsid"))
    rows = [{"b_tilbudsid": et.tilbudsid, "b_til": et.skift.forloeb.tilstand.value} for et in skridt]
    if rows:
        conn.execute(saetning.values(tilstand=bindparam("b_til"), aendret=nu), rows)
    ender = [{"b_tilbudsid": et.tilbudsid} for et in skridt if et.skift.forloeb.tilstand in _ENDER]
    if ender:
        conn.execute(saetning.values(besked=None), ender)


def _write_paabud(conn: Connection, tilbudsid: str, fra: Paabud | None, til: Paabud | None) -> None:
    aabent = (PAABUD.c.tilbudsid == tilbudsid) & PAABUD.c.er_afsluttet.is_(False)
    if til is None:
        conn.execute(update(PAABUD).where(aabent).values(er_afsluttet=True))
    elif fra is None:
        row = {"tilbudsid": tilbudsid, "afgjort": til.afgjort, "leveret": til.leveret, "er_afsluttet": False}
        paabud_id = conn.execute(insert(PAABUD).values(row).returning(PAABUD.c.id)).scalar_one()
        conn.execute(insert(PAABUD_FEJL), [{"paabud_id": paabud_id, "noegle": noegle} for noegle in sorted(til.fejl)])
    else:
        conn.execute(update(PAABUD).where(aabent).values(leveret=til.leveret))
