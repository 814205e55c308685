"""A case for each tilbud that has something to put right, closed when nothing is left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert

from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import SYSTEM
from domain.sagsforloeb import Fejlbillede, Forloeb, advance
from domain.tid import find_dag
from warehouse.sager.laes import SAG, read_fejl, read_forloeb
from warehouse.sager.skriv import Skridt, make_note, write_notes, write_steps
from warehouse.transaktion import writing


@dataclass(frozen=True, kw_only=True)
class Sagstal:
    """How many cases a control opened, opened again, and closed."""

    aabnet: int
    genaabnet: int
    lukket: int


def open_sager(engine: Engine, nu: datetime, *, regler: Collection[str]) -> Sagstal:
    """Open a case for each tilbud with an open finding of one of `regler`, and close those without; one transaction.

    `regler` are the ids of the rules that the tilbud or its socialtilsyn is told of. An accepted finding keeps no case.
    """
    with writing(engine) as session:
        conn = session.connection()
        forloeb, fejl = read_forloeb(conn), read_fejl(conn, regler)
        ramte = {tilbudsid for tilbudsid, billede in fejl.items() if billede.aabne}
        lukkede = {t for t, et in forloeb.items() if et.tilstand is Sagstilstand.LUKKET}
        nye, igen = sorted(ramte - forloeb.keys()), sorted(ramte & lukkede)
        faerdige = sorted(forloeb.keys() - lukkede - ramte)
        _create(conn, nye, nu)
        write_steps(conn, _take(forloeb, fejl, [*igen, *faerdige], nu), nu)
        return Sagstal(aabnet=len(nye), genaabnet=len(igen), lukket=len(faerdige))


def _take(
    forloeb: Mapping[str, Forloeb], fejl: Mapping[str, Fejlbillede], tilbudsids: list[str], nu: datetime
) -> list[Skridt]:
    return [skridt for t in tilbudsids for skridt in take_steps(t, forloeb[t], fejl[t], nu)]


def take_steps(tilbudsid: str, forloeb: Forloeb, fejl: Fejlbillede, nu: datetime) -> list[Skridt]:
    """Give the steps the program takes by itself in one case at a moment, ready to write."""
    skridt = []
    for skift in advance(forloeb, fejl, find_dag(nu)):
        skridt.append(Skridt(tilbudsid=tilbudsid, fra=forloeb, skift=skift))
        forloeb = skift.forloeb
    return skridt


def _create(conn: Connection, tilbudsids: list[str], nu: datetime) -> None:
    ny = Sagstilstand.NY
    sager = [{"tilbudsid": t, "tilstand": ny.value, "oprettet": nu, "aendret": nu} for t in tilbudsids]
    if not sager:
        return
    conn.execute(insert(SAG), sager)
    note = [
        make_note(t, ny, nu=nu, af=SYSTEM, art=Haendelsesart.SKRIDT, grund="Der er fundet fejl.") | {"fra": None}
        for t in tilbudsids
    ]
    write_notes(conn, note)
