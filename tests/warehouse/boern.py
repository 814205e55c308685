"""What child processes run; in a module of its own since a child must be able to import it by name."""

from datetime import datetime
from pathlib import Path

from warehouse.engine import open_warehouse
from warehouse.load import load_dump


def open_in_child(url: str) -> None:
    """Open (and make) a warehouse."""
    open_warehouse(url).dispose()


def load_in_child(url: str, fil: str, nu: datetime) -> None:
    """Load a dump."""
    engine = open_warehouse(url)
    load_dump(engine, Path(fil), nu=nu)
    engine.dispose()
