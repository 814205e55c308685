"""Answers that a client has already got are not sent again: ETag, If-None-Match, Last-Modified (RFC 9110)."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from reports.web.api.hoveder import HOVEDER

_GODT = 200
_UAENDRET = 304
_BYTES = 16
# What a 304 repeats of the answer it stands for (RFC 9110 § 15.4.5).
_GENTAGES = ("ETag", "Last-Modified", "Link")


class Maerketrute(APIRoute):
    """A route whose answers carry the hash of their content, and are left out when the client has that already."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give what answers a request."""
        inderst = super().get_route_handler()

        async def answer(request: Request) -> Response:
            svar = await inderst(request)
            svar.headers.update(HOVEDER)
            return _mark(request, svar) if svar.status_code == _GODT else svar

        return answer


def _mark(request: Request, svar: Response) -> Response:
    # Weak: the same content is the same answer, however it is packed on the way.
    maerke = f'W/"{hashlib.blake2b(bytes(svar.body), digest_size=_BYTES).hexdigest()}"'
    svar.headers["ETag"] = maerke
    if not _has(request.headers.get("if-none-match", ""), maerke):
        return svar
    hoveder = {navn: svar.headers[navn] for navn in _GENTAGES if navn in svar.headers}
    return Response(status_code=_UAENDRET, headers={**HOVEDER, **hoveder}, background=svar.background)


def _has(kendte: str, maerke: str) -> bool:
    uden = maerke.removeprefix("W/")
    return kendte.strip() == "*" or uden in (en.strip().removeprefix("W/") for en in kendte.split(","))
