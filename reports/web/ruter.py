"""A page's address, what looks it up, and whom it is for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from reports.web.bruger import MINISTERIET, Rolle
from reports.web.side import Fil, Katalog, Side, Udsnit

Opslag = Callable[[Connection, Katalog, Request], Side | Fil | None]

_SIDETAL = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Rute:
    """A page under an address (a Starlette path); anybody without one of `roller` is refused.

    A page that names Rolle.SOCIALTILSYN must keep to `katalog.tilsyn`, the code of the only portfolio it may show.
    `ser` is the kind of thing seen (`kontakt`); when it is given, each look of somebody who is logged in is written to
    the log of acts, with the first part of the address that varies. A page that shows that log has `gemmes` False:
    looks are written without the kept pages being drawn anew. `kun_maerke` says of a page with forms of its own that,
    asked for by its address, they hold nothing of the reader's but the token, so that it may be kept as others are.
    """

    sti: str
    opslag: Opslag
    roller: frozenset[Rolle] = MINISTERIET
    ser: str | None = None
    gemmes: bool = True
    kun_maerke: bool = False


def read_udsnit(request: Request) -> Udsnit:
    """Give the part of a long table that the address asks for (`?side=2`). Raises HTTPException 404 when it is none."""
    tekst = request.query_params.get("side", "1")
    if not _SIDETAL.fullmatch(tekst):
        raise HTTPException(404)
    return Udsnit(nummer=int(tekst))
