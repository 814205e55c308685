"""A control's way from state to state, each with a file note, and only as `domain.stikproeve` allows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from domain.stikproeve import Stikproevetilstand, can_advance
from domain.tid import find_dag
from warehouse.load.rens_tekst import clean_text
from warehouse.revision import insert_bundet
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol
from warehouse.tables import table_of
from warehouse.tables.stikproeve import Stikproeve, StikproeveFrist

_STIKPROEVE = table_of(Stikproeve)
_FRIST = table_of(StikproeveFrist)

_MANGLER = {
    Stikproevetilstand.ANNONCERET: "kilden til det offentlige tal er annonceret (»stikproeve annoncer«)",
    Stikproevetilstand.RAMME_FROSSET: "rammen er frosset (»stikproeve ramme«)",
    Stikproevetilstand.UDTRUKKET: "stikprøven er trukket (»stikproeve traek«)",
    Stikproevetilstand.I_GANG: "arkene er skrevet til sagsbehandlerne (»stikproeve ark«)",
    Stikproevetilstand.OPGJORT: "alle sager er vurderet og resultatet opgjort (»stikproeve afslut«)",
}
_GOER = {
    Stikproevetilstand.ANNONCERET: "annonceres",
    Stikproevetilstand.RAMME_FROSSET: "få sin ramme frosset",
    Stikproevetilstand.UDTRUKKET: "trækkes",
    Stikproevetilstand.I_GANG: "sættes i gang",
    Stikproevetilstand.OPGJORT: "opgøres",
    Stikproevetilstand.AFSLUTTET: "afsluttes",
    Stikproevetilstand.AFLYST: "aflyses",
}
_ORDEN = list(Stikproevetilstand)


@dataclass(frozen=True, kw_only=True)
class Notat:
    """A file note to be written: when, by which role, and what."""

    nu: datetime
    hvem: str
    tekst: str


def advance(
    forbindelse: Connection,
    kontrol: Kontrol,
    til: Stikproevetilstand,
    *,
    notat: Notat,
    trin: str | None = None,
    **felter: Any,  # noqa: ANN401 - the columns that come with the state
) -> None:
    """Move a control to a state, set the columns that come with it, write its file note, and tick off its step.

    To be called inside a transaction of the caller's: all of it is kept or none.

    Raises:
        KontrolFejl: The control may not go there now; the sentence says what is missing.
    """
    require_advance(kontrol, til)
    forbindelse.execute(update(_STIKPROEVE).where(_STIKPROEVE.c.id == kontrol.id).values(tilstand=til.value, **felter))
    write_note(forbindelse, kontrol.id, til, notat)
    if trin is not None:
        tick_off(forbindelse, kontrol.id, trin, find_dag(notat.nu))


def require_advance(kontrol: Kontrol, til: Stikproevetilstand) -> None:
    """Refuse a step out of turn.

    Raises:
        KontrolFejl: The sentence says what is missing, or that it is too late.
    """
    if can_advance(kontrol.tilstand, til):
        return
    if kontrol.tilstand in {Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST}:
        raise KontrolFejl(f"Kontrol {kontrol.nummer} er {kontrol.tilstand.value} og kan ikke {_GOER[til]}.")
    if _ORDEN.index(til) <= _ORDEN.index(kontrol.tilstand):
        raise KontrolFejl(
            f"Kontrol {kontrol.nummer} er nået længere ({name_tilstand(kontrol.tilstand)}) "
            f"og kan ikke {_GOER[til]} igen."
        )
    mangler = _MANGLER[_ORDEN[_ORDEN.index(kontrol.tilstand) + 1]]
    raise KontrolFejl(f"Kontrol {kontrol.nummer} kan ikke {_GOER[til]}, før {mangler}.")


def write_note(forbindelse: Connection, stikproeve_id: int, tilstand: Stikproevetilstand, notat: Notat) -> None:
    """Write a file note, with its link in the chain.

    Raises:
        KontrolFejl: The note or the role is empty.
    """
    tekst, hvem = clean_text(notat.tekst).strip(), clean_text(notat.hvem).strip()
    if not tekst or not hvem:
        raise KontrolFejl("Et notat skal have en tekst og sige, hvem der skrev det (rolle eller initialer).")
    row = {"stikproeve_id": stikproeve_id, "tidspunkt": notat.nu, "tilstand": tilstand.value}
    insert_bundet(forbindelse, "stikproeve_haendelse", [{**row, "hvem": hvem, "tekst": tekst}])


def tick_off(forbindelse: Connection, stikproeve_id: int, trin: str, dag: date) -> bool:
    """Say that a step was done on a day, unless it was done before; tell whether this did it."""
    hvor = (_FRIST.c.stikproeve_id == stikproeve_id, _FRIST.c.trin == trin, _FRIST.c.udfoert.is_(None))
    return forbindelse.execute(update(_FRIST).where(*hvor).values(udfoert=dag)).rowcount > 0


def list_trin(forbindelse: Connection, stikproeve_id: int) -> tuple[str, ...]:
    """Give the names of a control's steps in the order of their days."""
    valg = select(_FRIST.c.trin).where(_FRIST.c.stikproeve_id == stikproeve_id).order_by(_FRIST.c.dag)
    return tuple(forbindelse.scalars(valg))


def name_tilstand(tilstand: Stikproevetilstand) -> str:
    """Give a state as it is written for people."""
    return {
        Stikproevetilstand.RAMME_FROSSET: "rammen er frosset",
        Stikproevetilstand.I_GANG: "i gang",
    }.get(tilstand, tilstand.value)
