"""What can be done for the controls without people: the next year's plan, frames on their day, time limits, reminders.

Where each control stands is in the database only, so this may be run as often as one likes, and after any crash.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from domain.stikproeve import Stikproevetilstand
from domain.stikproeveforloeb import EMNE, RAMME
from domain.tid import find_dag
from sampling.aarsplan import make_aarsplan
from sampling.fejl import StikproeveFejl
from sampling.frysning import freeze_ramme
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.frist import read_forloeb_af
from warehouse.stikproever.frister import SYSTEM, pass_frister, remind, settle_when_due
from warehouse.stikproever.kontrol import list_alle
from warehouse.stikproever.plan import store_plan
from warehouse.stikproever.trin import Notat
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Frysninger:
    """The frames that were frozen, by number, and in Danish why others could not be."""

    frosne: tuple[str, ...]
    fejl: tuple[str, ...]


def plan_next_year(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Plan the coming year when its first subject is due, if this year has a plan; give the numbers made.

    A ministry that has not begun with `stikproeve plan` gets no controls it did not ask for.
    """
    with reading(engine) as session:
        planlagte = {kontrol.aar for kontrol in list_alle(session.connection())}
    aar = find_dag(nu).year + 1
    if aar - 1 not in planlagte or aar in planlagte:
        return ()
    planer = make_aarsplan(aar)
    if find_dag(nu) < next(trin.dag for trin in planer[0].forloeb if trin.trin == EMNE):
        return ()
    notat = Notat(
        nu=nu, hvem=SYSTEM, tekst=f"Kontrollen er lagt i planen for {aar}. Emnet kan rettes til annonceringen."
    )
    return store_plan(engine, planer, notat=notat)


def freeze_due(engine: Engine, *, nu: datetime, noegle: str) -> Frysninger:
    """Freeze the frame of every announced control whose day has come. One that cannot be does not stop the others."""
    frosne, fejl = [], []
    for nummer in _list_due(engine, nu):
        try:
            frysning = freeze_ramme(engine, nummer, noegle=noegle, notat=Notat(nu=nu, hvem=SYSTEM, tekst=""))
        except (KontrolFejl, StikproeveFejl) as grund:
            fejl.append(str(grund))
        else:
            frosne += [nummer] if frysning.er_ny else []
    return Frysninger(frosne=tuple(frosne), fejl=tuple(fejl))


def pass_all_frister(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Let the calendar do its part for every control being worked on; give "number: step" for each that passed."""
    numre = _list_open(engine)
    return tuple(f"{nummer}: {trin}" for nummer in numre for trin in pass_frister(engine, nummer, nu=nu))


def settle_due(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Settle every control whose cases are assessed and whose time limits are gone; give their numbers."""
    return tuple(nummer for nummer in _list_open(engine) if settle_when_due(engine, nummer, nu=nu))


def remind_all(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Write the reminders that are due, and give them with the control's number."""
    return tuple(f"{nummer}: {tekst}" for nummer in _list_open(engine) for tekst in remind(engine, nummer, nu=nu))


def _list_due(engine: Engine, nu: datetime) -> tuple[str, ...]:
    with reading(engine) as session:
        forbindelse = session.connection()
        alle = [x for x in list_alle(forbindelse) if x.tilstand is Stikproevetilstand.ANNONCERET]
        forloeb = read_forloeb_af(forbindelse, [kontrol.id for kontrol in alle])
    dage = {kontrol.nummer: [x.dag for x in forloeb.get(kontrol.id, ()) if x.trin == RAMME] for kontrol in alle}
    return tuple(nummer for nummer, dag in dage.items() if all(x <= find_dag(nu) for x in dag))


def _list_open(engine: Engine) -> tuple[str, ...]:
    ude = {Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST}
    with reading(engine) as session:
        return tuple(kontrol.nummer for kontrol in list_alle(session.connection()) if kontrol.tilstand not in ude)
