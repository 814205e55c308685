"""A stamp of the database: two that are equal were taken of the same content, whoever wrote, in whatever process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from warehouse.fejl import translate_errors
from warehouse.sqlite import SKRIVER
from warehouse.stempeludloesere import USET
from warehouse.tables import table_of
from warehouse.tables.drift import Stempeltal
from warehouse.transaktion import writing

_TAELLER = f"SELECT xmin::text || '.' || tal FROM {table_of(Stempeltal).name} WHERE id = 1"
# A page is sooner drawn than waited for while something is written unseen.
_TAALMODIGHED_S = 0.05


class Stempel:
    """Takes stamps of one database; a stamp is compared with those of the same `Stempel` only."""

    def __init__(self, engine: Engine) -> None:
        """Take the database; nothing is asked of it yet."""
        self._engine = engine
        self._laas = threading.Lock()
        self._egen: Connection | None = None

    def read(self) -> str | None:
        """Give the stamp of what is committed now; None where none can be had, and nothing should be kept.

        Raises:
            WarehouseFejl: the database cannot be read.
        """
        with translate_errors():
            if self._engine.dialect.name == "postgresql":
                return self._read_postgresql()
            return self._read_sqlite() if _is_file(self._engine) else None

    @contextmanager
    def writing_unseen(self) -> Iterator[Connection]:
        """Yield a transaction that writes what nobody keeps: the stamp is the same after it.

        Raises:
            WarehouseFejl: the database is locked, full or broken; nothing was written.
        """
        if not _is_file(self._engine):
            with writing(self._engine) as session:
                forbindelse = session.connection()
                if self._engine.dialect.name == "postgresql":
                    forbindelse.exec_driver_sql(USET)
                yield forbindelse
            return
        with translate_errors(), self._laas:
            egen = self._connect()
            egen.execution_options(**{SKRIVER: True})
            try:
                with egen.begin():
                    yield egen
            finally:
                egen.execution_options(**{SKRIVER: False})

    def _read_sqlite(self) -> str | None:
        # data_version tells one connection that another has committed, in this process or any, and says nothing of its
        # own commits. So the connection is ours alone, and never left inside a transaction, where it would see an old
        # state.
        if not self._laas.acquire(timeout=_TAALMODIGHED_S):
            return None
        try:
            with self._connect().begin() as transaktion:
                version = transaktion.connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            return str(version)
        finally:
            self._laas.release()

    def _connect(self) -> Connection:
        if self._egen is None:
            self._egen = self._engine.connect()
            # Not waiting for the disk at each commit: pages wait for it. A power cut may forget the last that was
            # written unseen, nothing else; all other connections wait.
            raa = self._egen.connection.cursor()
            raa.execute("PRAGMA synchronous = NORMAL")
            raa.close()
        return self._egen

    def _read_postgresql(self) -> str | None:
        # The count is part of the transaction that moves it. Its writer (xmin) tells counts apart that were restored.
        with self._engine.connect() as forbindelse:
            return forbindelse.exec_driver_sql(_TAELLER).scalar_one_or_none()


def _is_file(engine: Engine) -> bool:
    """Tell whether a SQLite database lies in a file; one in memory has but one connection, which sees no others."""
    navn = engine.url.database or ""
    return engine.dialect.name == "sqlite" and bool(navn) and not navn.startswith((":memory:", "file:"))
