"""The pages on a server: read only, nothing from outside, and every error a page in Danish."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.resources import files

from fastapi import FastAPI
from sqlalchemy import Connection, Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.regel import Regel
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.web.formular import FormularFejl, Skriveadgang, add_formular
from reports.web.links import ServerLinks
from reports.web.rapportfiler import add_rapportfiler
from reports.web.side import Katalog, Side, Udsnit
from reports.web.sider import (
    budgetkalender,
    koersler,
    om_data,
    overblik,
    regler,
    socialtilsyn,
    stikproeve_resultat,
    stikproever,
    tilbud,
)
from reports.web.tegner import Ramme, draw
from warehouse.fejl import WarehouseFejl
from warehouse.queries.rapport_tilbud import load_tilbud
from warehouse.queries.rapport_tilstand import Tilstand, load_tilstand
from warehouse.transaktion import reading

Opslag = Callable[[Connection, Katalog, Request], Side | None]
Ur = Callable[[], datetime]

_HOVEDER = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_SIDETAL = re.compile(r"[1-9][0-9]{0,5}")
_INGEN = Tilstand(snapshot=None, kontrol=None, koersel=None)


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
    add_rapportfiler(app, engine, katalog, ur=ur, hoveder=_HOVEDER)
    for sti, opslag in _SIDER.items():
        app.add_route(sti, _make_endpoint(engine, katalog, opslag, ur), methods=["GET"])
    app.add_route("/stikproever/{nummer}/traek.csv", _make_traekliste(engine), methods=["GET"])
    add_formular(app, engine, _make_tegner(engine), skriv)
    app.add_route("/stil.css", _stil, methods=["GET"])
    app.add_exception_handler(FormularFejl, _formular_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(WarehouseFejl, _warehouse_error)
    app.add_exception_handler(500, _bug)
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
        hoveder = {**_HOVEDER, "Content-Disposition": f'attachment; filename="traek-{nummer}.csv"'}
        return Response(liste, media_type="text/csv; charset=utf-8", headers=hoveder)

    return endpoint


def _overblik(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return overblik.show_overblik(conn, katalog)


def _socialtilsyn_liste(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return overblik.show_tom("socialtilsyn") if katalog.tilstand.snapshot is None else socialtilsyn.show_liste(conn)


def _socialtilsyn(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return socialtilsyn.show_socialtilsyn(conn, katalog, request.path_params["slug"], _udsnit(request))


def _regler(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return regler.show_liste(conn, katalog)


def _regel(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return regler.show_regel(conn, katalog, request.path_params["regel"], _udsnit(request))


def _tilbud_liste(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return (
        overblik.show_tom("tilbud") if katalog.tilstand.snapshot is None else tilbud.show_liste(conn, _udsnit(request))
    )


def _tilbud(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    fundet = load_tilbud(conn, [request.path_params["tilbudsid"]])
    return tilbud.show_tilbud(fundet[0], katalog) if fundet else None


def _koersler(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return koersler.show_liste(conn, _udsnit(request))


def _koersel(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return koersler.show_koersel(conn, request.path_params["koersel"])


def _stikproever(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return stikproever.show_liste(conn, katalog)


def _traekning(_conn: Connection, _katalog: Katalog, _request: Request) -> Side | None:
    return stikproever.show_traekning()


def _stikproeve(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return stikproever.show_kontrol(conn, katalog, request.path_params["nummer"])


def _resultat(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return stikproeve_resultat.show_resultat(conn, request.path_params["nummer"])


def _evidens(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return stikproeve_resultat.show_evidens(conn, katalog)


def _budgetkalender(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return budgetkalender.show_budgetkalender(conn, katalog, request.path_params.get("aar"))


def _om_data(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return om_data.show_om_data(conn, katalog)


_SIDER: dict[str, Opslag] = {
    "/": _overblik,
    "/socialtilsyn": _socialtilsyn_liste,
    "/socialtilsyn/{slug}": _socialtilsyn,
    "/regler": _regler,
    "/regler/{regel}": _regel,
    "/tilbud": _tilbud_liste,
    "/tilbud/{tilbudsid:path}": _tilbud,
    "/budgetkalender": _budgetkalender,
    "/budgetkalender/{aar}": _budgetkalender,
    "/koersler": _koersler,
    "/koersler/{koersel:path}": _koersel,
    "/stikproever": _stikproever,
    f"/stikproever/{stikproever.SAADAN}": _traekning,
    f"/stikproever/{stikproeve_resultat.EVIDENS}": _evidens,
    "/stikproever/{nummer}": _stikproeve,
    "/stikproever/{nummer}/resultat": _resultat,
    "/om-data": _om_data,
}


def _udsnit(request: Request) -> Udsnit:
    tekst = request.query_params.get("side", "1")
    if not _SIDETAL.fullmatch(tekst):
        raise HTTPException(404)
    return Udsnit(nummer=int(tekst))


def _stil(_request: Request) -> Response:
    return Response(read_stil(), media_type="text/css", headers=_HOVEDER)


def _html(indhold: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(indhold, status_code=status, headers=_HOVEDER)


def _error(titel: str, forklaring: str, status: int) -> Response:
    side = Side(emne="", skabelon="ikke_fundet.html", titel=titel, indhold={"forklaring": forklaring})
    return _html(draw(side, Ramme(links=ServerLinks(), tilstand=_INGEN)), status)


def _http_error(_request: Request, fejl: Exception) -> Response:
    status = fejl.status_code if isinstance(fejl, HTTPException) else 404
    if status == 405:  # noqa: PLR2004 - the standard's number
        return _error("Her kan man kun læse", "Siden tager ikke imod noget.", status)
    return _error(
        "Siden findes ikke", "Måske er tilbuddet, reglen eller kørslen skrevet forkert, eller den findes ikke.", 404
    )


def _formular_error(_request: Request, fejl: Exception) -> Response:
    status = fejl.status_code if isinstance(fejl, FormularFejl) else 400
    return _error("Der er ikke gemt noget", getattr(fejl, "detail", ""), status)


def _warehouse_error(_request: Request, fejl: Exception) -> Response:
    return _error("Databasen kan ikke læses lige nu", str(fejl), 503)


def _bug(_request: Request, _fejl: Exception) -> Response:
    return _error(
        "Der er en fejl i programmet",
        "Siden kan ikke vises. Det er vores fejl; sig det til dem, der driver Tilbudstjek. Loggen siger mere.",
        500,
    )
