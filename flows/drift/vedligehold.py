"""The jobs that keep the house: the backup, the deletion of what is too old, and the look at the audit log."""

from datetime import datetime
from typing import Any

from prefect.client.schemas.objects import State

from flows.drift.afvikling import afvikl, skip
from flows.drift.fortael import fortael
from flows.drift.job import as_job
from flows.drift.kalender import find_opgave
from flows.drift.log import make_visning
from flows.opbevaring import run_opbevaring
from flows.revisionshoved import find_fil, read_hoveder
from flows.settings import Indstillinger
from flows.sikkerhedskopi import take_kopi
from reports.visning import antal_af
from warehouse.alarmer import close_alarmer, raise_alarm
from warehouse.engine import opened_warehouse
from warehouse.revision.dom import Dom
from warehouse.revision.kontrol import check_kaede
from warehouse.udfoert import Job, note_udfoert

_KOPI = find_opgave("sikkerhedskopi")
_OPBEVARING = find_opgave("opbevaring")
_REVISION = find_opgave("revisionskontrol")
_HVEM = "drift"
_BRUDT = "revision_brudt"


@as_job(_KOPI)
def sikkerhedskopi() -> str | State[Any]:
    """Take the night's backup, on the settings of the environment. Gives which it is."""
    return afvikl(_KOPI, run_kopi)


def run_kopi(indstillinger: Indstillinger, nu: datetime) -> str | State[Any]:
    """Take a backup to the folder of the settings. Raises as `take_kopi` does."""
    if indstillinger.kopi_til is None:
        return skip("TILBUDSTJEK_KOPI_TIL er ikke sat.")
    kopi = take_kopi(
        indstillinger,
        indstillinger.kopi_til,
        nu=nu,
        hvem=_HVEM,
        behold=indstillinger.kopi_behold,
        visning=make_visning(),
    )
    slettet = antal_af(len(kopi.slettet), "gammel", "gamle")
    return f"{kopi.fil.name} er taget og prøvet; {slettet} slettet."


@as_job(_OPBEVARING)
def opbevaring() -> str | State[Any]:
    """Delete what is too old, on the settings of the environment. Gives how much."""
    return afvikl(_OPBEVARING, run_ryd)


def run_ryd(indstillinger: Indstillinger, nu: datetime) -> str:
    """Delete what is too old, and tell a person when it lies on the disk still. Raises as `run_opbevaring` does."""
    oprydning = run_opbevaring(indstillinger, nu=nu, hvem=_HVEM)
    fortael(indstillinger, nu=nu)
    slettet = f"{sum(tal.antal for tal in oprydning.raekker)} rækker slettet i {len(oprydning.raekker)} tabeller."
    return slettet if oprydning.er_overskrevet else f"{slettet} Det ligger endnu på disken; alarmen er rejst."


@as_job(_REVISION)
def revisionskontrol() -> str | State[Any]:
    """Walk the audit log's chain, on the settings of the environment. Gives whether it holds."""
    return afvikl(_REVISION, run_revision)


def run_revision(indstillinger: Indstillinger, nu: datetime) -> str:
    """Hold the chain against itself and against the hashes noted in VAR; a break is an alarm, closed when it holds.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    hoveder = read_hoveder(find_fil(indstillinger))
    with opened_warehouse(indstillinger.database) as engine:
        dom = check_kaede(engine, hoveder=hoveder)
        if dom.er_i_orden:
            close_alarmer(engine, _BRUDT, nu=nu)
            note_udfoert(engine, Job.REVISION, nu=nu)
        else:
            raise_alarm(engine, _BRUDT, "kaede", tekst=_tell_dom(dom), nu=nu)
    fortael(indstillinger, nu=nu)
    return _tell_dom(dom) if dom.er_i_orden else f"{_tell_dom(dom)} Alarmen er rejst."


def _tell_dom(dom: Dom) -> str:
    if not dom.er_hel:
        return "Kæden i revisionssporet holder ikke."
    if dom.uden_vagt:
        return f"Databasen afviser ikke længere ændringer i {', '.join(dom.uden_vagt)}: triggere er væk."
    return "Kæden holder."
