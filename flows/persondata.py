"""A person's request to be forgotten (GDPR article 17): rows, files and what is out of reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from crawler.rens import erase_in_dump, replace_file
from domain.systemfejl import explain_oserror
from flows.beskyttelse import list_dumps
from flows.laas import hold_lock
from flows.settings import Indstillinger
from reports.fejl import RapportFejl
from reports.mail.send import drop_wiped
from warehouse.engine import opened_warehouse
from warehouse.opbevaring.beskyttede import note_new_sha
from warehouse.opbevaring.bevis import ANMODNING, Anledning
from warehouse.opbevaring.filbevis import list_beroerte
from warehouse.opbevaring.person import Personsletning, slet_bruger, slet_email
from warehouse.opbevaring.ryd import overwrite_deleted


@dataclass(frozen=True, kw_only=True)
class Anmodning:
    """Who asks to be forgotten: an `email` or a `bruger` (exactly one), why, and who carries it out."""

    email: str | None
    bruger: str | None
    grund: str
    hvem: str


def forget(indstillinger: Indstillinger, anmodning: Anmodning, *, nu: datetime) -> tuple[Personsletning, int]:
    """Take a person out of the rows, and an address out of the dumps; give what was done, and in how many dumps.

    Raises:
        OptagetFejl: another run is going on.
        RapportFejl: a file cannot be rewritten or deleted.
        WarehouseFejl: the database cannot be written.
    """
    anledning = Anledning(grund=ANMODNING, nu=nu, hvem=anmodning.hvem)
    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        slettet, dumps = _forget(engine, indstillinger, anmodning, anledning)
        overwrite_deleted(engine, list_beroerte(engine))
    return slettet, dumps


def _forget(
    engine: Engine, indstillinger: Indstillinger, anmodning: Anmodning, anledning: Anledning
) -> tuple[Personsletning, int]:
    if anmodning.email is None:
        return slet_bruger(engine, anmodning.bruger or "", anledning, begrundelse=anmodning.grund), 0
    slettet = slet_email(engine, anmodning.email, anledning, begrundelse=anmodning.grund)
    drop_wiped(engine, indstillinger.udbakke)
    try:
        dumps = sum(1 for _ in _clean_dumps(engine, indstillinger.dumps, anmodning.email, nu=anledning.nu))
    except OSError as fejl:
        raise RapportFejl(f"En dump i {indstillinger.dumps} kan ikke skrives om: {explain_oserror(fejl)}.") from fejl
    return slettet, dumps


def _clean_dumps(engine: Engine, mappe: Path, email: str, *, nu: datetime) -> Iterator[Path]:
    for fil in list_dumps(mappe):
        ny = erase_in_dump(fil, email)
        if ny is not None:
            note_new_sha(engine, ny.foer, ny.efter, nu=nu)
            replace_file(fil, ny.indhold)
            yield fil
