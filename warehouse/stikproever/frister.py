"""What the calendar does to a control, and the reminders written when people are late: each once, never twice."""

from datetime import datetime

from sqlalchemy import Connection, Engine, select

from domain.stikproeve import Stikproevetilstand
from domain.stikproeveforloeb import EMNE, UDLOEB, VURDERET, Trin
from domain.tid import find_dag
from warehouse.stikproever.frist import read_forloeb
from warehouse.stikproever.handlinger import count_missing
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.trin import Notat, advance, tick_off, write_note
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveHaendelse
from warehouse.transaktion import writing

_HAENDELSE = table_of(StikproeveHaendelse)
_ENDT = frozenset({Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST})
_I_ARBEJDE = frozenset({Stikproevetilstand.I_GANG, Stikproevetilstand.OPGJORT})
SYSTEM = "system"


def pass_frister(engine: Engine, nummer: str, *, nu: datetime) -> tuple[str, ...]:
    """Tick off the time limits whose day has gone by, and the assessment when every outcome is given; give their names.

    Only while the control is being worked on: a time limit for an answer runs for nobody before the draw.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.tilstand not in _I_ARBEJDE:
            return ()
        faerdige = [trin for trin in read_forloeb(forbindelse, kontrol.id) if _is_done(forbindelse, kontrol, trin, nu)]
        for trin in faerdige:
            tick_off(forbindelse, kontrol.id, trin.trin, find_dag(nu))
            tekst = f"Trinet »{trin.betegnelse}« er nået."
            write_note(forbindelse, kontrol.id, kontrol.tilstand, Notat(nu=nu, hvem=SYSTEM, tekst=tekst))
        return tuple(trin.trin for trin in faerdige)


def settle_when_due(engine: Engine, nummer: str, *, nu: datetime) -> bool:
    """Settle a control when every outcome is given and the time limits of its påbud are gone; tell whether it was."""
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.tilstand is not Stikproevetilstand.I_GANG or count_missing(forbindelse, kontrol):
            return False
        aabne = [trin for trin in read_forloeb(forbindelse, kontrol.id) if trin.trin in UDLOEB and trin.udfoert is None]
        if aabne:
            return False
        tekst = "Resultatet er opgjort: alle sager er vurderet, og fristerne er gået."
        advance(forbindelse, kontrol, Stikproevetilstand.OPGJORT, notat=Notat(nu=nu, hvem=SYSTEM, tekst=tekst))
        return True


def remind(engine: Engine, nummer: str, *, nu: datetime) -> tuple[str, ...]:
    """Write a file note for each step that is late and has had none; give the reminders written."""
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.tilstand in _ENDT:
            return ()
        skrevne = _read_tekster(forbindelse, kontrol)
        forloeb = read_forloeb(forbindelse, kontrol.id)
        tekster = [_write_paamindelse(trin) for trin in forloeb if _is_late(trin, nu)]
        nye = [tekst for tekst in tekster if tekst not in skrevne]
        for tekst in nye:
            write_note(forbindelse, kontrol.id, kontrol.tilstand, Notat(nu=nu, hvem=SYSTEM, tekst=tekst))
        return tuple(nye)


def _is_done(forbindelse: Connection, kontrol: Kontrol, trin: Trin, nu: datetime) -> bool:
    if trin.udfoert is not None:
        return False
    if trin.trin == VURDERET:
        return count_missing(forbindelse, kontrol) == 0
    return trin.trin in UDLOEB and trin.dag < find_dag(nu)


def _is_late(trin: Trin, nu: datetime) -> bool:
    return trin.udfoert is None and trin.trin not in {EMNE, *UDLOEB} and trin.dag < find_dag(nu)


def _write_paamindelse(trin: Trin) -> str:
    return f"Påmindelse: »{trin.betegnelse}« skulle være udført den {trin.dag:%d-%m-%Y}. Ansvarlig: {trin.ansvarlig}."


def _read_tekster(forbindelse: Connection, kontrol: Kontrol) -> frozenset[str]:
    c = _HAENDELSE.c
    return frozenset(forbindelse.scalars(select(c.tekst).where(c.stikproeve_id == kontrol.id, c.hvem == SYSTEM)))
