"""`ugentlig-orientering`: the week's mails to the five socialtilsyn and to kommuner, written to the outbox."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from sqlalchemy import Engine

from flows.drift.afvikling import afvikl
from flows.drift.job import as_job
from flows.drift.kalender import find_opgave
from flows.drift.log import make_visning
from flows.fremdrift import Visning
from flows.laas import hold_lock
from flows.mailvagt import make_afsender, make_mailvagt
from flows.settings import Indstillinger
from flows.stilhed import Stilhed
from flows.trin import read_regler, udfoer
from reports.mail.orientering.model import Myndighed
from reports.mail.orientering.udgivelse import Ugeplan, Ugetal, preview_uge, put_uge
from warehouse.engine import opened_warehouse


def run_orientering(indstillinger: Indstillinger, *, nu: datetime, visning: Visning | None = None) -> Ugetal:
    """Write this week's mails to the outbox, on any day of it; done again it only brings unsent ones up to date.

    Raises:
        OptagetFejl: another run is going on.
        WarehouseFejl: the database cannot be used.
        RegelvalgFejl: the settings switch a rule that is not there.
        RapportFejl: an address in the settings cannot be used.
    """
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        return udfoer(skriv_orienteringer, engine, indstillinger, nu=nu, visning=visning or Visning())


@task(name="skriv-orienteringer", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def skriv_orienteringer(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> Ugetal:
    """Put the week's mails in the outbox, and tell whom nobody can write to."""
    with visning.trin("Skriver ugens orienteringer") as opdater:
        tal = update_uge(engine, indstillinger, nu=nu, on_progress=opdater)
    if tal.uden_adresse:
        visning.skriv(tell_uden_adresse(tal.uden_adresse))
    return tal


def update_uge(
    engine: Engine,
    indstillinger: Indstillinger,
    *,
    nu: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ugetal:
    """Write the week's mails as the settings want them."""
    return put_uge(
        engine,
        read_regler(indstillinger),
        nu=nu,
        afsender=make_afsender(indstillinger),
        vagt=make_mailvagt(indstillinger),
        on_progress=on_progress,
    )


def plan_orientering(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Ugeplan | None:
    """Give what `update_uge` would write, without writing it; None while the rules have not judged the newest fetch."""
    return preview_uge(engine, read_regler(indstillinger), nu=nu, vagt=make_mailvagt(indstillinger))


def is_due(indstillinger: Indstillinger, nu: datetime) -> bool:
    """Tell whether the night writes the week's mails: from the chosen day on, so that a failed night loses no week."""
    return nu.isoweekday() >= indstillinger.orientering_ugedag


def tell_uden_adresse(myndigheder: tuple[Myndighed, ...]) -> str:
    """Say which authorities nobody can write to, and what to do."""
    navne = ", ".join(myndighed.navn for myndighed in myndigheder)
    return (
        f"Ingen adresse til: {navne}. De får ikke ugens orientering, før adressen er sat med »tilbudstjek adresse "
        "saet«."
    )


_OPGAVE = find_opgave("ugentlig-orientering")


@as_job(_OPGAVE)
def ugentlig_orientering() -> str | State[Any]:
    """Write this week's mails on the settings of the environment: no parameter, so no secret reaches Prefect's server.

    Gives what it did in a sentence.
    """
    return afvikl(_OPGAVE, lambda valg, nu: tell(run_orientering(valg, nu=nu, visning=make_visning())))


def tell(tal: Ugetal) -> str:
    """Say in a sentence what was done."""
    if not tal.er_bedoemt:
        return (
            "Der er ikke skrevet noget: reglerne har ikke set på det nyeste i registret. Kør »tilbudstjek kontroller«."
        )
    return (
        f"Orienteringer for {tal.uge}: {tal.lagt.nye} skrevet, {tal.lagt.omskrevet} bragt ajour, {tal.trukket} trukket "
        f"tilbage, {len(tal.uden_adresse)} uden adresse."
    )
