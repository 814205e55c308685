"""The jobs of the calendar that have no room of their own: mails out, mails in, and the time limits of the morning."""

from datetime import datetime
from typing import Any

from prefect.client.schemas.objects import State

from domain.tid import write_minute
from flows.aflevering import deliver, explain, read_tilladelse
from flows.budgetkalender import skriv_budgetkalender
from flows.drift.afvikling import afvikl, skip
from flows.drift.fortael import fortael
from flows.drift.indhentning import begin_udeblevet
from flows.drift.job import as_job
from flows.drift.kalender import find_opgave
from flows.drift.log import make_visning
from flows.laas import hold_lock
from flows.mailvagt import update_outbox
from flows.overvaagning import run_overvaagning
from flows.settings import Indstillinger
from flows.trin import foer_sager, laes_indbakke, opfoelgning, udfoer
from reports.visning import antal_af
from warehouse.engine import opened_warehouse

_AFLEVERING = find_opgave("mail-aflevering")
_INDBAKKE = find_opgave("mail-indbakke")
_FRISTER = find_opgave("daglige-frister")
_OVERVAAGNING = find_opgave("overvaagning")


class AfleveringFejl(RuntimeError):
    """The mails could not be handed over; the message is Danish and says what to do."""


class IndbakkeFejl(RuntimeError):
    """The mailbox cannot be read; the message is Danish and says what to do."""


@as_job(_AFLEVERING)
def mail_aflevering() -> str | State[Any]:
    """Hand over what is released, on the settings of the environment. Gives what it did in a sentence."""
    return afvikl(_AFLEVERING, run_aflevering)


def run_aflevering(indstillinger: Indstillinger, nu: datetime) -> str | State[Any]:
    """Bring the outbox up to date and hand over; outside the hours of mails nothing is done, and that is no failure.

    Raises:
        AfleveringFejl: the mail server did not take them.
        OptagetFejl: another run is going on.
        RapportFejl, RegelvalgFejl, WarehouseFejl: as `update_outbox` and `deliver`.
    """
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        grund = read_tilladelse(engine, indstillinger, nu=nu).grund
        if grund is not None:
            return skip(grund)
        update_outbox(engine, indstillinger, nu=nu)
        tal = deliver(engine, indstillinger, nu=nu)
    visning = make_visning()
    for linje in explain(tal):
        visning.skriv(linje)
    if tal.stop:
        raise AfleveringFejl(tal.stop)
    return f"{antal_af(tal.sendt, 'mail', 'mails')} afleveret."


@as_job(_INDBAKKE)
def mail_indbakke() -> str | State[Any]:
    """Read what came back after mails, on the settings of the environment. Gives what it found in a sentence."""
    return afvikl(_INDBAKKE, run_indbakke)


def run_indbakke(indstillinger: Indstillinger, nu: datetime) -> str | State[Any]:
    """Read the mailbox of the settings.

    Raises:
        IndbakkeFejl: there is no mailbox there.
        OptagetFejl: another run is going on.
        WarehouseFejl: the database cannot be used.
    """
    if indstillinger.indbakke is None:
        return skip("TILBUDSTJEK_INDBAKKE er ikke sat.")
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        tal = udfoer(laes_indbakke, engine, indstillinger.indbakke, nu=nu, visning=make_visning())
    if tal is None:
        raise IndbakkeFejl(
            "Postkassen i TILBUDSTJEK_INDBAKKE kan ikke læses. Se efter, at hentningsprogrammet virker, og at mappen "
            "er der."
        )
    return f"{antal_af(tal.laest, 'besked', 'beskeder')} læst, {tal.venter} nye venter på et menneske."


@as_job(_FRISTER)
def daglige_frister() -> str | State[Any]:
    """Let the day's time limits go, on the settings of the environment. Gives what it did in a sentence."""
    return afvikl(_FRISTER, run_frister)


def run_frister(indstillinger: Indstillinger, nu: datetime) -> str:
    """Take the cases as far as the day lets them go, also when the night was rejected, and count the budgets.

    After a good night there is nothing left to do: both are written so that the same day twice is once.

    Raises:
        OptagetFejl: another run is going on.
        WarehouseFejl, BudgetkalenderFejl: the database or the folder cannot be used.
    """
    visning = make_visning()
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        udfoer(foer_sager, engine, nu=nu)
        fulgt = udfoer(opfoelgning, engine, nu=nu, visning=visning)
        udfoer(skriv_budgetkalender, engine, indstillinger, nu=nu, visning=visning)
    return f"{len(fulgt.til_vurdering)} sager til vurdering, {len(fulgt.markering_mulig)} hvor markering er mulig."


@as_job(_OVERVAAGNING)
def overvaagning() -> str | State[Any]:
    """See whether what was expected is here, on the settings of the environment. Gives in a sentence what is late."""
    return afvikl(_OVERVAAGNING, watch)


def watch(indstillinger: Indstillinger, nu: datetime) -> str:
    """Raise and close alarms, tell people of them, and begin a night that did not come.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    set_ = run_overvaagning(indstillinger, nu=nu)
    fortael(indstillinger, nu=nu)
    begyndt = begin_udeblevet(indstillinger, nu=nu)
    indhentet = "" if begyndt is None else f" Natten {write_minute(begyndt)} udeblev og er sat i gang."
    return f"{len(set_.sene)} for sent.{indhentet}"
