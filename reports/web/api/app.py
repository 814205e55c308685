"""The API as an application of its own, to be mounted under STI."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from sqlalchemy import Engine
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

from domain.regel import Regel
from reports.web.api import afvigelser, budgetkalender, koersler, kommuner, register, regler, sager, stikproever, tilbud
from reports.web.api.hoved import Hovedsvar
from reports.web.api.kilde import Kilde, Noter, Ur, note_nobody
from reports.web.api.openapi import BESKRIVELSE, FEJL, dress
from reports.web.api.problem import add_problemer

STI = "/api/v1"
VERSION = "1.0.0"
_MODULER = (register, tilbud, afvigelser, regler, koersler, sager, stikproever, budgetkalender, kommuner)
_MINDST_BYTES = 1000


def make_api(engine: Engine, regler: Mapping[str, Regel], *, ur: Ur | None, noter: Noter = note_nobody) -> FastAPI:
    """Make the API over a warehouse and the rules by id.

    `ur` tells the time, by which keys expire; without it none opens anything. Who is logged in is
    `request.state.bruger`; `noter` writes down which tilbud they see.
    """
    app = FastAPI(
        title="Tilbudstjek",
        version=VERSION,
        description=BESKRIVELSE,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=FEJL,
    )
    app.state.kilde = Kilde(engine=engine, regler=regler, ur=ur, noter=noter)
    for modul in _MODULER:
        app.include_router(modul.router)
    add_problemer(app)
    app.add_middleware(Hovedsvar)
    app.add_middleware(GZipMiddleware, minimum_size=_MINDST_BYTES)
    _describe(app)
    return app


def mount_api(engine: Engine, regler: Mapping[str, Regel], *, ur: Ur | None, noter: Noter = note_nobody) -> Mount:
    """Give the API under STI, for an application to answer with; see `make_api`."""
    under = Mount(STI, make_api(engine, regler, ur=ur, noter=noter))
    # Also an address with a line break in it is the API's to refuse.
    under.path_regex = re.compile(under.path_regex.pattern, re.DOTALL)
    return under


def _describe(app: FastAPI) -> None:
    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            raa = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                servers=[{"url": STI}],
            )
            app.openapi_schema = dress(raa)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to a changed description
