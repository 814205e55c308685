"""One run at a time on a PostgreSQL database, from whichever machine: a lock that lives as long as its connection.

The lock file in `var` keeps runs of one machine apart. Two machines share only the server, so a run also holds an
advisory lock there, on a connection of its own. When that connection is lost (the network, a restart), the server lets
go, and another run may begin: so every transaction that writes first asks the server whether this run still holds it.
It asks once it has the writers' lock, so what it goes on to write is committed before the next run can write at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from warehouse.fejl import WarehouseFejl, translate_errors
from warehouse.postgresql import KOERSELSLAAS
from warehouse.sqlite import SKRIVER

# Which connection (by the server's process number) holds the lock of each database, as far as this process is the one.
_HOLDERE: dict[str, int] = {}

# A machine that lost its power says no goodbye: the server asks after it, and lets go of its lock within a minute.
SERVER_SPOERGER = {
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    # A server may be set to end connections that are silent for long; this one is silent all night.
    "idle_session_timeout": "0",
}

_HOLDT = f"""
SELECT count(*) FROM pg_locks
WHERE locktype = 'advisory' AND objid = {KOERSELSLAAS} AND classid = 0 AND objsubid = 1 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid = %(pid)s
"""


class EnekoerselTaget(RuntimeError):
    """Another run holds the lock on the server."""


class EnekoerselTabtFejl(WarehouseFejl):
    """This run's connection with the lock is gone; another run may have begun, so nothing more is written."""

    def __init__(self) -> None:
        """Say it in the sentence that people read."""
        super().__init__(
            "Kørslen har mistet sin lås i databasen, fordi forbindelsen til den faldt. Kørslen er stoppet, og intet "
            "halvt er skrevet. Se efter, om databaseserveren er genstartet, og kør kommandoen igen."
        )


@contextmanager
def hold_enekoersel(engine: Engine) -> Iterator[None]:
    """Hold the run's lock of a PostgreSQL database while the block runs; of others nothing is held.

    `engine` is one of its own for this, that keeps no connections (`warehouse.engine.connect_unchanged`).

    Raises:
        EnekoerselTaget: another run holds it; it is never waited for.
        WarehouseFejl: the server cannot be reached.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    navn = _find_navn(engine)
    with translate_errors():
        forbindelse = engine.connect()
    try:
        _HOLDERE[navn] = _take(forbindelse)
        try:
            yield
        finally:
            del _HOLDERE[navn]
    finally:
        # Ended, not asked to unlock: a connection that is lost cannot be asked anything.
        forbindelse.invalidate()
        forbindelse.close()


def guard(engine: Engine) -> None:
    """Let every transaction that writes on this engine first see that the run still holds its lock, if it took one.

    Call it after `warehouse.postgresql.tune`, which takes the writers' lock.
    """
    event.listen(engine, "begin", _check)


def _take(forbindelse: Connection) -> int:
    raa: Any = forbindelse.connection.driver_connection
    # No transaction: one that lasted all night would keep the server from clearing up.
    raa.autocommit = True
    for navn, vaerdi in SERVER_SPOERGER.items():
        raa.execute(f"SET {navn} = {vaerdi}")
    (faaet, pid) = raa.execute(f"SELECT pg_try_advisory_lock({KOERSELSLAAS}), pg_backend_pid()").fetchone()
    if not faaet:
        raise EnekoerselTaget
    return int(pid)


def _check(forbindelse: Connection) -> None:
    if not forbindelse.get_execution_options().get(SKRIVER, False):
        return
    pid = _HOLDERE.get(_find_navn(forbindelse.engine))
    if pid is None:
        return
    if not forbindelse.exec_driver_sql(_HOLDT, {"pid": pid}).scalar_one():
        raise EnekoerselTabtFejl


def _find_navn(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
