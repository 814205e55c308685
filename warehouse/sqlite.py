"""SQLite set up so that transactions are what they look like, and a power cut loses nothing that was committed."""

import logging
from typing import Any

from sqlalchemy import Connection, Engine, event

SKRIVER = "tilbudstjek_skriver"

_LOG = logging.getLogger(__name__)


def tune(engine: Engine, *, ventetid_s: float) -> None:
    """Make every connection of a SQLite engine keep foreign keys, wait for locks, and begin its own transactions."""

    def on_connect(dbapi_connection: Any, _record: object) -> None:  # noqa: ANN401
        # Python's driver begins a transaction only before some statements: reads would not be repeatable and DDL
        # would commit by itself. Without its help SQLAlchemy's own BEGIN (below) decides.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(ventetid_s * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # FULL, not NORMAL: with WAL, NORMAL never corrupts but may forget the last commits in a power cut, and a
        # forgotten "sendt" would send a mail twice. We commit a handful of times a night, so the price is nothing.
        cursor.execute("PRAGMA synchronous = FULL")
        # A scrubbed § 109 address must not live on in free pages.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _begin)


def _begin(forbindelse: Connection) -> None:
    # A reader that later writes cannot be let in when another wrote meanwhile, and no waiting helps it (SQLITE_BUSY at
    # once). So whoever means to write asks for the lock first, where the busy timeout does wait.
    skriver = forbindelse.get_execution_options().get(SKRIVER, False)
    forbindelse.exec_driver_sql("BEGIN IMMEDIATE" if skriver else "BEGIN")


def use_wal(engine: Engine) -> None:
    """Let readers read while one writes. Kept in the file, so it is set only where it is not; memory has no log."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


def empty_log(engine: Engine) -> None:
    """Move the write-ahead log into the file and cut it: old pages in it may hold what was scrubbed.

    Somebody who is reading may still need the log; then it is left for the next time rather than waited for.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        ventetid_ms = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute("PRAGMA busy_timeout = 0")
        optaget = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {ventetid_ms}")
        cursor.close()
    finally:
        raw.close()
    if optaget:
        _LOG.info("The write-ahead log is in use and is emptied after the next load.")
