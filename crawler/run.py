"""A crawl from the outside: the spider in a process of its own, a journal while it runs, and a dump at the end."""

import contextlib
import fcntl
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from crawler import saetninger
from crawler.afslutning import describe_oserror, write_dump
from crawler.journal import Journal, read_journal
from crawler.opsaetning import Crawl, CrawlFejl, Fremdrift, check, encode_opsaetning

__all__ = ["Crawl", "CrawlFejl", "Fremdrift", "run_crawl"]

_LOG = logging.getLogger(__name__)
_ROD = Path(__file__).resolve().parent.parent
_VENT_PAA_LAAS_S = 10.0
_VENT_PAA_SLUT_S = 5.0

OnProgress = Callable[[Fremdrift], None]


def ignore_progress(_fremdrift: Fremdrift) -> None:
    """Tell nobody."""


def run_crawl(opsaetning: Crawl, *, on_progress: OnProgress = ignore_progress) -> Path:
    """Crawl the portal and give the path of the finished dump.

    A crawl that was stopped (a challenge, robots.txt) gives a dump too, with `slut.stoppet` set: the gate refuses it.
    One that was killed half-way is gone on with when `genoptag` is set and it is less than 12 hours old.

    Raises:
        CrawlFejl: no dump; the message says why, and what was fetched is kept for the next attempt.
    """
    check(opsaetning)
    opsaetning = replace(opsaetning, mappe=opsaetning.mappe.resolve(), portal=opsaetning.portal.rstrip("/"))
    try:
        opsaetning.journal.parent.mkdir(parents=True, exist_ok=True)
        with _lock(opsaetning.journal.with_name("laas")) as laas:
            return _run_locked(opsaetning, laas, on_progress)
    except OSError as fejl:
        raise CrawlFejl(describe_oserror(fejl, opsaetning.mappe)) from fejl


def _run_locked(opsaetning: Crawl, laas: int, on_progress: OnProgress) -> Path:
    journal = _prepare_journal(opsaetning)
    if journal.slut is None:
        _run_child(opsaetning, laas, on_progress)
        journal = read_journal(opsaetning.journal)
    if journal.slut is None:
        raise CrawlFejl(saetninger.intern("journal"))
    on_progress(Fremdrift("dump", 0, len(journal.poster)))
    fil = write_dump(opsaetning, journal, journal.slut)
    for brugt in (opsaetning.journal, _set_aside(opsaetning)):
        brugt.unlink(missing_ok=True)
    on_progress(Fremdrift("dump", len(journal.poster), len(journal.poster)))
    return fil


def _prepare_journal(opsaetning: Crawl) -> Journal:
    """Give the journal to go on from, its torn end cut off; one that does not fit is set aside."""
    for rest in opsaetning.mappe.glob("dump-*.tmp"):
        rest.unlink(missing_ok=True)
    journal = read_journal(opsaetning.journal)
    if opsaetning.genoptag and journal.can_continue(opsaetning):
        with opsaetning.journal.open("rb+") as fil:
            fil.truncate(journal.laengde)
        return journal
    if opsaetning.journal.exists():
        opsaetning.journal.replace(_set_aside(opsaetning))
    return Journal()


def _set_aside(opsaetning: Crawl) -> Path:
    return opsaetning.journal.with_name("forrige.jsonl")


@contextlib.contextmanager
def _lock(fil: Path) -> Iterator[int]:
    """Hold the folder. The child holds it too, so a child that outlives its parent for a moment is waited for."""
    with fil.open("wb") as handle:
        frist = time.monotonic() + _VENT_PAA_LAAS_S
        while not _try_lock(handle):
            if time.monotonic() > frist:
                raise CrawlFejl(saetninger.i_gang())
            time.sleep(0.05)
        yield handle.fileno()


def _try_lock(handle: IO[bytes]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _run_child(opsaetning: Crawl, laas: int, on_progress: OnProgress) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "crawler.spiders"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_ROD,
        pass_fds=(laas,),
        process_group=0,
    )
    try:
        slut = _follow(child, opsaetning, on_progress)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_VENT_PAA_SLUT_S)
    finally:
        _end(child)
    if slut is None:
        raise CrawlFejl(saetninger.barn_doede(child.returncode))
    if slut["type"] == "fejl":
        raise CrawlFejl(slut["tekst"])


def _follow(child: subprocess.Popen[str], opsaetning: Crawl, on_progress: OnProgress) -> dict[str, Any] | None:
    """Give the child its set-up and pass on what it tells; give its last word, None when it died without one."""
    if child.stdin is None or child.stdout is None or child.stderr is None:
        raise CrawlFejl(saetninger.intern("pipe"))
    threading.Thread(target=_pass_on_warnings, args=(child.stderr,), daemon=True).start()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(encode_opsaetning(opsaetning) + "\n")
        child.stdin.flush()
    slut: dict[str, Any] | None = None
    for line in child.stdout:
        row: dict[str, Any] = json.loads(line)
        if row["type"] == "fremdrift":
            on_progress(Fremdrift(row["fase"], row["faerdige"], row["i_alt"]))
        else:
            slut = row
    return slut


def _pass_on_warnings(stroem: IO[str]) -> None:
    for line in stroem:
        _LOG.warning("%s", line.rstrip())


def _end(child: subprocess.Popen[str]) -> None:
    """See that the child is gone and its pipes are closed, however the parent got here."""
    if child.poll() is None:
        child.kill()
        child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
