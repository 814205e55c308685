"""A PostgreSQL database copied by pg_dump while others read and write it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from warehouse.fejl import translate_errors
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.indhold import read_indhold
from warehouse.kopi.manifest import Databaseindhold
from warehouse.kopi.pgprogram import Pgprogrammer

# What a restore moved aside is kept by whoever wants it, not copied for ever.
TIDLIGERE = "foer_gendannelse_"


def dump_postgresql(
    engine: Engine, maal: Path, programmer: Pgprogrammer, on_progress: Callable[[int, int | None], None]
) -> Databaseindhold:
    """Write a copy of a database as it is at one moment, and give what it holds at that same moment.

    Raises:
        KopiFejl: it is not a database of this program's, or pg_dump is missing, too old or failed.
        WarehouseFejl: the server cannot be reached.
    """
    with translate_errors(), engine.connect() as forbindelse:
        indhold = read_indhold(forbindelse)
        if indhold is None:
            raise KopiFejl("Der er ingen database fra tilbudstjek at kopiere. Ret TILBUDSTJEK_DATABASE_URL.")
        tilstand = forbindelse.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        kommando = [
            programmer.find("pg_dump", mindst=read_version(forbindelse)),
            *("--format=custom", "--no-owner", "--no-privileges", "--no-password", "--verbose"),
            *(f"--snapshot={tilstand}", f"--exclude-schema={TIDLIGERE}*", f"--file={maal}"),
        ]
        _run(kommando, programmer.make_miljoe(engine), len(indhold.raekker), on_progress)
    return indhold


def read_version(forbindelse: Connection) -> int:
    """Give the server's major version."""
    return int(forbindelse.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10000


def _run(
    kommando: list[str], miljoe: dict[str, str], tabeller: int, on_progress: Callable[[int, int | None], None]
) -> None:
    sidste, antal = "", 0
    with subprocess.Popen(kommando, env=miljoe, stderr=subprocess.PIPE, text=True, errors="replace") as proces:  # noqa: S603
        for linje in proces.stderr or ():
            sidste = linje.strip() or sidste
            if "dumping contents of table" in linje:
                antal += 1
                on_progress(antal, max(antal, tabeller))
    if proces.returncode:
        # The last line names tables and files, never a row.
        raise KopiFejl(f"pg_dump kunne ikke kopiere databasen, og der er ikke lavet en kopi. Det siger: {sidste}")
