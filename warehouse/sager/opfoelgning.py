"""What the night does to the cases by itself: closing, handing to a person, telling that a markering is possible."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, select, update

from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import SYSTEM
from domain.sagsforloeb import Forloeb, Pause, is_rykker_due, notify
from domain.tid import find_dag
from warehouse.sager.aabn import take_steps
from warehouse.sager.laes import SAG, read_fejl, read_forloeb
from warehouse.sager.skriv import Skridt, make_note, write_notes, write_steps
from warehouse.transaktion import writing


@dataclass(frozen=True, kw_only=True)
class Opfoelgning:
    """What a night moved, as tilbud: closed, begun anew with other faults, to be judged, and possible to mark."""

    lukket: tuple[str, ...]
    forfra: tuple[str, ...]
    til_vurdering: tuple[str, ...]
    markering_mulig: tuple[str, ...]


def follow_up(engine: Engine, dag: date, nu: datetime, *, regler: Collection[str]) -> Opfoelgning:
    """Take every case as far as the day and the newest accepted snapshot let it go by itself; one transaction.

    Done again on the same register and day it changes nothing. `dag` must be the Danish day of `nu`.

    Raises:
        ValueError: they are not the same day.
    """
    if dag != find_dag(nu):
        raise ValueError("dag must be the day of nu")
    with writing(engine) as session:
        conn = session.connection()
        fejl = read_fejl(conn, regler)
        aktive = {t: et for t, et in read_forloeb(conn).items() if et.tilstand is not Sagstilstand.LUKKET}
        skridt = [s for t in sorted(aktive) for s in take_steps(t, aktive[t], fejl[t], nu)]
        write_steps(conn, skridt, nu)
        _end_omfordelinger(conn, aktive, nu)
    return Opfoelgning(
        lukket=_moved_to(skridt, Sagstilstand.LUKKET),
        forfra=_moved_to(skridt, Sagstilstand.NY),
        til_vurdering=_moved_to(skridt, Sagstilstand.TIL_VURDERING),
        markering_mulig=_moved_to(skridt, Sagstilstand.MARKERING_MULIG),
    )


def mark_varslet(engine: Engine, tilbudsids: Iterable[str], *, nu: datetime) -> int:
    """Note that a mail was handed over to these tilbud; give how many cases it moved.

    A new case becomes `varslet`; a `varslet` one whose time has run out becomes `rykket`. Any other is left as it is: a
    second mail before its time is no second warning.
    """
    with writing(engine) as session:
        conn = session.connection()
        oenskede = set(tilbudsids)
        forloeb = {t: et for t, et in read_forloeb(conn).items() if t in oenskede}
        muligt = ((t, forloeb[t], notify(forloeb[t], find_dag(nu))) for t in sorted(forloeb))
        skridt = [Skridt(tilbudsid=t, fra=fra, skift=skift) for t, fra, skift in muligt if skift is not None]
        write_steps(conn, skridt, nu)
        return len(skridt)


def list_rykkere(conn: Connection, dag: date) -> frozenset[str]:
    """Give the tilbud that are to be reminded by a mail from a day on."""
    return frozenset(t for t, forloeb in read_forloeb(conn).items() if is_rykker_due(forloeb, dag))


def list_pauser(conn: Connection, dag: date) -> dict[str, Pause]:
    """Give the tilbud whose case stands still on a day, with why and until when."""
    pauser = {t: forloeb.pause for t, forloeb in read_forloeb(conn).items()}
    return {t: pause for t, pause in pauser.items() if pause is not None and dag <= pause.til}


def _moved_to(skridt: list[Skridt], til: Sagstilstand) -> tuple[str, ...]:
    return tuple(et.tilbudsid for et in skridt if et.moves and et.skift.forloeb.tilstand is til)


def _end_omfordelinger(conn: Connection, aktive: dict[str, Forloeb], nu: datetime) -> None:
    """Give cases back whose time with another caseworker has passed."""
    udloebet = select(SAG.c.tilbudsid, SAG.c.sagsbehandler).where(
        SAG.c.sagsbehandler_til < find_dag(nu), SAG.c.tilstand != Sagstilstand.LUKKET.value
    )
    rows = conn.execute(udloebet).all()
    noter = [
        make_note(
            row.tilbudsid,
            aktive[row.tilbudsid].tilstand,
            nu=nu,
            af=SYSTEM,
            art=Haendelsesart.OMFORDELT,
            grund=f"Omfordelingen til {row.sagsbehandler} er udløbet.",
        )
        for row in rows
    ]
    tilbage = update(SAG).where(SAG.c.tilbudsid.in_([row.tilbudsid for row in rows]))
    conn.execute(tilbage.values(sagsbehandler=None, sagsbehandler_til=None))
    write_notes(conn, noter)
