"""What was deleted taken off the disk too: a row that is gone must not lie on in pages nobody uses."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from warehouse.fejl import translate_errors
from warehouse.sqlite import empty_log
from warehouse.tables import METADATA

# The server's samples of what columns hold: the commonest values and the bounds between them, word for word.
_PROEVER = "pg_statistic"
# While one who would write a table anew waits for a reader, all who come after wait too. So not for long: the next run
# tries again.
_VENTETID = "2s"
# Whoever connects, and the server's own housekeeping, keeps old rows for a moment; who stays is for the next run.
_PAUSER_S = (0.5, 2.0)
# The first number of what the server says of a table it wrote anew, in whatever language: the rows that it had to take
# along, since a reader from before they were deleted may still ask for them.
_TAGET_MED = re.compile(r"\d+")


def overwrite_deleted(engine: Engine, tabeller: Iterable[str], *, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Take what was deleted from tables off the disk; tell whether all of it is gone.

    SQLite overwrites rows as it deletes them (`secure_delete`), so only the write-ahead log is left; False: somebody is
    reading and the log could not be cut, so the next run must. PostgreSQL writes each table anew and drops the old
    file (VACUUM FULL), and its samples of what columns hold; nobody can read a table while that lasts. What somebody
    was reading is tried twice more within three seconds. False: somebody reads it still, or writes in a transaction
    from before the rows were deleted, be it in another database of the server, so the next run must; or the user may
    not do that to some table, so its owner must. The other tables are done all the same. What stands in
    archived logs (WAL) and in backups is out of reach: docs/drift.md.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    if engine.dialect.name == "sqlite":
        with translate_errors():
            empty_log(engine)
            return _is_log_empty(engine)
    return _write_anew(engine, sorted(set(tabeller) & METADATA.tables.keys()), sleep)


def _is_log_empty(engine: Engine) -> bool:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        optaget, sider, _ = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        cursor.close()
    finally:
        raw.close()
    return not optaget and sider <= 0


def _write_anew(engine: Engine, tabeller: list[str], sleep: Callable[[float], None]) -> bool:
    if not tabeller:
        return True
    saetninger = [*(f'VACUUM (FULL, ANALYZE, VERBOSE) "{tabel}"' for tabel in tabeller)]
    saetninger.append(f"VACUUM (FULL, VERBOSE) {_PROEVER}")
    with translate_errors(), _statements_alone(engine) as forbindelse:
        rester = [saetning for saetning in saetninger if not _is_done(forbindelse, saetning)]
        for pause_s in _PAUSER_S:
            if rester:
                sleep(pause_s)
                rester = [saetning for saetning in rester if not _is_done(forbindelse, saetning)]
    return not rester


@contextmanager
def _statements_alone(engine: Engine) -> Iterator[Any]:
    """Give the driver's connection, each statement its own transaction and no wait for a lock longer than ours."""
    raw: Any = engine.raw_connection()
    forbindelse = raw.driver_connection
    try:
        forbindelse.autocommit = True
        forbindelse.execute(f"SET lock_timeout = '{_VENTETID}'".encode())
        yield forbindelse
    finally:
        # A connection that fell has nothing to put back, and why it fell is what is to be told.
        if not forbindelse.closed:
            forbindelse.execute(b"RESET lock_timeout")
            forbindelse.autocommit = False
        raw.close()


def _is_done(forbindelse: Any, saetning: str) -> bool:  # noqa: ANN401 - the driver's own
    from psycopg.errors import LockNotAvailable  # noqa: PLC0415 - SQLite needs no driver of PostgreSQL

    rester: list[str] = []

    def on_notice(diagnose: Any) -> None:  # noqa: ANN401 - the driver's own
        if _tells_of_rest(diagnose.severity_nonlocalized, diagnose.message_detail):
            rester.append(saetning)

    forbindelse.add_notice_handler(on_notice)
    try:
        forbindelse.execute(saetning.encode())
    except LockNotAvailable:
        return False
    finally:
        forbindelse.remove_notice_handler(on_notice)
    return not rester


def _tells_of_rest(slags: str, detalje: str | None) -> bool:
    """Tell whether the server said that it may not write a table anew, or that it had to take deleted rows along."""
    taget_med = _TAGET_MED.search(detalje or "")
    return slags == "WARNING" or (slags == "INFO" and taget_med is not None and int(taget_med[0]) > 0)
