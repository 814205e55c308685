"""`kvartals-stikproeve`: looks where each control stands, does what needs no people, and reminds of what does.

People's steps (the announcement, the public number, the worksheets, the outcomes) are waited for in the database: no
worker is held, and a restart goes on from where the controls stand.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from sqlalchemy import Engine

from domain.tid import find_dag
from flows.drift.afvikling import afvikl
from flows.drift.job import as_job
from flows.drift.kalender import find_opgave
from flows.fremdrift import Visning
from flows.laas import hold_lock
from flows.settings import Indstillinger, load_hash_noegle
from flows.stilhed import Stilhed
from flows.trin import udfoer
from sampling.kvartal import Frysninger, freeze_due, pass_all_frister, plan_next_year, remind_all, settle_due
from warehouse.engine import opened_warehouse
from warehouse.queries.stikproeve import list_varsler
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Kvartal:
    """What was done, and what people must be warned of; all in Danish."""

    planlagt: tuple[str, ...]
    frosset: tuple[str, ...]
    frister: tuple[str, ...]
    opgjort: tuple[str, ...]
    paamindelser: tuple[str, ...]
    varsler: tuple[str, ...]


@task(name="laeg-plan", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def laeg_plan(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Plan the coming year when it is time."""
    return plan_next_year(engine, nu=nu)


@task(name="frys-rammer", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def frys_rammer(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Frysninger:
    """Freeze the frames whose day has come."""
    return freeze_due(engine, nu=nu, noegle=load_hash_noegle(indstillinger))


@task(name="lad-frister-gaa", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def lad_frister_gaa(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Tick off the time limits that are gone."""
    return pass_all_frister(engine, nu=nu)


@task(name="opgoer-kontroller", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def opgoer_kontroller(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Settle the controls that are done."""
    return settle_due(engine, nu=nu)


@task(name="paamind", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def paamind(engine: Engine, *, nu: datetime) -> tuple[str, ...]:
    """Write the reminders that are due."""
    return remind_all(engine, nu=nu)


def take_steps(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Kvartal:
    """Do what needs no people, for every control, and collect the warnings. The writer's lock is the caller's."""
    planlagt = udfoer(laeg_plan, engine, nu=nu)
    frysninger = udfoer(frys_rammer, engine, indstillinger, nu=nu)
    frister = udfoer(lad_frister_gaa, engine, nu=nu)
    opgjort = udfoer(opgoer_kontroller, engine, nu=nu)
    paamindelser = udfoer(paamind, engine, nu=nu)
    with reading(engine) as session:
        varsler = list_varsler(session.connection(), dag=find_dag(nu))
    return Kvartal(
        planlagt=planlagt,
        frosset=frysninger.frosne,
        frister=frister,
        opgjort=opgjort,
        paamindelser=paamindelser,
        varsler=(*frysninger.fejl, *(varsel.tekst for varsel in varsler)),
    )


@task(name="stikproever", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def stikproever(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> Kvartal:
    """Take the controls' steps as one step of the night, and say what people must do."""
    kvartal = take_steps(engine, indstillinger, nu=nu)
    for varsel in kvartal.varsler:
        visning.skriv(f"Stikprøvekontrol: {varsel}")
    return kvartal


def run_kvartal(indstillinger: Indstillinger, *, nu: datetime) -> Kvartal:
    """Take the controls' steps by themselves.

    Raises:
        OptagetFejl: another run is going on.
        WarehouseFejl: the database cannot be used.
    """
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        return take_steps(engine, indstillinger, nu=nu)


_OPGAVE = find_opgave("kvartals-stikproeve")


@as_job(_OPGAVE)
def kvartals_stikproeve() -> tuple[str, ...] | State[Any]:
    """Take the controls' steps on the settings of the environment; give the warnings.

    No parameter, so that no secret reaches Prefect's server.
    """
    return afvikl(_OPGAVE, lambda valg, nu: run_kvartal(valg, nu=nu).varsler)
