"""What a run leaves of alarms: raised when it failed, closed when the next one of its kind goes well."""

import logging
from datetime import datetime

from sqlalchemy import Engine

from domain.tid import find_dag
from flows.drift.fortael import fortael
from flows.drift.kalender import NAT
from flows.drift.uden_database import remember
from flows.settings import Indstillinger
from warehouse.alarmer import close_alarmer, raise_alarm
from warehouse.engine import opened_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.load import Indlaesning

_LOG = logging.getLogger(__name__)

NAT_FEJLET = "nat_fejlet"
NAT_AFVIST = "nat_afvist"
OPGAVE_FEJLET = "opgave_fejlet"


def report_fejl(indstillinger: Indstillinger, navn: str, *, tekst: str, nu: datetime) -> None:
    """Raise the alarm of a job that failed, and tell a person; also when it is the database that is gone.

    Raises:
        WarehouseFejl: never; what cannot be written down is told and remembered in a file.
    """
    er_nat = navn == NAT
    noegle = f"{find_dag(nu):%Y-%m-%d}" if er_nat else navn
    try:
        with opened_warehouse(indstillinger.database) as engine:
            raise_alarm(engine, NAT_FEJLET if er_nat else OPGAVE_FEJLET, noegle, tekst=tekst, nu=nu)
    except WarehouseFejl as fejl:
        # The sentence alone: this comes each quarter of an hour while the database is away.
        _LOG.error("The alarm of %s could not be written in the database. %s", navn, fejl)
        remember(indstillinger.alarmer, nu=nu)
    fortael(indstillinger, nu=nu)


def close_fejl(indstillinger: Indstillinger, navn: str, *, nu: datetime) -> None:
    """Close the alarm of a job that now went well. The night closes its own (`note_nat`)."""
    if navn == NAT:
        return
    try:
        with opened_warehouse(indstillinger.database) as engine:
            close_alarmer(engine, OPGAVE_FEJLET, noegle=navn, nu=nu)
    except WarehouseFejl:
        _LOG.warning("The alarm of %s could not be closed: the database cannot be used.", navn)


def note_nat(engine: Engine, indlaesning: Indlaesning, *, nu: datetime) -> None:
    """Raise the alarm of a night whose fetch was rejected; close the night's alarms after a good one."""
    if indlaesning.status == "godkendt":
        for slags in (NAT_FEJLET, NAT_AFVIST):
            close_alarmer(engine, slags, nu=nu)
        return
    tekst = f"Nattens hentning er {indlaesning.status}. {indlaesning.begrundelse}".rstrip()
    raise_alarm(engine, NAT_AFVIST, f"{find_dag(nu):%Y-%m-%d}", tekst=tekst, nu=nu)
