"""`natlig-kontrol`: fetch, load, judge, write mails, freeze the report; in that order and nothing more."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import State
from prefect.states import Completed
from sqlalchemy import Engine

from flows.aflevering import read_smtpserver
from flows.budgetkalender import skriv_budgetkalender
from flows.drift.afvikling import afvikl, find_planlagt, skip
from flows.drift.fortael import fortael
from flows.drift.indhentning import is_nat_done
from flows.drift.job import as_job
from flows.drift.kalender import NAT, find_opgave
from flows.drift.log import make_visning
from flows.drift.udfald import note_nat
from flows.fremdrift import Visning
from flows.gentag import check_newest
from flows.laas import hold_lock
from flows.orientering import is_due, skriv_orienteringer
from flows.revisionshoved import keep_hoved, note_indstillinger
from flows.settings import Indstillinger
from flows.stikproeve import stikproever
from flows.trin import (
    catch_up,
    foer_sager,
    frys_rapport,
    hent,
    indlaes_dump,
    judge_what_waits,
    kontroller_register,
    laes_indbakke,
    later,
    opfoelgning,
    read_regler,
    skriv_mails,
    udfoer,
)
from flows.ur import read_clock
from reports.mail.outbox import Udbakketal
from warehouse.engine import opened_warehouse
from warehouse.findings import Kontroltal
from warehouse.koersel import close_abandoned
from warehouse.load import Indlaesning
from warehouse.load.afbrudt import find_afbrudt
from warehouse.udfoert import Job, note_udfoert


@dataclass(frozen=True, kw_only=True)
class Nat:
    """What a night did; `kontrol` and `mails` are None when the fetch was not accepted."""

    indlaesning: Indlaesning
    kontrol: Kontroltal | None
    mails: Udbakketal | None
    sendt: int
    rapport: Path


def run_night(
    indstillinger: Indstillinger, *, nu: datetime, visning: Visning | None = None, dump: Path | None = None
) -> Nat:
    """Run one night. A fetch that the gate rejects changes nothing but its own run and the report that says so.

    With a `dump` nothing is fetched: a night that died after its crawl goes on from there. What of it was done before
    it died is seen and not done twice.

    What was delivered since the last control is judged with tonight's fetch, or with the last good one when tonight's
    is rejected; then no mails are written. A night that died after its load is gone on with: its fetch counts once.

    Raises:
        OptagetFejl: another run is going on.
        CrawlFejl: the portal could not be read.
        GentagFejl: the dump is older than what is there, or cannot be read.
        WarehouseFejl: the database cannot be used.
        RegelvalgFejl: the settings switch a rule that is not there.
        RapportFejl: the settings name no mail server that can be read.
    """
    visning = visning or Visning()
    # Before the portal is asked: a rule or a mail server that does not exist is no reason to fetch in vain.
    read_regler(indstillinger)
    read_smtpserver(indstillinger)
    began = time.monotonic()
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        _begin(engine, indstillinger, nu)
        if indstillinger.indbakke is not None:
            udfoer(laes_indbakke, engine, indstillinger.indbakke, nu=nu, visning=visning)
        indlaesning = _take_in(engine, indstillinger, dump, nu, visning)
        kontrol, mails, sendt = None, None, 0
        if indlaesning.status == "godkendt":
            kontrol = udfoer(kontroller_register, engine, indstillinger, nu=nu, visning=visning)
            udfoer(foer_sager, engine, nu=nu)
            udfoer(opfoelgning, engine, nu=nu, visning=visning)
            if is_due(indstillinger, nu):
                udfoer(skriv_orienteringer, engine, indstillinger, nu=nu, visning=visning)
            mails, sendt = udfoer(skriv_mails, engine, indstillinger, nu=nu, visning=visning)
        else:
            judge_what_waits(engine, indstillinger, nu=nu, visning=visning)
        udfoer(skriv_budgetkalender, engine, indstillinger, nu=nu, visning=visning)
        udfoer(stikproever, engine, indstillinger, nu=nu, visning=visning)
        rapport = udfoer(frys_rapport, engine, indstillinger, nu=nu, visning=visning)
        note_nat(engine, indlaesning, nu=nu)
        keep_hoved(engine, indstillinger)
        _note_end(engine, nu, began)
    return Nat(indlaesning=indlaesning, kontrol=kontrol, mails=mails, sendt=sendt, rapport=rapport)


def _note_end(engine: Engine, nu: datetime, began: float) -> None:
    # Last of all: a night that died before this is done again.
    note_udfoert(engine, Job.NAT, nu=later(nu, began), sekunder=time.monotonic() - began)


def _take_in(
    engine: Engine, indstillinger: Indstillinger, dump: Path | None, nu: datetime, visning: Visning
) -> Indlaesning:
    if dump is not None:
        return _load(engine, indstillinger, dump, nu, visning)
    return _go_on(engine, nu, visning) or _fetch(engine, indstillinger, nu, visning)


def _go_on(engine: Engine, nu: datetime, visning: Visning) -> Indlaesning | None:
    """Give the fetch of a night that died after it was loaded, None when there is none to go on with."""
    indlaesning = find_afbrudt(engine, nu=nu)
    if indlaesning is not None:
        visning.skriv("En afbrudt nat gøres færdig med den hentning, den allerede har læst ind.")
    return indlaesning


def _fetch(engine: Engine, indstillinger: Indstillinger, nu: datetime, visning: Visning) -> Indlaesning:
    catch_up(engine, indstillinger, nu=nu, visning=visning)
    note_udfoert(engine, Job.NAT_BEGYNDT, nu=nu)
    return udfoer(hent, engine, indstillinger, indstillinger.portal_url, nu=nu, visning=visning)


def _load(engine: Engine, indstillinger: Indstillinger, dump: Path, nu: datetime, visning: Visning) -> Indlaesning:
    check_newest(engine, dump)
    note_udfoert(engine, Job.NAT_BEGYNDT, nu=nu)
    return udfoer(indlaes_dump, engine, indstillinger, dump, nu=nu, visning=visning)


def _begin(engine: Engine, indstillinger: Indstillinger, nu: datetime) -> None:
    close_abandoned(engine, nu)
    note_indstillinger(engine, indstillinger, nu=nu)


_OPGAVE = find_opgave(NAT)


@as_job(_OPGAVE)
def natlig_kontrol() -> str | State[Any]:
    """Run tonight on the settings of the environment: no parameter, so that no secret reaches Prefect's server.

    Gives the status of the fetch: `godkendt`, or a state named »Afvist« that holds `afvist`.
    """
    return afvikl(_OPGAVE, _run_unless_done)


def _run_unless_done(indstillinger: Indstillinger, nu: datetime) -> str | State[Any]:
    """Run the night, unless one has ended since this one was meant to begin: two asked for at once are one night."""
    planlagt = find_planlagt()
    if planlagt is not None and is_nat_done(indstillinger, siden=planlagt):
        return skip("En nat er blevet færdig, siden denne skulle begynde; den er ikke kørt igen.")
    hentet = run_night(indstillinger, nu=nu, visning=make_visning()).indlaesning
    fortael(indstillinger, nu=read_clock())
    if hentet.status == "godkendt":
        return hentet.status
    return Completed(name=hentet.status.capitalize(), message=hentet.aarsag, data=hentet.status)
