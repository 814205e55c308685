"""The door to the database: opened, brought to the newest schema, with today's reference lists in it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.systemfejl import explain_oserror
from warehouse import enekoersel, postgresql, sqlite
from warehouse.fejl import WarehouseFejl, translate_errors
from warehouse.kryptering import require_encrypted
from warehouse.reference import refresh_reference
from warehouse.skema import ensure_schema


def open_warehouse(url: str, *, ventetid_s: float = 30.0) -> Engine:
    """Open the database at an SQLAlchemy URL, making it when it is not there.

    `ventetid_s` is how long a writer waits in seconds for another one.

    Raises:
        WarehouseFejl: newer schema, not a database, no rights, disk full, or a URL that cannot be read.
    """
    engine = _make_engine(normalise_url(url), ventetid_s)
    try:
        with translate_errors():
            if engine.dialect.name == "sqlite":
                sqlite.use_wal(engine)
            postgresql.require_binary_order(engine)
            ensure_schema(engine)
            refresh_reference(engine)
    except WarehouseFejl:
        engine.dispose()
        raise
    return engine


def opened_warehouse(url: str) -> AbstractContextManager[Engine]:
    """Open the database as `open_warehouse` does for as long as a block lasts; no connection outlives it.

    Raises:
        WarehouseFejl: as `open_warehouse`.
    """
    return _lend(open_warehouse(url))


def connect_unchanged(url: str | URL, *, ventetid_s: float = 30.0) -> Engine:
    """Give a door to a database as it is: neither made nor brought to the newest schema; nothing is asked yet.

    Raises:
        WarehouseFejl: a URL that cannot be read, or one that would send the database's content unencrypted.
    """
    return _make_engine(url if isinstance(url, URL) else normalise_url(url), ventetid_s)


def unchanged_warehouse(url: str | URL) -> AbstractContextManager[Engine]:
    """Give the door of `connect_unchanged` for as long as a block lasts; no connection outlives it.

    Raises:
        WarehouseFejl: as `connect_unchanged`.
    """
    return _lend(connect_unchanged(url))


@contextmanager
def _lend(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


def normalise_url(url: str) -> URL:
    """Read the address of a database as people write it; `postgresql://…` is given the driver that is installed.

    Raises:
        WarehouseFejl: it cannot be read.
    """
    try:
        laest = make_url(url)
    except (ArgumentError, ValueError):
        # The error quotes a piece of the address, which is a piece of the password when that has signs in it.
        raise WarehouseFejl(
            "Databasens adresse kan ikke læses. Den skal ligne sqlite:////mappe/tilbudstjek.db "
            "eller postgresql://bruger:kodeord@vært/database (TILBUDSTJEK_DATABASE_URL); tegn som @, : og / i "
            "kodeordet skrives %40, %3A og %2F."
        ) from None
    return laest.set(drivername=postgresql.DRIVER) if postgresql.is_postgresql(laest) else laest


def _make_engine(url: URL, ventetid_s: float) -> Engine:
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
    elif postgresql.is_postgresql(url):
        require_encrypted(url)
    try:
        # The values of a statement may be personal, and errors end in logs.
        engine = create_engine(url, hide_parameters=True, **_options(url, ventetid_s))
    except (NoSuchModuleError, ModuleNotFoundError) as fejl:
        raise WarehouseFejl(f"Programmet kan ikke tale med en database af slagsen »{url.drivername}«.") from fejl
    if engine.dialect.name == "sqlite":
        sqlite.tune(engine, ventetid_s=ventetid_s)
    elif postgresql.is_postgresql(url):
        postgresql.tune(engine)
        enekoersel.guard(engine)
    return engine


def _options(url: URL, ventetid_s: float) -> dict[str, Any]:
    if not postgresql.is_postgresql(url):
        return {}
    # A server that was started anew meanwhile is met with a new connection, not with an error.
    return {"connect_args": postgresql.connect_options(ventetid_s), "pool_pre_ping": True}


def _make_folder(url: URL) -> None:
    if not url.database or url.database.startswith((":memory:", "file:")):
        return
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as fejl:
        raise WarehouseFejl(f"Mappen til databasen kan ikke oprettes: {explain_oserror(fejl)}.") from fejl
