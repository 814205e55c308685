"""A SQLite database copied while others read and write it, and put in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine

from warehouse.fejl import translate_errors
from warehouse.kopi.fejl import I_BRUG, KopiFejl
from warehouse.kopi.indhold import read_indhold
from warehouse.kopi.manifest import Databaseindhold

_SKRIDT = 200_000


def dump_sqlite(fil: Path, maal: Path, on_progress: Callable[[int, int | None], None]) -> Databaseindhold:
    """Write a copy of a database file as it is at one moment; those who write meanwhile do not wait.

    `on_progress` is told megabytes of about how many. The copy is packed: what was deleted is not in it.

    Raises:
        KopiFejl: it is not a database of this program's.
        WarehouseFejl: it cannot be read, or the copy not be written.
    """
    i_alt = fil.stat().st_size
    with translate_errors(), closing(sqlite3.connect(f"{fil.resolve().as_uri()}?mode=rw", uri=True)) as kilde:
        kilde.set_progress_handler(lambda: on_progress(_megabyte(maal), i_alt >> 20), _SKRIDT)
        kilde.execute("PRAGMA busy_timeout = 30000")
        # One statement is one read: a writer in WAL mode goes on beside it, and none of what it commits is in the copy.
        kilde.execute("VACUUM INTO ?", (str(maal),))
    maal.chmod(0o600)
    return _check(maal)


def seal(fil: Path) -> None:
    """Move a database's write-ahead log into its file and take the log away, so that the file alone is all of it.

    Raises:
        KopiFejl: somebody has the database open.
        WarehouseFejl: it cannot be written.
    """
    with translate_errors(), closing(sqlite3.connect(fil, isolation_level=None)) as forbindelse:
        try:
            forbindelse.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            tilstand = forbindelse.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlite3.OperationalError as fejl:
            if not str(getattr(fejl, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise
            tilstand = "optaget"
    if tilstand != "delete":
        raise KopiFejl(I_BRUG)


def put_in_place(ny: Path, fil: Path, *, tidligere: Path | None) -> None:
    """Put a sealed database in the place of another in one step; the old one is then at `tidligere`, if there was one.

    Raises:
        OSError: the disk is full, or the folder cannot be written; nothing is changed then.
    """
    fil.parent.mkdir(parents=True, exist_ok=True)
    midlertidig = fil.with_name(f".{fil.name}.gendannet")
    shutil.copyfile(ny, midlertidig)
    midlertidig.chmod(0o600)
    fsync(midlertidig)
    if tidligere is not None and fil.exists():
        os.link(fil, tidligere)
    midlertidig.replace(fil)
    fsync(fil.parent)


def fsync(sti: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(sti, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(kopi: Path) -> Databaseindhold:
    engine = create_engine(f"sqlite:///{kopi}")
    try:
        with translate_errors(), engine.connect() as forbindelse:
            svar = forbindelse.exec_driver_sql("PRAGMA quick_check").scalar_one()
            indhold = read_indhold(forbindelse)
    finally:
        engine.dispose()
    if svar != "ok":
        raise KopiFejl("Databasen er beskadiget, så der er ikke lavet en kopi. Hent den seneste gode kopi frem.")
    if indhold is None:
        raise KopiFejl("Der er ingen database fra tilbudstjek at kopiere. Ret TILBUDSTJEK_DATABASE_URL.")
    return indhold


def _megabyte(fil: Path) -> int:
    try:
        return fil.stat().st_size >> 20
    except OSError:
        return 0
