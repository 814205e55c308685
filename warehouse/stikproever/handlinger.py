"""What people do to a control beside frame, draw and outcomes: announce, note, settle, close, cancel."""

from sqlalchemy import Connection, Engine, exists, func, select

from domain.stikproeve import Stikproevetilstand
from domain.stikproeveforloeb import AFSLUTTET, ANNONCERET, VURDERET
from domain.tid import find_dag
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.trin import Notat, advance, list_trin, name_tilstand, require_advance, tick_off, write_note
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveEnhed, StikproeveUdfald
from warehouse.transaktion import writing

_ENHED = table_of(StikproeveEnhed)
_UDFALD = table_of(StikproeveUdfald)


def announce(engine: Engine, nummer: str, *, kilde: str, notat: Notat) -> None:
    """Announce where the public number will come from; from now on the subject and the design are settled.

    The same announcement again changes nothing.

    Raises:
        KontrolFejl: The source is empty, or the control is not at this step.
    """
    kilde = " ".join(kilde.split())
    if not kilde:
        raise KontrolFejl("Skriv, hvor det offentlige tal kommer fra, og hvornår det bliver kendt.")
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.tilstand is not Stikproevetilstand.PLANLAGT and kontrol.kilde_til_tal == kilde:
            return
        til = Stikproevetilstand.ANNONCERET
        advance(forbindelse, kontrol, til, notat=notat, trin=ANNONCERET, kilde_til_tal=kilde)


def add_note(engine: Engine, nummer: str, notat: Notat, *, trin: str | None = None) -> None:
    """Write a file note, and tick off the step it tells of, if any.

    Raises:
        KontrolFejl: There is no such control or step, or the step was done before.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        write_note(forbindelse, kontrol.id, kontrol.tilstand, notat)
        if trin is not None:
            _tick_off_by_hand(forbindelse, kontrol, trin, notat)


def close(engine: Engine, nummer: str, *, notat: Notat) -> Stikproevetilstand:
    """Take a control one step nearer its end and give its new state: `opgjort` from `i_gang`, else `afsluttet`.

    Raises:
        KontrolFejl: Cases are not assessed yet, or the control has not come so far.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.tilstand is Stikproevetilstand.OPGJORT:
            advance(forbindelse, kontrol, Stikproevetilstand.AFSLUTTET, notat=notat, trin=AFSLUTTET)
            return Stikproevetilstand.AFSLUTTET
        require_advance(kontrol, Stikproevetilstand.OPGJORT)
        mangler = count_missing(forbindelse, kontrol)
        if mangler:
            raise KontrolFejl(
                f"Kontrol {kontrol.nummer} kan ikke opgøres: {mangler} vurderinger mangler. "
                "Indlæs de sidste ark, eller skriv udfaldet »uafgjort« med en kommentar."
            )
        advance(forbindelse, kontrol, Stikproevetilstand.OPGJORT, notat=notat, trin=VURDERET)
        return Stikproevetilstand.OPGJORT


def cancel(engine: Engine, nummer: str, *, notat: Notat) -> None:
    """Cancel a control; the note is the reason. What was drawn and assessed stays.

    Raises:
        KontrolFejl: The control has ended, or no reason is given.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        advance(forbindelse, kontrol, Stikproevetilstand.AFLYST, notat=notat)


def count_missing(forbindelse: Connection, kontrol: Kontrol) -> int:
    """Count the drawn units × items that have no outcome yet."""
    hver = (_ENHED.c.stikproeve_id == kontrol.id, _ENHED.c.er_udtrukket)
    antal = forbindelse.execute(select(func.count()).select_from(_ENHED).where(*hver)).scalar_one()
    udtrukket = exists().where(_ENHED.c.enhed_id == _UDFALD.c.enhed_id, *hver)
    givne = (
        select(_UDFALD.c.enhed_id, _UDFALD.c.punkt)
        .where(_UDFALD.c.stikproeve_id == kontrol.id, _UDFALD.c.punkt.in_(kontrol.punkter), udtrukket)
        .distinct()
        .subquery()
    )
    svar = forbindelse.execute(select(func.count()).select_from(givne)).scalar_one()
    return int(antal) * len(kontrol.punkter) - int(svar)


def _tick_off_by_hand(forbindelse: Connection, kontrol: Kontrol, trin: str, notat: Notat) -> None:
    kendte = list_trin(forbindelse, kontrol.id)
    if trin not in kendte:
        raise KontrolFejl(f"Der er intet trin »{trin}«. Trinene er: {', '.join(kendte)}.")
    if trin in {ANNONCERET, "ramme", "traek", AFSLUTTET}:
        raise KontrolFejl(f"Trinet »{trin}« sættes af sin egen kommando og ikke af et notat.")
    if kontrol.tilstand in {Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST}:
        raise KontrolFejl(f"Kontrol {kontrol.nummer} er {name_tilstand(kontrol.tilstand)}; trin kan ikke sættes mere.")
    if not tick_off(forbindelse, kontrol.id, trin, find_dag(notat.nu)):
        raise KontrolFejl(f"Trinet »{trin}« er udført før. Skriv notatet uden --trin.")
