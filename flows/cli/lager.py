"""The warehouse opened for the command that runs, and closed with it."""

from contextvars import ContextVar
from typing import TYPE_CHECKING

import typer

from flows.cli.app import app

if TYPE_CHECKING:
    from sqlalchemy import Engine

_KOMMANDO: ContextVar[typer.Context | None] = ContextVar("kommando", default=None)


@app.callback()
def remember_kommando(kommando: typer.Context) -> None:
    """Let `open_warehouse` know which command it is asked by."""
    _KOMMANDO.set(kommando)


def open_warehouse(url: str) -> "Engine":
    """Open the database at a URL; its connections are given back when the command ends, also by an error.

    Raises:
        WarehouseFejl: as `warehouse.engine.open_warehouse`.
    """
    from warehouse.engine import open_warehouse as open_

    engine = open_(url)
    kommando = _KOMMANDO.get()
    if kommando is not None:
        kommando.call_on_close(engine.dispose)
    return engine
