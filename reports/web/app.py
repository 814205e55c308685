"""The pages on a server: read only, nothing from outside, and every error a page in Danish."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from domain.regel import Regel
from expectations.registry import load_regler
from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Indgang, Login, Lokal
from reports.web.adgang.krav import Vogtet, open_to_all
from reports.web.adgang.laeser import Laeser
from reports.web.adgang.log_ind import make_ruter
from reports.web.adgang.vagt import Vagt
from reports.web.api.app import mount_api
from reports.web.bruger import MINISTERIET
from reports.web.drift import Drift
from reports.web.fejlsider import INGEN, add_fejlsider
from reports.web.gemme import LOFT, Gemme
from reports.web.handling import Tegner, make_rute
from reports.web.hoveder import HOVEDER
from reports.web.rammer import make_ramme
from reports.web.rapportfiler import make_rapportfiler
from reports.web.side import Side
from reports.web.sidekort import HANDLINGER, RUTER
from reports.web.sider import stikproever, tilbud
from reports.web.sidesvar import Sidesvar, answer_marked
from reports.web.sundhed.maaler import Maaler
from reports.web.sundhed.ruter import make_driftsruter
from reports.web.tegner import draw
from warehouse.adgangslog import SET
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

Ur = Callable[[], datetime]


def make_app(
    engine: Engine,
    *,
    regler: Sequence[Regel] | None = None,
    ur: Ur | None = None,
    indgang: Indgang | None = None,
    gemmer: int = LOFT,
    drift: Drift | None = None,
) -> FastAPI:
    """Make the web application over a warehouse.

    `regler` are the catalogue's unless others are given. `ur` tells the time, which time limits are held to; without it
    they are held to the day of the register. `indgang` says who comes in and how: unless given, one local reader, who
    may not write. A way in by which people log in or write needs the time. `gemmer` is how many bytes of drawn pages
    are kept for the next who asks. `drift` is what forms need of the operation: without it they change no mails.
    """
    katalog = {regel.id: regel for regel in (load_regler() if regler is None else regler)}
    doer = Doer(engine, indgang or Lokal(), ur)
    app = FastAPI(title="Tilbudstjek", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.ur, app.state.drift = ur, drift or Drift()
    app.router.routes += _make_ruter(engine, katalog, ur, doer, gemmer, app.state.drift)
    registry = CollectorRegistry()
    proxy = doer.indgang.proxy if isinstance(doer.indgang, Login) else None
    app.router.routes += make_driftsruter(engine, ur, app.state.drift, registry, proxy=proxy)
    app.add_middleware(Vagt, doer=doer)
    app.add_middleware(Maaler, registry=registry)
    add_fejlsider(app)
    return app


def _make_ruter(
    engine: Engine, katalog: dict[str, Regel], ur: Ur | None, doer: Doer, gemmer: int, drift: Drift
) -> Iterator[BaseRoute]:
    """Give every address; each says whom it is for, and one that does not is for nobody."""
    if isinstance(doer.indgang, Login):
        yield from make_ruter(doer, doer.indgang)
    yield from make_rapportfiler(engine, katalog, ur=ur, hoveder=HOVEDER)
    sidesvar = Sidesvar(engine=engine, regler=katalog, ur=ur, doer=doer, gemme=Gemme(doer.stempel.read, loft=gemmer))
    for rute in RUTER:
        yield Vogtet(rute.sti, sidesvar.make_endpoint(rute), rute.roller)
    yield Vogtet("/stikproever/{nummer}/traek.csv", _make_traekliste(engine), MINISTERIET)
    for handling in HANDLINGER:
        yield make_rute(handling, engine, doer, _make_tegner(engine, doer), drift)
    yield open_to_all(_stil, "/stil.css")
    # The same as the page of a tilbud: who saw it is written down, whichever way they went.
    yield mount_api(engine, katalog, ur=ur, noter=lambda request, noegle: doer.note(request, SET, tilbud.SER, noegle))


def read_stil() -> str:
    """Give the style sheet."""
    return files("reports.web").joinpath("statisk", "stil.css").read_text(encoding="utf-8")


def _make_tegner(engine: Engine, doer: Doer) -> Tegner:
    def tegn(side: Side, status: int, laeser: Laeser) -> Response:
        if laeser.bruger is None:
            # Whoever is outside is told nothing of the register.
            return _html(draw(side, make_ramme(doer, laeser, INGEN)), status)
        with reading(engine) as session:
            tilstand = load_tilstand(session.connection())
        return _html(draw(side, make_ramme(doer, laeser, tilstand)), status)

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


def _stil(request: Request) -> Response:
    return answer_marked(request, read_stil().encode(), "text/css; charset=utf-8")


def _html(indhold: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(indhold, status_code=status, headers=HOVEDER)
