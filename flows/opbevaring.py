"""The retention job: what is too old is deleted, with proof, and taken off the disk."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from domain.opbevaring import Opbevaring, OpbevaringFejl, adapt_opbevaring
from domain.systemfejl import explain_oserror
from domain.tid import find_dag
from flows.beskyttelse import clear_again
from flows.laas import hold_lock
from flows.opbevaringsfiler import Gamlefiler, list_gamle_filer, slet_gamle_filer
from flows.opbevaringsur import check_ur, note_ur
from flows.settings import Indstillinger, IndstillingFejl
from reports.fejl import RapportFejl
from reports.mail.send import drop_wiped
from warehouse.alarmer import close_alarmer, raise_alarm
from warehouse.engine import opened_warehouse
from warehouse.opbevaring.bevis import OPBEVARING, Anledning
from warehouse.opbevaring.filbevis import list_beroerte
from warehouse.opbevaring.ryd import overwrite_deleted
from warehouse.opbevaring.slet import Slettetal, count_gamle, slet_gamle
from warehouse.transaktion import writing
from warehouse.udfoert import Job, note_fejlet, note_udfoert

_PAA_DISKEN = "sletning_paa_disken"
_TEKST = (
    "Det, der ikke må gemmes længere, er slettet i tabellerne, men ligger endnu i databasens filer: nogen læste i "
    "databasen imens, eller brugeren må ikke rydde op i PostgreSQL."
)


@dataclass(frozen=True, kw_only=True)
class Oprydning:
    """What a run deleted (or would): rows by table, and files by kind.

    `er_overskrevet` is false when what was deleted lies in the database's files still: somebody read meanwhile, or the
    user may not write tables anew (PostgreSQL). The next run tries again, and an alarm is open.
    """

    raekker: tuple[Slettetal, ...]
    filer: tuple[Gamlefiler, ...]
    er_overskrevet: bool = True


def read_opbevaring(indstillinger: Indstillinger) -> Mapping[str, Opbevaring]:
    """Give the time limits as the settings want them. Raises IndstillingFejl when they cannot be used."""
    try:
        return adapt_opbevaring(indstillinger.opbevaring)
    except OpbevaringFejl as fejl:
        raise IndstillingFejl(f"TILBUDSTJEK_OPBEVARING: {fejl}") from fejl


def run_opbevaring(
    indstillinger: Indstillinger, *, nu: datetime, hvem: str = "natten", ur_godkendt: str | None = None
) -> Oprydning:
    """Delete what is too old, under the writer's lock.

    A run that was killed is gone on with by the next; a second run at once finds nothing. `ur_godkendt` is a person's
    reason to believe a clock that has leapt.

    Raises:
        IndstillingFejl: a time limit in the settings cannot be used; nothing was deleted.
        OptagetFejl: another run is going on.
        RapportFejl: the clock has leapt, so nothing was deleted for its age; or a file cannot be deleted or cleared.
        WarehouseFejl: the database cannot be written.
    """
    liste = read_opbevaring(indstillinger)
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        # Addresses that are secret go whatever the clock says.
        clear_again(engine, indstillinger, nu=nu)
        if ur_godkendt is None:
            check_ur(engine, nu=nu)
        else:
            note_ur(engine, ur_godkendt, nu=nu, hvem=hvem)
        return _opbevar(engine, indstillinger, liste, nu=nu, hvem=hvem)


def _opbevar(
    engine: Engine, indstillinger: Indstillinger, liste: Mapping[str, Opbevaring], *, nu: datetime, hvem: str
) -> Oprydning:
    begyndt, dag = time.monotonic(), find_dag(nu)
    anledning = Anledning(grund=OPBEVARING, nu=nu, hvem=hvem)
    raekker = slet_gamle(engine, liste, dag, anledning)
    drop_wiped(engine, indstillinger.udbakke)
    filer = _slet_filer(engine, indstillinger, liste, anledning)
    # Also what an earlier run deleted and could not take off the disk.
    er_overskrevet = overwrite_deleted(engine, list_beroerte(engine))
    _note(engine, nu=nu, sekunder=time.monotonic() - begyndt, er_overskrevet=er_overskrevet)
    return Oprydning(raekker=raekker, filer=filer, er_overskrevet=er_overskrevet)


def _note(engine: Engine, *, nu: datetime, sekunder: float, er_overskrevet: bool) -> None:
    """Write down how it went. Only a run that took all of it off the disk went well: the next one looks back to it."""
    with writing(engine) as session:
        forbindelse = session.connection()
        if er_overskrevet:
            note_udfoert(forbindelse, Job.OPBEVARING, nu=nu, sekunder=sekunder)
            close_alarmer(forbindelse, _PAA_DISKEN, nu=nu)
        else:
            note_fejlet(forbindelse, Job.OPBEVARING, nu=nu)
            raise_alarm(forbindelse, _PAA_DISKEN, "database", tekst=_TEKST, nu=nu)


def preview_opbevaring(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Oprydning:
    """Tell what a run now would delete; nothing is changed.

    Raises:
        IndstillingFejl: a time limit in the settings cannot be used.
        RapportFejl: a folder cannot be read.
        WarehouseFejl: the database cannot be read.
    """
    liste, dag = read_opbevaring(indstillinger), find_dag(nu)
    try:
        filer = list_gamle_filer(engine, indstillinger, liste, dag)
    except OSError as fejl:
        raise RapportFejl(f"En mappe i {indstillinger.var} kan ikke læses: {explain_oserror(fejl)}.") from fejl
    return Oprydning(raekker=count_gamle(engine, liste, dag), filer=filer)


def _slet_filer(
    engine: Engine, indstillinger: Indstillinger, liste: Mapping[str, Opbevaring], anledning: Anledning
) -> tuple[Gamlefiler, ...]:
    try:
        gamle = list_gamle_filer(engine, indstillinger, liste, find_dag(anledning.nu))
        for slags in gamle:
            slet_gamle_filer(engine, slags, anledning)
    except OSError as fejl:
        raise RapportFejl(
            f"En fil i {indstillinger.var}, der ikke må gemmes længere, kan ikke slettes: {explain_oserror(fejl)}. "
            "Giv programmet ret til mappen, og kør »tilbudstjek opbevaring koer« igen."
        ) from fejl
    return gamle
