"""What was deleted taken off the disk too: a row that is gone must not lie on in pages nobody uses."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine

from warehouse.fejl import translate_errors
from warehouse.sqlite import empty_log
from warehouse.tables import METADATA

# The server's samples of what columns hold: the commonest values and the bounds between them, word for word.
_PROEVER = "pg_statistic"


def overwrite_deleted(engine: Engine, tabeller: Iterable[str]) -> bool:
    """Take what was deleted from tables off the disk; tell whether all of it is gone.

    SQLite overwrites rows as it deletes them (`secure_delete`), so only the write-ahead log is left; False: somebody is
    reading and the log could not be cut, so the next run must. PostgreSQL writes each table anew and drops the old
    file (VACUUM FULL), and its samples of what columns hold; nobody can read a table while that lasts. False: the user
    may not do that to some table, so its owner must. What stands in archived logs (WAL) and in backups is out of reach:
    docs/drift.md.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    if engine.dialect.name == "sqlite":
        with translate_errors():
            empty_log(engine)
            return _is_log_empty(engine)
    return _write_anew(engine, sorted(set(tabeller) & METADATA.tables.keys()))


def _is_log_empty(engine: Engine) -> bool:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        optaget, sider, _ = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        cursor.close()
    finally:
        raw.close()
    return not optaget and sider <= 0


def _write_anew(engine: Engine, tabeller: list[str]) -> bool:
    if not tabeller:
        return True
    with translate_errors():
        raw: Any = engine.raw_connection()
        forbindelse = raw.driver_connection
        afslag: list[str] = []

        def on_notice(diagnose: Any) -> None:  # noqa: ANN401 - the driver's own
            if diagnose.severity_nonlocalized == "WARNING":
                afslag.append(str(diagnose.message_primary))

        try:
            forbindelse.autocommit = True
            forbindelse.add_notice_handler(on_notice)
            for tabel in tabeller:
                forbindelse.execute(f'VACUUM (FULL, ANALYZE) "{tabel}"'.encode())
            forbindelse.execute(f"VACUUM FULL {_PROEVER}".encode())
        finally:
            forbindelse.remove_notice_handler(on_notice)
            forbindelse.autocommit = False
            raw.close()
    return not afslag
