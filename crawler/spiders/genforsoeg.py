"""Trying again: after a back-off that doubles, or as long as the portal asks for; and counting every answer."""

import asyncio
from collections import Counter
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.utils.misc import load_object

from crawler.pages.svar import is_challenge

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_IGEN = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_MINDSTE_S = 0.05
_LAENGSTE_S = 60.0

# A portal that asks for longer than this is not waited for: the crawl stops and says so.
LAENGSTE_RO_S = 300


class Genforsoeg:
    """Downloader middleware. A challenge is an answer and is never tried again."""

    def __init__(self, crawler: "Crawler") -> None:
        """Read the settings."""
        self._crawler = crawler
        self._grundtid = max(crawler.settings.getfloat("DOWNLOAD_DELAY"), _MINDSTE_S)
        self._fejl = tuple(load_object(x) for x in crawler.settings.getlist("RETRY_EXCEPTIONS"))
        self.tal: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "Genforsoeg":
        """Make one, as Scrapy asks for it."""
        return cls(crawler)

    def process_request(self, request: "Request") -> None:  # noqa: ARG002 - Scrapy's signature
        """Count an attempt."""
        self.tal["forsoeg"] += 1

    async def process_response(self, request: "Request", response: "Response") -> "Request | Response":
        """Count an answer, and try again when the portal may do better later."""
        self.tal[f"http_{response.status}"] += 1
        if response.status not in _IGEN or is_challenge(response.body[:65_536].decode("latin-1")):
            return response
        ro = read_retry_after(response)
        if ro is not None and ro > LAENGSTE_RO_S:
            return response
        return await self._again(request, f"http_{response.status}", ro) or response

    async def process_exception(self, request: "Request", exception: Exception) -> "Request | None":
        """Try again after a time-out or a broken connection."""
        if not isinstance(exception, self._fejl):
            return None
        self.tal["forbindelsesfejl"] += 1
        return await self._again(request, type(exception).__name__, None)

    async def _again(self, request: "Request", grund: str, ro: float | None) -> "Request | None":
        spider = self._crawler.spider
        if spider is None:
            return None
        ny = get_retry_request(request, spider=spider, reason=grund, give_up_log_level="DEBUG")
        if ny is not None:
            self.tal["genforsoeg"] += 1
            gange = int(request.meta.get("retry_times", 0))
            await asyncio.sleep(ro if ro is not None else min(self._grundtid * 2**gange, _LAENGSTE_S))
        return ny


def read_retry_after(response: "Response") -> float | None:
    """Give the seconds that an answer asks us to wait; a date is held against the answer's own clock."""
    raw = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if raw.isdigit():
        return float(raw[:9])
    try:
        hvornaar = parsedate_to_datetime(raw)
        nu = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
        return max(0.0, (hvornaar - nu).total_seconds())
    except (TypeError, ValueError):
        return None
