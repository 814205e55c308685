"""One `drift` a machine: two would each begin every run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.laas import OptagetFejl


@contextmanager
def hold_drift(var: Path) -> Iterator[None]:
    """Be the one process that serves the calendar of a folder.

    Raises:
        OptagetFejl: another one is.
    """
    laas = FileLock(var / "drift.lock")
    try:
        laas.acquire(timeout=0)
    except Timeout as fejl:
        raise OptagetFejl(f"»tilbudstjek drift« kører allerede med mappen {var}. Stop den først.") from fejl
    try:
        yield
    finally:
        laas.release()
