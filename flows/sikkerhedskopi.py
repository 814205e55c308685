"""Backups taken: which files of `var` go with the database, and how many backups are kept."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, inspect

from domain.systemfejl import explain_oserror
from flows.fremdrift import Visning
from flows.settings import Indstillinger, read_miljoe
from flows.udgave import read_udgave
from warehouse.engine import unchanged_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.kopi.arkiv import Kilde, write_arkiv
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.manifest import Databaseindhold, Manifest
from warehouse.kopi.pgprogram import Pgprogrammer
from warehouse.kopi.postgresql import dump_postgresql
from warehouse.kopi.sqlitefil import dump_sqlite
from warehouse.revision import Revisionsnote, note
from warehouse.transaktion import writing
from warehouse.udfoert import Job, note_fejlet, note_udfoert

# What `var` holds that nothing can make again. The frozen report, Prefect's own files and the lock are left out.
NAVNE = (
    *("hash_noegle", "web_hemmelighed", "beskyttede.csv", "dumps", "udbakke", "paabud", "budgetkalender"),
    *("revision", "alarmer"),
)
# Can be read in again from its source, and is large: only when asked for.
ADRESSER = "adresser"
DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
ENDELSE = ".tar.gz"

_NAVN = re.compile(r"tilbudstjek-\d{8}T\d{6}Z\.tar\.gz")
_ARBEJDE = ".tilbudstjek-kopi"


@dataclass(frozen=True, kw_only=True)
class Kopi:
    """A backup that was taken, and the names of older ones that were deleted."""

    fil: Path
    manifest: Manifest
    slettet: tuple[str, ...]


def take_kopi(  # noqa: PLR0913 - each is an option of the command
    indstillinger: Indstillinger,
    maal: Path,
    *,
    nu: datetime,
    hvem: str,
    behold: int | None = None,
    med_adresser: bool = False,
    visning: Visning | None = None,
) -> Kopi:
    """Take a backup while others read and write; `maal` is a file, or a folder in which `behold` backups are kept.

    The database is read first and the files after it: each file that the database speaks of is then in the backup,
    unless somebody has deleted it. It is kept in the audit log, where there is one.

    Raises:
        KopiFejl: it could not be taken or verified; there is no half one.
        WarehouseFejl: the database cannot be read.
    """
    visning = visning or Visning()
    begyndt = time.monotonic()
    fil = maal if maal.name.endswith(ENDELSE) else maal / f"tilbudstjek-{nu.astimezone(UTC):%Y%m%dT%H%M%SZ}{ENDELSE}"
    with unchanged_warehouse(indstillinger.database) as engine:
        try:
            with _work_in(fil.parent) as arbejde, visning.faser() as vis:
                dump = arbejde / DATABASE.get(engine.dialect.name, "")
                indhold = _dump(engine, dump, indstillinger, lambda klar, alle: vis("Kopierer databasen", klar, alle))
                navne = (*NAVNE, ADRESSER) if med_adresser else NAVNE
                kilder = [Kilde(fil=dump, navn=dump.name, er_rolig=True), *list_kilder(indstillinger.var, navne)]
                manifest = Manifest(taget=nu, program=read_udgave(), database=indhold)
                helt = write_arkiv(fil, manifest, kilder, lambda klar: vis("Pakker filerne", klar, len(kilder)))
            slettet = _delete_old(fil, behold) if fil != maal and behold else ()
            _note(engine, fil, slettet, nu=nu, hvem=hvem, sekunder=time.monotonic() - begyndt)
        except (KopiFejl, WarehouseFejl):
            _note_fejlet(engine, nu)
            raise
    return Kopi(fil=fil, manifest=helt, slettet=slettet)


def list_kilder(var: Path, navne: tuple[str, ...]) -> Iterator[Kilde]:
    """Yield the files that lie under the names in `var`; temporary ones, whose names begin with a dot, are left out."""
    for navn in navne:
        rod = var / navn
        for fil in sorted(rod.rglob("*")) if rod.is_dir() else [rod]:
            sti = fil.relative_to(var)
            if fil.is_file() and not fil.is_symlink() and not any(del_.startswith(".") for del_ in sti.parts):
                yield Kilde(fil=fil, navn=f"var/{sti.as_posix()}")


def find_programmer(indstillinger: Indstillinger) -> Pgprogrammer:
    """Give where PostgreSQL's programs are by the settings."""
    return Pgprogrammer(mappe=indstillinger.pg_bin, miljoe=read_miljoe())


def _dump(
    engine: Engine, maal: Path, indstillinger: Indstillinger, on_progress: Callable[[int, int | None], None]
) -> Databaseindhold:
    if engine.dialect.name == "postgresql":
        return dump_postgresql(engine, maal, find_programmer(indstillinger), on_progress)
    fil = Path(engine.url.database or "")
    if not fil.is_file():
        raise KopiFejl("Der er ingen database at kopiere. Ret TILBUDSTJEK_VAR eller TILBUDSTJEK_DATABASE_URL.")
    return dump_sqlite(fil, maal, on_progress)


@contextmanager
def _work_in(mappe: Path) -> Iterator[Path]:
    """Yield an empty folder to work in beside the backups; what a killed one left there goes first."""
    try:
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(mappe / f"{_ARBEJDE}.lock").acquire(timeout=0):
            arbejde = mappe / _ARBEJDE
            shutil.rmtree(arbejde, ignore_errors=True)
            for rest in mappe.glob(f".*{ENDELSE}.ufaerdig"):
                rest.unlink(missing_ok=True)
            arbejde.mkdir(mode=0o700)
            try:
                yield arbejde
            finally:
                shutil.rmtree(arbejde, ignore_errors=True)
    except Timeout as fejl:
        raise KopiFejl(f"En anden kopi er ved at blive taget i {mappe}. Vent, til den er færdig.") from fejl
    except OSError as fejl:
        raise KopiFejl(f"Kopien kan ikke skrives i {mappe}: {explain_oserror(fejl)}. Der er ikke lavet en.") from fejl


def _delete_old(fil: Path, behold: int) -> tuple[str, ...]:
    # The names are times: in order of name is in order of age.
    alle = sorted(en for en in fil.parent.iterdir() if _NAVN.fullmatch(en.name))
    gamle = alle[: max(0, len(alle) - behold)]
    for en in gamle:
        en.unlink(missing_ok=True)
    return tuple(en.name for en in gamle)


def _note(engine: Engine, fil: Path, slettet: tuple[str, ...], *, nu: datetime, hvem: str, sekunder: float) -> None:
    with writing(engine) as session:
        forbindelse = session.connection()
        tabeller = inspect(forbindelse)
        # A schema from before the audit log is copied as it is; that is when a backup is needed most.
        if tabeller.has_table("revision"):
            note(
                forbindelse, Revisionsnote(tidspunkt=nu, hvem=hvem, handling="kopi-taget", genstand=f"kopi:{fil.name}")
            )
            for navn in slettet:
                note(
                    forbindelse,
                    Revisionsnote(tidspunkt=nu, hvem=hvem, handling="kopi-slettet", genstand=f"kopi:{navn}"),
                )
        if tabeller.has_table("udfoert"):
            note_udfoert(forbindelse, Job.SIKKERHEDSKOPI, nu=nu, sekunder=sekunder)


def _note_fejlet(engine: Engine, nu: datetime) -> None:
    """Write down that there is no new backup, for those who watch; a database out of reach cannot be told."""
    try:
        with writing(engine) as session:
            forbindelse = session.connection()
            if inspect(forbindelse).has_table("udfoert"):
                note_fejlet(forbindelse, Job.SIKKERHEDSKOPI, nu=nu)
    except WarehouseFejl:
        return
