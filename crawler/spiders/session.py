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
    """Downloader middleware: one jar for the crawl."""

    def __init__(self) -> None:
        """Begin without a session."""
        self._krukke = CookieJar()

    def process_request(self, request: "Request") -> None:
        """Send along what the portal gave us."""
        self._krukke.add_cookie_header(request)

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Keep what the portal gives us."""
        if b"Set-Cookie" in response.headers:
            self._krukke.extract_cookies(response, request)
        return response
