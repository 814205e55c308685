"""Scrapy's log without what pages say: no line a page, and of an error its place and kind but not its text."""

import logging
import traceback
from types import TracebackType
from typing import Any

from scrapy.logformatter import LogFormatter

_Fejl = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class StilleLog(LogFormatter):
    """Says nothing of pages that were fetched."""

    def crawled(self, *_args: object, **_kwargs: object) -> None:  # type: ignore[override]
        """Say nothing: a line a page costs time and holds an address."""
        return

    def spider_error(self, *_args: object, **_kwargs: object) -> dict[str, Any]:  # type: ignore[override]
        """Say that a page could not be handled, without its address; the frames follow."""
        return {"level": logging.ERROR, "msg": "A page could not be handled", "args": {}}


class UdenVaerdier(logging.Formatter):
    """Writes where an error arose and of what kind; its text may quote a page."""

    def formatException(self, ei: _Fejl) -> str:  # noqa: N802 - the name is logging's
        """Give the frames and the kind of an error."""
        rammer = "".join(traceback.format_tb(ei[2]))
        return f"{rammer}{ei[0].__name__ if ei[0] else ''}"


# What these say is told in another way: a page that cannot be had is in the dump, and the rest is no news.
_TAVSE = ("downloadermiddlewares.robotstxt", "downloadermiddlewares.redirect", "core.downloader")


def quiet_logging() -> None:
    """Send warnings, without values, to standard error; to be called when Scrapy has set up its own logging."""
    handler = logging.StreamHandler()
    handler.setFormatter(UdenVaerdier("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    for navn in _TAVSE:
        logging.getLogger(f"scrapy.{navn}").setLevel(logging.CRITICAL)
