"""The warehouse opened for one command, and its connections closed when the command is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from warehouse.engine import open_warehouse


@contextmanager
def use_warehouse(url: str) -> Iterator[Engine]:
    """Yield the database at a URL, opened as `open_warehouse` does, and close it. Raises WarehouseFejl."""
    engine = open_warehouse(url)
    try:
        yield engine
    finally:
        engine.dispose()
