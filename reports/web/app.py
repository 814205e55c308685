"""The pages on a server: read only, nothing from outside, and every error a page in Danish."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from domain.regel import Regel
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Indgang, Login, Lokal
from reports.web.adgang.krav import Vogtet, open_to_all
from reports.web.adgang.laeser import Laeser, read_laeser, require_bruger
from reports.web.adgang.log_ind import make_ruter
from reports.web.adgang.vagt import Vagt
from reports.web.api.app import mount_api
from reports.web.bruger import LOKAL, MINISTERIET
from reports.web.fejlsider import INGEN, add_fejlsider
from reports.web.handling import Tegner, make_rute
from reports.web.hoveder import HOVEDER
from reports.web.links import ServerLinks
from reports.web.rapportfiler import make_rapportfiler
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side
from reports.web.sidekort import HANDLINGER, RUTER
from reports.web.sider import stikproever
from reports.web.tegner import Ramme, draw
from warehouse.adgangslog import SET
from warehouse.queries.rapport_tilstand import Tilstand, load_tilstand
from warehouse.transaktion import reading

Ur = Callable[[], datetime]


def make_app(
    engine: Engine, *, regler: Sequence[Regel] | None = None, ur: Ur | None = None, indgang: Indgang | None = None
) -> FastAPI:
    """Make the web application over a warehouse.

    `regler` are the catalogue's unless others are given. `ur` tells the time, which time limits are held to; without it
    they are held to the day of the register. `indgang` says who comes in and how: unless given, one local reader, who
    may not write. A way in by which people log in or write needs the time.
    """
    katalog = {regel.id: regel for regel in (load_regler() if regler is None else regler)}
    doer = Doer(engine, indgang or Lokal(), ur)
    app = FastAPI(title="Tilbudstjek", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.router.routes += _make_ruter(engine, katalog, ur, doer)
    app.add_middleware(Vagt, doer=doer)
    add_fejlsider(app)
    return app


def _make_ruter(engine: Engine, katalog: dict[str, Regel], ur: Ur | None, doer: Doer) -> Iterator[BaseRoute]:
    """Give every address; each says whom it is for, and one that does not is for nobody."""
    if isinstance(doer.indgang, Login):
        yield from make_ruter(doer, doer.indgang)
    yield from make_rapportfiler(engine, katalog, ur=ur, hoveder=HOVEDER)
    for rute in RUTER:
        yield Vogtet(rute.sti, _make_endpoint(engine, katalog, rute, ur, doer), rute.roller)
    yield Vogtet("/stikproever/{nummer}/traek.csv", _make_traekliste(engine), MINISTERIET)
    for handling in HANDLINGER:
        yield make_rute(handling, engine, doer, _make_tegner(engine, doer))
    yield open_to_all(_stil, "/stil.css")
    yield mount_api(engine, katalog, ur=ur)


def read_stil() -> str:
    """Give the style sheet."""
    return files("reports.web").joinpath("statisk", "stil.css").read_text(encoding="utf-8")


def _make_endpoint(
    engine: Engine, regler: dict[str, Regel], rute: Rute, ur: Ur | None, doer: Doer
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        laeser = read_laeser(request)
        with reading(engine) as session:
            conn = session.connection()
            i_dag = find_dag(ur()) if ur else None
            katalog = Katalog(regler, load_tilstand(conn), i_dag, bruger=require_bruger(request))
            side = rute.opslag(conn, katalog, request)
        if side is None:
            raise HTTPException(404)
        if rute.ser is not None:
            doer.note(request, SET, rute.ser, next(iter(request.path_params.values()), None))
        if isinstance(side, Fil):
            return _fil(side)
        return _html(draw(side, _make_ramme(doer, laeser, katalog.tilstand)))

    return endpoint


def _make_tegner(engine: Engine, doer: Doer) -> Tegner:
    def tegn(side: Side, status: int, laeser: Laeser) -> Response:
        if laeser.bruger is None:
            # Whoever is outside is told nothing of the register.
            return _html(draw(side, _make_ramme(doer, laeser, INGEN)), status)
        with reading(engine) as session:
            tilstand = load_tilstand(session.connection())
        return _html(draw(side, _make_ramme(doer, laeser, tilstand)), status)

    return tegn


def _make_ramme(doer: Doer, laeser: Laeser, tilstand: Tilstand) -> Ramme:
    return Ramme(
        links=ServerLinks(),
        tilstand=tilstand,
        bruger=None if laeser.bruger == LOKAL else laeser.bruger,
        maerke=laeser.maerke,
        kan_logge_ud=isinstance(doer.indgang, Login),
    )


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
