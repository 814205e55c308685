"""The steps of a night as Prefect tasks: each names one plain function; only the edge (the crawl) is tried again."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from sqlalchemy import Engine

from crawler.run import Crawl, CrawlFejl, Fremdrift, run_crawl
from domain.regel import Regel
from domain.tid import find_dag
from expectations.kontrol import kontroller
from expectations.registry import load_regler
from expectations.valg import choose_regler
from flows.aflevering import deliver, explain
from flows.fremdrift import Visning
from flows.indlaesning import load_and_clear
from flows.logning import bind_koersel
from flows.mailvagt import update_outbox
from flows.settings import Indstillinger, check_portal, load_hash_noegle
from flows.stilhed import Stilhed
from reports.fejl import RapportFejl
from reports.mail.indbakke.modtag import Indbakketal, read_indbakke
from reports.mail.outbox import Udbakketal
from reports.paabud.grundlag import list_fulgte
from reports.visning import antal_af
from reports.web.freeze import freeze
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.findings import Kontroltal
from warehouse.gruppe import refresh_grupper
from warehouse.koersel import end_koersel, start_koersel
from warehouse.load import Indlaesning
from warehouse.queries.status import is_unjudged, needs_kontrol
from warehouse.sager import Opfoelgning, Sagstal, follow_up, open_sager
from warehouse.udfoert import Job, note_fejlet, note_udfoert

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


def udfoer(opgave: Task[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a task inside a Prefect flow run; without one (no server) run the plain function it names."""
    kald: Callable[P, T] = opgave.fn if FlowRunContext.get() is None else opgave
    return kald(*args, **kwargs)


@task(name="hent", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[120, 600], timeout_seconds=6 * 3600)
@Stilhed()
def hent(engine: Engine, indstillinger: Indstillinger, portal: str, *, nu: datetime, visning: Visning) -> Indlaesning:
    """Crawl the portal to a dump and load it through the gate.

    Raises:
        CrawlFejl: the portal could not be read at all; the run is kept as `fejlet`.
        IndstillingFejl: the portal may not be crawled as things are set; no run is begun.
    """
    portal = check_portal(portal, indstillinger.kontakt)
    koersel = start_koersel(engine, kilde="portal", adresse=portal, nu=nu)
    bind_koersel(koersel)
    began = time.monotonic()
    try:
        fil = crawl(indstillinger, portal, koersel=koersel, nu=nu, visning=visning)
    except CrawlFejl as fejl:
        end_koersel(engine, koersel, status="fejlet", aarsag=str(fejl), nu=later(nu, began))
        raise
    with visning.trin("Læser ind og bedømmer hentningen"):
        return load_and_clear(engine, indstillinger, fil, nu=later(nu, began), koersel_id=koersel)


@task(name="indlaes-dump", cache_policy=NO_CACHE, timeout_seconds=2 * 3600)
@Stilhed()
def indlaes_dump(
    engine: Engine, indstillinger: Indstillinger, fil: Path, *, nu: datetime, visning: Visning
) -> Indlaesning:
    """Load a dump that is there through the gate; one that was loaded before gives what it gave."""
    with visning.trin("Læser dumpen ind og bedømmer den"):
        return load_and_clear(engine, indstillinger, fil, nu=nu)


def later(nu: datetime, began: float) -> datetime:
    """Give the time now, by what has passed since `began` (of the monotonic clock), when it was `nu`."""
    return nu + timedelta(seconds=time.monotonic() - began)


def crawl(indstillinger: Indstillinger, portal: str, *, koersel: str, nu: datetime, visning: Visning) -> Path:
    """Crawl a portal that was checked to a finished dump and give its path."""
    opsaetning = Crawl(
        portal=portal,
        mappe=indstillinger.dumps,
        delay_s=indstillinger.delay_s,
        kontakt=indstillinger.kontakt or "lokal prøve",
        hash_noegle=load_hash_noegle(indstillinger),
        koersel=koersel,
        start=nu,
        samtidige=1 if indstillinger.delay_s else 8,
    )
    navne = {"lister": "Henter lister", "detaljer": "Henter tilbuddenes sider", "dump": "Skriver dumpen"}
    with visning.faser() as vis:

        def on_progress(fremdrift: Fremdrift) -> None:
            vis(navne[fremdrift.fase], fremdrift.faerdige, fremdrift.i_alt)

        return run_crawl(opsaetning, on_progress=on_progress)


def read_regler(indstillinger: Indstillinger) -> tuple[Regel, ...]:
    """Give every rule, `aktiv` as the settings want it. Raises RegelvalgFejl when they name one that is not there."""
    return choose_regler(indstillinger.regler_til, indstillinger.regler_fra)


def wash_adresser(engine: Engine, indstillinger: Indstillinger, *, visning: Visning) -> None:
    """Hold new and changed addresses against the address register; without one say once what is off."""
    with visning.trin("Vasker adresserne"):
        tal = refresh_adressevask(engine, indstillinger.adresseregister)
    if tal is None:
        visning.skriv(
            "Adresseregistret (DAR) er ikke indlæst: reglerne ADRESSE-007 til ADRESSE-012 er slået fra. "
            "Indlæs det med »tilbudstjek reference dar MAPPE«."
        )


@task(name="kontroller", cache_policy=NO_CACHE, timeout_seconds=2 * 3600)
@Stilhed()
def kontroller_register(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> Kontroltal:
    """Run every rule on the newest accepted snapshot and record what opened and closed."""
    wash_adresser(engine, indstillinger, visning=visning)
    with visning.trin("Sammenligner takster og budgetter"):
        refresh_grupper(engine)
    with visning.trin("Kontrollerer registret mod reglerne") as opdater:
        aktive = [regel for regel in read_regler(indstillinger) if regel.aktiv]
        return kontroller(engine, url=indstillinger.database, nu=nu, regler=aktive, on_progress=opdater)


@task(name="foer-sager", cache_policy=NO_CACHE, timeout_seconds=1800)
@Stilhed()
def foer_sager(engine: Engine, *, nu: datetime) -> Sagstal:
    """Open and close the cases of tilbud as their findings came and went."""
    return open_sager(engine, nu, regler=list_fulgte(load_regler()))


@task(name="opfoelgning", cache_policy=NO_CACHE, timeout_seconds=1800)
@Stilhed()
def opfoelgning(engine: Engine, *, nu: datetime, visning: Visning) -> Opfoelgning:
    """Take the cases as far as the day lets them go by themselves, and tell what now waits for a person."""
    fulgt = follow_up(engine, find_dag(nu), nu, regler=list_fulgte(load_regler()))
    for antal, hvad in ((len(fulgt.til_vurdering), "til_vurdering"), (len(fulgt.markering_mulig), "markering_mulig")):
        if antal:
            sager = antal_af(antal, "sag", "sager")
            visning.skriv(f"{sager} venter på et menneske: »tilbudstjek sag liste --tilstand {hvad}«.")
    return fulgt


@task(name="skriv-mails", cache_policy=NO_CACHE, timeout_seconds=8 * 3600)
@Stilhed()
def skriv_mails(
    engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning
) -> tuple[Udbakketal, int]:
    """Compose the night's mails into the outbox and hand over those that are released; give the counts."""
    with visning.trin("Skriver mails") as opdater:
        tal = update_outbox(engine, indstillinger, nu=nu, on_progress=opdater)
    with visning.trin("Afleverer mails") as opdater:
        afleveret = deliver(engine, indstillinger, nu=nu, on_progress=opdater)
    for linje in explain(afleveret):
        visning.skriv(linje)
    return tal, afleveret.sendt


@task(name="frys-rapport", cache_policy=NO_CACHE, timeout_seconds=2 * 3600)
@Stilhed()
def frys_rapport(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> Path:
    """Write the report pages to their folder and give the first page."""
    with visning.trin("Skriver rapportsiderne") as opdater:
        regler = read_regler(indstillinger)
        return freeze(engine, indstillinger.rapport, nu=nu, regler=regler, on_progress=opdater)


@task(name="laes-indbakke", cache_policy=NO_CACHE, timeout_seconds=1800)
@Stilhed()
def laes_indbakke(engine: Engine, sti: Path, *, nu: datetime, visning: Visning) -> Indbakketal | None:
    """Read what came back after mails; a mailbox that is not there is said, and stops nothing."""
    began = time.monotonic()
    try:
        with visning.trin("Læser postkassen") as opdater:
            tal = read_indbakke(engine, sti, nu=nu, on_progress=opdater)
    except RapportFejl as fejl:
        visning.skriv(str(fejl))
        note_fejlet(engine, Job.INDBAKKE, nu=nu)
        return None
    note_udfoert(engine, Job.INDBAKKE, nu=nu, sekunder=time.monotonic() - began)
    return tal


def catch_up(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> None:
    """Judge the newest accepted snapshot if an earlier run died before it could.

    A dataudtræk that came since waits for tonight's fetch: yesterday's pages held against today's figures would close
    findings that tonight opens again.
    """
    if is_unjudged(engine):
        udfoer(kontroller_register, engine, indstillinger, nu=nu, visning=visning)


def judge_what_waits(engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning) -> None:
    """Let a dataudtræk or a budgetskema not wait for a portal that is ill: judge it beside the last good fetch."""
    if needs_kontrol(engine):
        udfoer(kontroller_register, engine, indstillinger, nu=nu, visning=visning)
        udfoer(foer_sager, engine, nu=nu)
