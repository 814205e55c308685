"""What child processes run when a step of a control is killed; importable by name, as children need."""

import os
import signal

from sqlalchemy import Engine, event

from sampling.frysning import freeze_ramme
from tests.stikproever import NOEGLE, draw, note
from warehouse.engine import open_warehouse


def freeze_in_child(url: str, drab_foer: int) -> None:
    """Freeze a frame, and be killed before the statement (or commit) of that number."""
    engine = open_warehouse(url)
    _arm(engine, drab_foer)
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())


def draw_in_child(url: str, drab_foer: int) -> None:
    """Draw a sample, and be killed before the statement (or commit) of that number."""
    engine = open_warehouse(url)
    _arm(engine, drab_foer)
    draw(engine)


def _arm(engine: Engine, drab_foer: int) -> None:
    tal = 0

    def count(*_args: object) -> None:
        nonlocal tal
        tal += 1
        if tal == drab_foer:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
