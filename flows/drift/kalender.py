"""The calendar: every job that comes again, one row each. The only place that says when, how late, and how long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flows.settings import Indstillinger

TIDSZONE = "Europe/Copenhagen"
NAT = "natlig-kontrol"
# What every deployment is called: `natlig-kontrol/drift`.
NAVN = "drift"

_MINUT, _TIME = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Opgave:
    """One row. `cron` gives the time of the settings, in Danish time, or None when they want no such job.

    A run that begins later than `senest` after its time is skipped. One that meets another run at work waits `vent` for
    it; a job that waits not at all is skipped then. After `loft` it is stopped. `flow` is where it lies, `module.name`.
    """

    navn: str
    hvad: str
    flow: str
    cron: Callable[[Indstillinger], str | None]
    senest: timedelta
    vent: timedelta
    loft: timedelta


def _always(cron: str) -> Callable[[Indstillinger], str]:
    return lambda _indstillinger: cron


def _in_mail_hours(indstillinger: Indstillinger) -> str:
    # On the hour; the last one an hour before closing. Holidays are the guard's to know (reports/mail/vagt.py).
    return f"0 {indstillinger.mail_fra_kl}-{indstillinger.mail_til_kl - 1} * * 1-5"


def _on_weekday(indstillinger: Indstillinger) -> str:
    return f"30 7 * * {indstillinger.orientering_ugedag % 7}"


def _hourly_with_mailbox(indstillinger: Indstillinger) -> str | None:
    return None if indstillinger.indbakke is None else "50 * * * *"


def _daily_with_place(indstillinger: Indstillinger) -> str | None:
    # After the night, and before what is too old goes: that is then still in a backup.
    return None if indstillinger.kopi_til is None else "30 5 * * *"


KALENDER: tuple[Opgave, ...] = (
    Opgave(
        navn=NAT,
        hvad="Hele natten: hent, læs ind, kontrollér, skriv mails og rapport",
        flow="flows.nat.natlig_kontrol",
        cron=_always("30 2 * * *"),
        senest=10 * _TIME,
        vent=2 * _TIME,
        loft=10 * _TIME,
    ),
    Opgave(
        navn="mail-aflevering",
        hvad="Aflever frigivne mails (»mail send --rigtigt«)",
        flow="flows.drift.opgaver.mail_aflevering",
        cron=_in_mail_hours,
        senest=45 * _MINUT,
        vent=0 * _MINUT,
        loft=9 * _TIME,
    ),
    Opgave(
        navn="mail-indbakke",
        hvad="Læs svar og returmails i TILBUDSTJEK_INDBAKKE",
        flow="flows.drift.opgaver.mail_indbakke",
        cron=_hourly_with_mailbox,
        senest=45 * _MINUT,
        vent=0 * _MINUT,
        loft=1 * _TIME,
    ),
    Opgave(
        navn="daglige-frister",
        hvad="Sagernes frister og budgetkalenderen",
        flow="flows.drift.opgaver.daglige_frister",
        cron=_always("0 7 * * *"),
        senest=12 * _TIME,
        vent=2 * _TIME,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="ugentlig-orientering",
        hvad="Ugens orienteringer til socialtilsyn og kommuner",
        flow="flows.orientering.ugentlig_orientering",
        cron=_on_weekday,
        senest=24 * _TIME,
        vent=2 * _TIME,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="kvartals-stikproeve",
        hvad="Stikprøvekontrollernes skridt, som ingen mennesker kræver",
        flow="flows.stikproeve.kvartals_stikproeve",
        cron=_always("15 7 * * *"),
        senest=12 * _TIME,
        vent=2 * _TIME,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="sikkerhedskopi",
        hvad="Tag en sikkerhedskopi, og prøv den",
        flow="flows.drift.vedligehold.sikkerhedskopi",
        cron=_daily_with_place,
        senest=12 * _TIME,
        vent=0 * _MINUT,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="opbevaring",
        hvad="Slet, hvad der ikke længere må gemmes",
        flow="flows.drift.vedligehold.opbevaring",
        cron=_always("30 6 * * *"),
        senest=12 * _TIME,
        vent=2 * _TIME,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="revisionskontrol",
        hvad="Gå revisionssporets kæde igennem",
        flow="flows.drift.vedligehold.revisionskontrol",
        cron=_always("0 12 * * 0"),
        senest=24 * _TIME,
        vent=0 * _MINUT,
        loft=4 * _TIME,
    ),
    Opgave(
        navn="overvaagning",
        hvad="Er alt det ventede sket? Rejs, fortæl og luk alarmer; begynd en nat, der udeblev",
        flow="flows.drift.opgaver.overvaagning",
        cron=_always("*/15 * * * *"),
        senest=14 * _MINUT,
        vent=0 * _MINUT,
        loft=10 * _MINUT,
    ),
)


def find_opgave(navn: str) -> Opgave:
    """Give the row of a job. Raises LookupError when there is none."""
    for opgave in KALENDER:
        if opgave.navn == navn:
            return opgave
    raise LookupError(f"No job is called {navn}.")


def list_aktive(indstillinger: Indstillinger) -> list[tuple[Opgave, str]]:
    """Give the jobs that the settings want, each with its cron."""
    return [(opgave, cron) for opgave in KALENDER if (cron := opgave.cron(indstillinger)) is not None]
