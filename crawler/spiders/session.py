"""The portal's session cookies sent back to it, and to nobody else.

Scrapy's own middleware asks a list on the internet which domains are public before it keeps a cookie; a crawl of one
host needs no such list and calls nobody but the portal.
"""

from typing import TYPE_CHECKING

from scrapy.http.cookies import CookieJar

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class Session:
    """Downloader middleware: one jar, and what it gives for a path until the portal changes it."""

    def __init__(self) -> None:
        """Begin without a session."""
        self._krukke = CookieJar()
        self._husket: dict[str, bytes | None] = {}

    def process_request(self, request: "Request") -> None:
        """Send along what the portal gave us."""
        sti = request.url.partition("?")[0]
        if sti not in self._husket:
            self._krukke.add_cookie_header(request)
            self._husket[sti] = request.headers.get("Cookie")
        elif (cookie := self._husket[sti]) is not None:
            request.headers["Cookie"] = cookie

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Keep what the portal gives us."""
        if b"Set-Cookie" in response.headers:
            self._krukke.extract_cookies(response, request)
            self._husket.clear()
        return response
