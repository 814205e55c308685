"""A dump of pg_dump's put into a database by our own connection, so that all of it is one transaction of ours.

pg_restore is asked for the dump as SQL only: it never talks to the server, and needs no password.
"""

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, select, text

from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.pgprogram import Pgprogrammer
from warehouse.kopi.postgresql import TIDLIGERE, read_version
from warehouse.roller import EJER, ROLLER

_KOPIER = b"COPY "
_FRA_STDIN = b" FROM stdin;\n"
_SLUT = b"\\.\n"
_BID = 1 << 16


def is_empty(forbindelse: Connection) -> bool:
    """Tell whether the schema `public` has neither tables nor anything like them."""
    tingene = (
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','p','v','m')"
    )
    return not forbindelse.exec_driver_sql(tingene).scalar_one()


def move_aside(forbindelse: Connection, maerke: str) -> str:
    """Give the schema `public` another name, with all that is in it, and make an empty one; give the name.

    None but its owner may look into the old one: it is not cleared of what becomes secret later.
    """
    navn = TIDLIGERE + maerke
    forbindelse.exec_driver_sql(f'ALTER SCHEMA public RENAME TO "{navn}"')
    fremmede = select(text("rolname")).select_from(text("pg_roles")).where(text("rolname = ANY(:roller)"))
    for rolle in forbindelse.scalars(fremmede, {"roller": [rolle for rolle in ROLLER if rolle != EJER]}).all():
        forbindelse.exec_driver_sql(f'REVOKE ALL ON SCHEMA "{navn}" FROM {rolle}')
    forbindelse.exec_driver_sql(f'REVOKE ALL ON SCHEMA "{navn}" FROM PUBLIC')
    forbindelse.exec_driver_sql("CREATE SCHEMA public")
    return navn


def load_dump(forbindelse: Connection, dump: Path, programmer: Pgprogrammer, on_table: Callable[[int], None]) -> None:
    """Put a dump into an empty `public` in the caller's transaction; `on_table` is told how many tables it has filled.

    Raises:
        KopiFejl: pg_restore is missing, too old, or cannot read the dump.
    """
    kommando = [
        programmer.find("pg_restore", mindst=read_version(forbindelse)),
        *("--no-owner", "--no-privileges", "--file=-", str(dump)),
    ]
    miljoe = {**programmer.miljoe, "LC_ALL": "C"}
    with subprocess.Popen(kommando, env=miljoe, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as proces:  # noqa: S603
        if proces.stdout is not None:
            _run_sql(forbindelse.connection.driver_connection, proces.stdout, on_table)
        besked = (proces.stderr.read() if proces.stderr else b"").decode(errors="replace").strip()
    if proces.returncode:
        raise KopiFejl(f"pg_restore kunne ikke læse kopien, og intet er ændret. Det siger: {besked[-300:]}")
    # The dump leaves the session without a search path.
    forbindelse.exec_driver_sql("RESET search_path")
    forbindelse.exec_driver_sql("ANALYZE")


def _run_sql(raa: Any, linjer: IO[bytes], on_table: Callable[[int], None]) -> None:  # noqa: ANN401
    saetninger: list[bytes] = []
    antal = 0
    for linje in linjer:
        # Words to psql, not SQL.
        if linje.startswith(b"\\"):
            continue
        if linje.startswith(_KOPIER) and linje.endswith(_FRA_STDIN):
            _execute(raa, saetninger)
            _copy(raa, linje, linjer)
            antal += 1
            on_table(antal)
        else:
            saetninger.append(linje)
    _execute(raa, saetninger)


def _execute(raa: Any, saetninger: list[bytes]) -> None:  # noqa: ANN401
    tekst = b"".join(saetninger)
    saetninger.clear()
    if any(linje.strip() and not linje.startswith(b"--") for linje in tekst.splitlines()):
        raa.execute(tekst)


def _copy(raa: Any, saetning: bytes, linjer: Iterable[bytes]) -> None:  # noqa: ANN401
    with raa.cursor() as cursor, cursor.copy(saetning) as ind:
        bid = bytearray()
        for linje in linjer:
            # In this format a value's own backslash is doubled, so no row is this line.
            if linje == _SLUT:
                break
            bid += linje
            if len(bid) > _BID:
                ind.write(bytes(bid))
                bid.clear()
        ind.write(bytes(bid))
