"""Sessions: one that means to write, one that only reads; both leave all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from warehouse.fejl import translate_errors
from warehouse.sqlite import SKRIVER


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Yield a session that holds the write lock from its first statement and commits at the end.

    Raises:
        WarehouseFejl: the database is locked, full or broken; nothing was kept.
    """
    with translate_errors(), Session(engine.execution_options(**{SKRIVER: True})) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Yield a session that sees one state of the database throughout. Raises WarehouseFejl as `writing` does."""
    with translate_errors(), Session(engine) as session:
        yield session


@contextmanager
def trying(engine: Engine) -> Iterator[Session]:
    """Yield a session that writes as `writing` does, and of which nothing is kept. Raises WarehouseFejl as it does."""
    with translate_errors(), Session(engine.execution_options(**{SKRIVER: True})) as session:
        yield session
        session.rollback()


@contextmanager
def joining(lager: Engine | Connection) -> Iterator[Connection]:
    """Yield the connection of a transaction that writes: the caller's own when it has begun one, else a new one's.

    Raises:
        WarehouseFejl: as `writing` does, when the transaction is a new one.
    """
    if isinstance(lager, Connection):
        yield lager
        return
    with writing(lager) as session:
        yield session.connection()
