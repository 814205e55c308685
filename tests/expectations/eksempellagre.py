"""Where the examples are kept while the rules run on them: a file each, or in turn in one database of a server."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from domain.regel import Eksempel
from tests.expectations.eksempler import build_warehouse, fill_warehouse
from tests.lagre import Lager
from warehouse.engine import normalise_url, open_warehouse
from warehouse.tables import METADATA

# The audit log lets nothing be deleted, and keys are kept; both are triggers, which a replica leaves alone. Rows are
# numbered from one again, as the examples' changes to the lists take for granted.
_TOEM = "; ".join(
    [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {tabel}" for tabel in METADATA.tables if not tabel.startswith("reference_")),
        "SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences",
    ]
)


class FilPrEksempel:
    """SQLite: each example's warehouse is made once and stays open."""

    def __init__(self, lager: Lager, rod: Path) -> None:
        self._lager = lager
        self._rod = rod
        self._aabne: dict[int, Connection] = {}

    def open(self, eksempel: Eksempel, saetninger: Sequence[str] = ()) -> Connection:
        noegle = id(eksempel)
        if noegle not in self._aabne:
            url = build_warehouse(eksempel, self._lager.tomt(), self._rod / str(len(self._aabne)))
            connection = create_engine(normalise_url(url), poolclass=NullPool).connect()
            self._aabne[noegle] = _change(connection, saetninger)
        return self._aabne[noegle]

    def let_go(self) -> None:
        """Do nothing: nobody else uses its files."""

    def close(self) -> None:
        for connection in self._aabne.values():
            connection.close()


class EnDatabase:
    """PostgreSQL, where a database takes ten megabytes and many times an example's time to make."""

    def __init__(self, lager: Lager, rod: Path) -> None:
        self._engine = open_warehouse(lager.tomt())
        self._rod = rod
        self._numre = count()
        self._fyldt: int | None = None
        self._aaben: Connection | None = None

    def open(self, eksempel: Eksempel, saetninger: Sequence[str] = ()) -> Connection:
        self.let_go()
        if self._fyldt != id(eksempel):
            self._fyldt = None
            with self._engine.begin() as connection:
                connection.exec_driver_sql(_TOEM)
            fill_warehouse(self._engine, eksempel, self._rod / str(next(self._numre)))
            self._fyldt = id(eksempel)
        self._aaben = _change(self._engine.connect(), saetninger)
        return self._aaben

    def close(self) -> None:
        self.let_go()
        self._engine.dispose()

    def let_go(self) -> None:
        """End the transaction, and with it what `saetninger` changed.

        Left open, it would keep the rows that any later test of the server deletes, in whichever database, on the disk.
        """
        if self._aaben is not None:
            self._aaben.close()
            self._aaben = None


def _change(connection: Connection, saetninger: Sequence[str]) -> Connection:
    for saetning in saetninger:
        connection.execute(text(saetning))
    return connection
