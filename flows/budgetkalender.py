"""`budgetkalender`: the season of the budgets as it stands tonight, counted and written as files."""

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from domain.systemfejl import explain_oserror
from flows.fremdrift import Visning
from flows.laas import hold_lock
from flows.settings import Indstillinger, load_settings
from flows.stilhed import Stilhed
from flows.trin import udfoer
from flows.ur import read_clock
from reports.exports import write_csv
from warehouse.engine import opened_warehouse
from warehouse.queries.budgetkalender import Budgetkalender, load_budgetkalender
from warehouse.transaktion import reading

TAL = (
    *("budgetaar", "dag", "gruppe", "socialtilsyn", "skylder", "rettidige", "forsinkede", "mangler", "godkendte"),
    "godkendte_til_tiden",
)
FORSINKEDE = ("budgetaar", "dag", "tilbudsid", "navn", "gruppe", "socialtilsyn", "dage")
KURVE = ("budgetaar", "gruppe", "dag", "modtagne", "godkendte")


class BudgetkalenderFejl(RuntimeError):
    """The calendar cannot be made; the message is Danish and says what to do."""


def run_budgetkalender(
    indstillinger: Indstillinger, *, nu: datetime, visning: Visning | None = None
) -> Budgetkalender | None:
    """Count the budgets of the season `nu` lies in and write the files; None when no budgets were ever delivered.

    Raises:
        OptagetFejl: another run is going on.
        WarehouseFejl: the database cannot be used.
    """
    visning = visning or Visning()
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        return udfoer(skriv_budgetkalender, engine, indstillinger, nu=nu, visning=visning)


@task(name="skriv-budgetkalender", cache_policy=NO_CACHE, timeout_seconds=3600)
@Stilhed()
def skriv_budgetkalender(
    engine: Engine, indstillinger: Indstillinger, *, nu: datetime, visning: Visning
) -> Budgetkalender | None:
    """Count, and write the figures, those who are late, and the curve to three files of the year."""
    with visning.trin("Tæller budgetterne"):
        kalender = read_kalender(engine, nu.date())
        if kalender is not None:
            _write_files(kalender, indstillinger.budgetkalender)
    return kalender


def read_kalender(engine: Engine, dag: date, budgetaar: int | None = None) -> Budgetkalender | None:
    """Give the calendar of a budget year (the day's season, unless given); None without any delivery of budgets."""
    with reading(engine) as session:
        return load_budgetkalender(session.connection(), dag, budgetaar)


def list_tal(kalender: Budgetkalender) -> Iterator[dict[str, Any]]:
    """Give the figures, one dict for each group and socialtilsyn; `socialtilsyn` is None for all of them."""
    for tal in kalender.tal:
        yield _row(kalender, asdict(tal))


def list_sene(kalender: Budgetkalender) -> Iterator[dict[str, Any]]:
    """Give those who are late, the longest first."""
    for x in kalender.forsinkede:
        yield _row(kalender, asdict(x))


def list_kurve(kalender: Budgetkalender) -> Iterator[dict[str, Any]]:
    """Give the season week by week."""
    for punkt in kalender.kurve:
        yield {"budgetaar": kalender.budgetaar, **asdict(punkt), "dag": punkt.dag.isoformat()}


def _row(kalender: Budgetkalender, rest: dict[str, Any]) -> dict[str, Any]:
    hoved = {"budgetaar": kalender.budgetaar, "dag": kalender.dag.isoformat(), "socialtilsyn": rest.pop("kode")}
    return {**hoved, **rest}


def _write_files(kalender: Budgetkalender, mappe: Path) -> None:
    filer: tuple[tuple[str, Sequence[str], Iterable[Mapping[str, Any]]], ...] = (
        ("tal", TAL, list_tal(kalender)),
        ("forsinkede", FORSINKEDE, list_sene(kalender)),
        ("kurve", KURVE, list_kurve(kalender)),
    )
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        for navn, felter, rows in filer:
            _write_file(mappe / f"{navn}-{kalender.budgetaar}.csv", felter, rows)
    except OSError as fejl:
        raise BudgetkalenderFejl(
            f"Budgetkalenderen kan ikke skrives i {mappe}: {explain_oserror(fejl)}. De gamle filer står urørt."
        ) from fejl


def _write_file(fil: Path, felter: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write beside the old file and put it in its place: nobody reads half a file."""
    tekst = io.StringIO()
    write_csv(tekst, felter, rows)
    ny = fil.with_name(f".{fil.name}.ny")
    with ny.open("wb") as ud:
        # Spreadsheets take a file without the mark for Windows-1252.
        ud.write(tekst.getvalue().encode("utf-8-sig"))
        ud.flush()
        os.fsync(ud.fileno())
    ny.replace(fil)


@flow(name="budgetkalender")
def budgetkalender() -> str:
    """Count tonight's budgets on the settings of the environment: no parameter, so no secret reaches Prefect's server.

    Gives what it found in a sentence.
    """
    return tell(run_budgetkalender(load_settings(), nu=read_clock()))


def tell(kalender: Budgetkalender | None) -> str:
    """Say in a sentence how the season stands."""
    if kalender is None:
        return "Der er ikke læst et dataudtræk med budgetter ind endnu. Læs det med »tilbudstjek indlaes FIL«."
    i_alt = [tal for tal in kalender.tal if tal.kode is None]
    dele = [f"{tal.rettidige} af {tal.skylder} {tal.gruppe}e rettidigt" for tal in i_alt]
    return (
        f"Budgetter for {kalender.budgetaar} den {kalender.dag:%d-%m-%Y}: {', '.join(dele)}; "
        f"{len(kalender.forsinkede)} tilbud er forsinkede i dag."
    )
