"""The pages on a server: read only, nothing from outside, and every error a page in Danish."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.resources import files

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.regel import Regel
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.web.fejlsider import add_fejlsider
from reports.web.formular import Skriveadgang, add_formular
from reports.web.hoveder import HOVEDER
from reports.web.links import ServerLinks
from reports.web.rapportfiler import add_rapportfiler
from reports.web.ruter import Opslag
from reports.web.side import Fil, Katalog, Side
from reports.web.sidekort import RUTER
from reports.web.sider import stikproever
from reports.web.tegner import Ramme, draw
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

Ur = Callable[[], datetime]


def make_app(
    engine: Engine,
    *,
    regler: Sequence[Regel] | None = None,
    ur: Ur | None = None,
    skriv: Skriveadgang | None = None,
) -> FastAPI:
    """Make the web application over a warehouse.

    `regler` are the catalogue's unless others are given. `ur` tells the time, which time limits are held to; without it
    they are held to the day of the register. `skriv` lets the form of the stikprøvekontrol be used.
    """
    katalog = {regel.id: regel for regel in (load_regler() if regler is None else regler)}
    app = FastAPI(title="Tilbudstjek", docs_url=None, redoc_url=None, openapi_url=None)
    add_rapportfiler(app, engine, katalog, ur=ur, hoveder=HOVEDER)
    for rute in RUTER:
        app.add_route(rute.sti, _make_endpoint(engine, katalog, rute.opslag, ur), methods=["GET"])
    app.add_route("/stikproever/{nummer}/traek.csv", _make_traekliste(engine), methods=["GET"])
    add_formular(app, engine, _make_tegner(engine), skriv)
    app.add_route("/stil.css", _stil, methods=["GET"])
    add_fejlsider(app)
    return app


def read_stil() -> str:
    """Give the style sheet."""
    return files("reports.web").joinpath("statisk", "stil.css").read_text(encoding="utf-8")


def _make_endpoint(
    engine: Engine, regler: dict[str, Regel], opslag: Opslag, ur: Ur | None
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with reading(engine) as session:
            conn = session.connection()
            katalog = Katalog(regler, load_tilstand(conn), find_dag(ur()) if ur else None)
            side = opslag(conn, katalog, request)
        if side is None:
            raise HTTPException(404)
        if isinstance(side, Fil):
            return _fil(side)
        return _html(draw(side, Ramme(links=ServerLinks(), tilstand=katalog.tilstand)))

    return endpoint


def _make_tegner(engine: Engine) -> Callable[[Side, int], Response]:
    def tegn(side: Side, status: int) -> Response:
        with reading(engine) as session:
            tilstand = load_tilstand(session.connection())
        return _html(draw(side, Ramme(links=ServerLinks(), tilstand=tilstand)), status)

    return tegn


def _make_traekliste(engine: Engine) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        nummer = request.path_params["nummer"]
        with reading(engine) as session:
            liste = stikproever.load_liste(session.connection(), nummer)
        if liste is None:
            raise HTTPException(404)
        hoveder = {**HOVEDER, "Content-Disposition": f'attachment; filename="traek-{nummer}.csv"'}
        return Response(liste, media_type="text/csv; charset=utf-8", headers=hoveder)

    return endpoint


def _stil(_request: Request) -> Response:
    return Response(read_stil(), media_type="text/css", headers=HOVEDER)


def _html(indhold: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(indhold, status_code=status, headers=HOVEDER)


def _fil(fil: Fil) -> Response:
    navn = {"Content-Disposition": f'attachment; filename="{fil.navn}"'}
    return Response(fil.indhold, media_type=fil.medietype, headers={**HOVEDER, **navn})
