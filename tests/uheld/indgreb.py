"""What is done to a night from inside its own process: at the n-th statement, commit or change of a file.

A night in a forked child is armed before it begins; the rest of the program knows nothing of it.
"""

import os
import resource
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

# What a file-changing call is known as to Python's audit hooks (open only counts when it writes).
_FILHAENDELSER = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"})
SAETNING, AFSLUTNING, FIL = "saetning", "afslutning", "fil"
STEDER = (SAETNING, AFSLUTNING, FIL)


@dataclass(frozen=True, kw_only=True)
class Indgreb:
    """`handling` is done when the `nr`-th event of a kind (`sted`) is about to happen, and again until it says True."""

    sted: str
    nr: int
    handling: Callable[[], bool]


def die() -> bool:
    """Be killed as the kernel kills: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    return True


class Taeller:
    """Counts the events of a process, and does what is to be done at one of them."""

    def __init__(self, indgreb: Indgreb | None = None) -> None:
        self.antal: Counter[str] = Counter(dict.fromkeys(STEDER, 0))
        self._indgreb = indgreb
        self._er_inde = False
        self._er_gjort = indgreb is None
        self._pid = os.getpid()

    def arm(self) -> None:
        """Begin to count, for the rest of this process's life."""
        event.listen(Engine, "before_cursor_execute", lambda *_: self._count(SAETNING))
        # Given back to the pool: the transaction has just been committed or rolled back.
        event.listen(Pool, "reset", lambda *_: self._count(AFSLUTNING))
        sys.addaudithook(self._audit)

    def _audit(self, navn: str, args: tuple[Any, ...]) -> None:
        if navn in _FILHAENDELSER or (navn == "open" and _writes(args)):
            self._count(FIL)

    def _count(self, sted: str) -> None:
        # A handler may itself open files or ask a database; and what the crawl's child does before it is another
        # program is not the night's.
        if self._er_inde or os.getpid() != self._pid:
            return
        self.antal[sted] += 1
        indgreb = self._indgreb
        if indgreb is None or self._er_gjort:
            return
        if indgreb.sted == sted and indgreb.nr <= self.antal[sted]:
            self._er_inde = True
            try:
                self._er_gjort = indgreb.handling()
            finally:
                self._er_inde = False


def _writes(args: tuple[Any, ...]) -> bool:
    _sti, maade, flag = args
    return bool(isinstance(flag, int) and flag & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) or (
        isinstance(maade, str) and any(tegn in maade for tegn in "wax+")
    )


def limit_files() -> bool:
    """Let no file of this process grow beyond a few kilobytes from now on."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    return True


def be_impatient(ms: int) -> None:
    """Let every wait for a database's lock last `ms` instead of half a minute, so that a lock can outlast it."""

    def before(_conn: Any, cursor: Any, statement: str, *_: object) -> None:
        raa = cursor.connection
        if isinstance(raa, sqlite3.Connection):
            raa.execute(f"PRAGMA busy_timeout = {ms}")
        elif "pg_advisory_xact_lock" in statement:
            raa.execute(f"SET LOCAL lock_timeout = '{ms}ms'")

    event.listen(Engine, "before_cursor_execute", before)


def limit_pages(sider: int) -> None:
    """Let a SQLite file grow by no more than so many pages: a full disk as SQLite knows it."""

    def on_connect(dbapi_connection: Any, _record: object) -> None:
        if isinstance(dbapi_connection, sqlite3.Connection):
            antal = dbapi_connection.execute("PRAGMA page_count").fetchone()[0]
            dbapi_connection.execute(f"PRAGMA max_page_count = {max(1, antal) + sider}")

    event.listen(Pool, "connect", on_connect)
