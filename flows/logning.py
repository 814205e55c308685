"""The log of every process: one handler, one form, no personal values; in text for people, in JSON for machines."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from domain.tid import DANSK_TID
from flows.logrens import RensetPost
from flows.settings import Indstillinger

_KOERSEL: ContextVar[str | None] = ContextVar("koersel", default=None)
# What these say at lower levels quotes what they carry: rows, requests, letters, pages.
_STILLE = (
    *("sqlalchemy", "alembic", "great_expectations", "httpx", "httpcore", "urllib3", "h11", "hpack", "websockets"),
    *("aiosmtpd", "mail", "scrapy", "parsel", "openpyxl", "multipart", "python_multipart", "authlib", "joserfc"),
    *("psycopg", "faker", "matplotlib", "asyncio", "markdown_it", "prefect.events", "aiosqlite", "docket"),
)


class Loghaandtag(logging.Handler):
    """Writes to standard error as it is when a line is written."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that cannot be written is lost rather than stopping the work."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
        except (OSError, ValueError):
            return


class Tekstform(logging.Formatter):
    """A line for people: time, level, logger, run, message, and below it the frames of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        koersel = getattr(record, "koersel", None)
        hvilken = f" [{koersel}]" if koersel else ""
        linje = f"{write_tid(record)} {record.levelname} {record.name}{hvilken}: {record.getMessage()}"
        return "\n".join([linje, *filter(None, (record.exc_text, record.stack_info))])


class Jsonform(JsonFormatter):
    """A line for machines: an object of these names alone, whatever a library hung on it."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:  # noqa: ARG002
        """Put in what a line has."""
        log_data["tid"] = write_tid(record)
        log_data["niveau"] = record.levelname
        log_data["logger"] = record.name
        log_data["koersel"] = getattr(record, "koersel", None)
        log_data["haendelse"] = record.getMessage()
        fejl = "\n".join(filter(None, (record.exc_text, record.stack_info)))
        if fejl:
            log_data["fejl"] = fejl


def start_logning(indstillinger: Indstillinger | None) -> None:
    """Let every logger of this process write by the settings; done again it takes the new ones.

    Call it before Prefect is imported, which then leaves the root to us; where it came first, ours takes its place.
    None: the settings cannot be read, and the log is as it is without any.
    """
    form, niveau = ("tekst", "WARNING") if indstillinger is None else (indstillinger.log, indstillinger.log_niveau)
    logging.setLogRecordFactory(make_post)
    rod = logging.getLogger()
    for gammel in [x for x in rod.handlers if type(x).__name__ in {"Loghaandtag", "PrefectConsoleHandler"}]:
        rod.removeHandler(gammel)
    haandtag = Loghaandtag()
    haandtag.setFormatter(Jsonform(json_ensure_ascii=False) if form == "json" else Tekstform())
    rod.addHandler(haandtag)
    rod.setLevel(niveau)
    for navn in _STILLE:
        logger = logging.getLogger(navn)
        logger.setLevel(max(logging.WARNING, logger.level))


def log_uncaught(art: type[BaseException], fejl: BaseException, spor: TracebackType | None) -> None:
    """Write what nobody caught to the log, cleaned as all else; made to be `sys.excepthook`."""
    if issubclass(art, KeyboardInterrupt):
        sys.__excepthook__(art, fejl, spor)
        return
    logging.getLogger("tilbudstjek").critical("Uventet fejl", exc_info=(art, fejl, spor))


def make_post(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - as logging calls it
    """Make a line of the log: cleaned, and with the run it belongs to."""
    post = RensetPost(*args, **kwargs)
    post.koersel = _KOERSEL.get()
    return post


def bind_koersel(koersel_id: str) -> None:
    """Say that what is logged from here on, in this thread, belongs to a run."""
    _KOERSEL.set(koersel_id)


@contextmanager
def logging_of(koersel_id: str | None) -> Iterator[None]:
    """Let what is logged within belong to a run (None: to none), and what comes after to what it did before."""
    foer = _KOERSEL.set(koersel_id)
    try:
        yield
    finally:
        _KOERSEL.reset(foer)


def write_tid(record: logging.LogRecord) -> str:
    """Give the Danish time of a line, in ISO 8601 with milliseconds."""
    return datetime.fromtimestamp(record.created, DANSK_TID).isoformat(timespec="milliseconds")
