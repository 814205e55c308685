"""What a browser sends in: read as far as it may go, and only from our own pages."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

_GRAENSE = 512 * 1024
_AFBRYD = 32 * _GRAENSE
_FELTER = 1000


class FormularFejl(HTTPException):
    """A request that is not taken in; `detail` is the Danish sentence for it."""


async def read_felter(request: Request) -> dict[str, str]:
    """Give the fields of a form by name.

    Raises:
        FormularFejl: it is no form, too long, or cannot be read.
    """
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        raise FormularFejl(415, "Siden tager kun imod sin egen formular.")
    try:
        indhold = await _read_indhold(request)
        return dict(parse_qsl(indhold.decode("ascii"), keep_blank_values=True, max_num_fields=_FELTER, errors="strict"))
    except (ValueError, ClientDisconnect) as fejl:
        raise FormularFejl(400, "Formularen kan ikke læses. Gå tilbage, og send den igen.") from fejl


async def _read_indhold(request: Request) -> bytes:
    indhold, laengde = b"", 0
    # Read to its end, so that the browser is there to show the answer; kept only as far as it may go.
    async for del_ in request.stream():
        laengde += len(del_)
        indhold += del_ if laengde <= _GRAENSE else b""
        if laengde > _AFBRYD:
            break
    if laengde > _GRAENSE:
        raise FormularFejl(413, "Der er skrevet for meget i formularen. Gør kommentarerne kortere.")
    return indhold


def require_egen(hoveder: Mapping[str, str], adresse: str) -> None:
    """Refuse what another site made the browser send; `adresse` is our own origin. Raises FormularFejl."""
    # Our own pages send no referrer, so that the origin of our own form is written as `null`.
    fra = hoveder.get("sec-fetch-site", "same-origin")
    if hoveder.get("origin", "null") not in {"null", adresse} or fra not in {"same-origin", "none"}:
        raise FormularFejl(403, "Formularen kom ikke fra Tilbudstjeks egen side, og intet er gemt.")
