"""A stamp of the database: two that are equal were taken of the same content, whoever wrote, in whatever process."""

import threading
from typing import Any

from sqlalchemy import Engine

from warehouse.fejl import translate_errors


class Stempel:
    """Takes stamps of one database; a stamp is compared with those of the same `Stempel` only."""

    def __init__(self, engine: Engine) -> None:
        """Take the database; nothing is asked of it yet."""
        self._engine = engine
        self._laas = threading.Lock()
        self._egen: Any = None

    def read(self) -> str | None:
        """Give the stamp of what is committed now; None where none can be had, and nothing should be kept.

        Raises:
            WarehouseFejl: the database cannot be read.
        """
        with translate_errors():
            if self._engine.dialect.name == "postgresql":
                return self._read_postgresql()
            return self._read_sqlite() if _is_file(self._engine) else None

    def close(self) -> None:
        """Let go of the database; the next stamp is another than all before."""
        with self._laas:
            if self._egen is not None:
                self._egen.close()
                self._egen = None

    def _read_sqlite(self) -> str:
        # data_version tells one connection that another has committed, in this process or any. So the connection is
        # our own, writes nothing, and is never inside a transaction, where it would see an old state.
        with self._laas:
            if self._egen is None:
                self._egen = self._engine.raw_connection()
                self._egen.detach()
            cursor = self._egen.cursor()
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            cursor.close()
            return f"{id(self._egen)}:{version}"

    def _read_postgresql(self) -> str:
        # What a query sees follows from its snapshot: the lowest and highest transaction and those at work between
        # them. Its upper end alone does not do: of two that overlap, the one that began first may commit last.
        with self._engine.connect() as forbindelse:
            return str(forbindelse.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one())


def _is_file(engine: Engine) -> bool:
    """Tell whether a SQLite database lies in a file; one in memory has but one connection, which sees no others."""
    navn = engine.url.database or ""
    return engine.dialect.name == "sqlite" and bool(navn) and not navn.startswith((":memory:", "file:"))
