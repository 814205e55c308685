"""One writer at a time: a lock file in `var` that the system lets go of when its holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class OptagetFejl(RuntimeError):
    """Another run holds the lock; the message is Danish and says what to do."""


@contextmanager
def hold_lock(var: Path) -> Iterator[None]:
    """Hold the writer's lock of a folder.

    Raises:
        OptagetFejl: another run holds it. It is refused at once, never waited for.
    """
    var.mkdir(parents=True, exist_ok=True)
    lock = FileLock(var / "tilbudstjek.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as fejl:
        raise OptagetFejl(
            "En anden kørsel er i gang med de samme data. Vent, til den er færdig (»tilbudstjek koersler« viser den)."
        ) from fejl
    try:
        yield
    finally:
        lock.release()
