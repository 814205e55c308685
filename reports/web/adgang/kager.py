"""Our cookies: never read by script, never sent from other sites' forms, over https only where there is https."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response


class Kage:
    """One cookie of ours; where there is https its name forbids other servers of the domain to set it."""

    def __init__(self, navn: str, *, er_https: bool) -> None:
        """Take its name, and whether we are reached by https."""
        self._navn = f"__Host-{navn}" if er_https else navn
        self._er_https = er_https

    def read(self, request: Request) -> str | None:
        """Give its value in a request."""
        return request.cookies.get(self._navn)

    def set(self, svar: Response, value: str, *, varer: timedelta | None = None) -> None:
        """Give it with an answer; without `varer` until the browser is closed.

        Lax and not Strict: a link in a mail leads to a page, and the way back from the login begins at another server.
        """
        svar.set_cookie(
            self._navn,
            value,
            max_age=None if varer is None else int(varer.total_seconds()),
            path="/",
            secure=self._er_https,
            httponly=True,
            samesite="lax",
        )

    def drop(self, svar: Response) -> None:
        """Ask the browser to forget it."""
        svar.delete_cookie(self._navn, path="/", secure=self._er_https, httponly=True, samesite="lax")
