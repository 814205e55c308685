"""Cases follow the findings: one per tilbud that has something to put right, closed when it is put right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, insert, select, update

from domain.afvigelse import Status, is_socialtilsyn
from domain.sag import Sagstilstand, can_move
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Afvigelse
from warehouse.tables.opfoelgning import Sag, SagHaendelse
from warehouse.transaktion import writing

Row = dict[str, Any]

_AFVIGELSE = table_of(Afvigelse)
_SAG = table_of(Sag)
_HAENDELSE = table_of(SagHaendelse)


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
        forbindelse = session.connection()
        tilstande = _read_states(forbindelse)
        ramte = _read_concerned(forbindelse, regler)
        nye = sorted(ramte - tilstande.keys())
        igen = sorted(t for t in ramte & tilstande.keys() if tilstande[t] is Sagstilstand.LUKKET)
        faerdige = sorted(t for t, x in tilstande.items() if x is not Sagstilstand.LUKKET and t not in ramte)
        _create(forbindelse, nye, nu)
        lukket = Sagstilstand.LUKKET
        _move(forbindelse, [(t, lukket, Sagstilstand.NY) for t in igen], nu, "Der er fundet fejl igen.")
        _move(forbindelse, [(t, tilstande[t], lukket) for t in faerdige], nu, "Der er ingen åbne afvigelser.")
        return Sagstal(aabnet=len(nye), genaabnet=len(igen), lukket=len(faerdige))


def mark_varslet(engine: Engine, tilbudsids: Iterable[str], *, nu: datetime) -> int:
    """Move the new cases among these tilbud to `varslet`, since a mail was written; give their number.

    A case that is further on, or not there, is left as it is: a second mail is no second warning.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        tilstande = _read_states(forbindelse)
        til = Sagstilstand.VARSLET
        skridt = [
            (t, tilstande[t], til)
            for t in sorted(set(tilbudsids) & tilstande.keys())
            if can_move(tilstande[t], til, dag=nu.date())
        ]
        _move(forbindelse, skridt, nu, "Der er skrevet en mail til tilbuddet.")
        return len(skridt)


def _read_states(forbindelse: Connection) -> dict[str, Sagstilstand]:
    valg = select(_SAG.c.tilbudsid, _SAG.c.tilstand)
    return {row.tilbudsid: Sagstilstand(row.tilstand) for row in forbindelse.execute(valg)}


def _read_concerned(forbindelse: Connection, regler: Collection[str]) -> frozenset[str]:
    valg = select(_AFVIGELSE.c.tilbudsid).distinct()
    valg = valg.where(_AFVIGELSE.c.status == Status.AABEN.value, _AFVIGELSE.c.regel.in_(sorted(regler)))
    # Totals over plejefamilier are nobody's case: their socialtilsyn sees them on its page.
    return frozenset(emne for emne in forbindelse.scalars(valg) if not is_socialtilsyn(emne))


def _create(forbindelse: Connection, tilbudsids: list[str], nu: datetime) -> None:
    ny = Sagstilstand.NY.value
    sager = [{"tilbudsid": t, "tilstand": ny, "oprettet": nu, "aendret": nu} for t in tilbudsids]
    if sager:
        forbindelse.execute(insert(_SAG), sager)
        _log(forbindelse, [_event(t, None, Sagstilstand.NY, nu, "Der er fundet fejl.") for t in tilbudsids])


def _move(
    forbindelse: Connection, skridt: list[tuple[str, Sagstilstand, Sagstilstand]], nu: datetime, grund: str
) -> None:
    if not skridt:
        return
    saetning = update(_SAG).where(_SAG.c.tilbudsid == bindparam("b_t")).values(tilstand=bindparam("b_til"), aendret=nu)
    forbindelse.execute(saetning, [{"b_t": t, "b_til": til.value} for t, _, til in skridt])
    _log(forbindelse, [_event(t, fra, til, nu, grund) for t, fra, til in skridt])


def _event(tilbudsid: str, fra: Sagstilstand | None, til: Sagstilstand, nu: datetime, grund: str) -> Row:
    return {
        "tilbudsid": tilbudsid,
        "tidspunkt": nu,
        "fra": fra.value if fra else None,
        "til": til.value,
        "grund": grund,
        "af": "system",
    }


def _log(forbindelse: Connection, rows: list[Row]) -> None:
    forbindelse.execute(insert(_HAENDELSE), rows)
