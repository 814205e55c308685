"""Counting and timing requests by route and status: what was asked for is never kept, only which kind of page."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reports.web.adgang.krav import find_rute

_GRAENSER = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METODER = frozenset({"GET", "HEAD", "POST"})


class Maaler:
    """Middleware: counts each answer by the template of its route, its method and its status."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        """Take what is measured, and where the figures are kept."""
        self._app = app
        self._antal = Counter(
            "tilbudstjek_web_forespoergsler",
            "Forespørgsler, efter ruteskabelon, metode og status",
            ("rute", "metode", "status"),
            registry=registry,
        )
        self._tid = Histogram(
            "tilbudstjek_web_svartid_sekunder",
            "Sekunder til svaret var sendt, efter ruteskabelon",
            ("rute",),
            buckets=_GRAENSER,
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begyndt, status = time.perf_counter(), 500

        async def note(besked: Message) -> None:
            nonlocal status
            if besked["type"] == "http.response.start":
                status = besked["status"]
            await send(besked)

        try:
            await self._app(scope, receive, note)
        finally:
            rute = find_skabelon(scope)
            metode = scope["method"] if scope["method"] in _METODER else "anden"
            self._antal.labels(rute, metode, str(status)).inc()
            self._tid.labels(rute).observe(time.perf_counter() - begyndt)


def find_skabelon(scope: Scope) -> str:
    """Give the template of the route that answered or would have; `ukendt` when there is none."""
    # Only routes of the API tell of themselves, and they do so without what the API is mounted under.
    skabelon: str | None = getattr(scope.get("route"), "path", None)
    if skabelon is not None:
        monteret: str = scope.get("root_path", "")
        return skabelon if skabelon.startswith(monteret) else monteret + skabelon
    return getattr(find_rute(scope["app"].router.routes, scope), "path", "ukendt")
