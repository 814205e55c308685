"""Every error as a page in Danish."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reports.web.hoveder import HOVEDER
from reports.web.indsendt import FormularFejl
from reports.web.links import ServerLinks
from reports.web.side import Side
from reports.web.tegner import Ramme, draw
from warehouse.fejl import WarehouseFejl
from warehouse.queries.rapport_tilstand import Tilstand

INGEN = Tilstand(snapshot=None, kontrol=None, koersel=None)


def add_fejlsider(app: FastAPI) -> None:
    """Answer every error of an application with a page that says what to do."""
    app.add_exception_handler(FormularFejl, _formular_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(WarehouseFejl, _warehouse_error)
    app.add_exception_handler(500, _bug)


@dataclass(frozen=True)
class Vej:
    """A way on from a page that says something: its address, and what it is called."""

    url: str
    navn: str


def show_fejl(titel: str, forklaring: str, status: int) -> Response:
    """Give a page that says what went wrong; it asks the database nothing."""
    return _show("ikke_fundet.html", titel, {"forklaring": forklaring}, status)


def show_besked(titel: str, forklaring: str, status: int, vej: Vej | None = None) -> Response:
    """Give a page that says something, with a way on; it asks the database nothing."""
    return _show("besked.html", titel, {"forklaring": forklaring, "vej": vej}, status)


def _show(skabelon: str, titel: str, indhold: dict[str, object], status: int) -> Response:
    side = Side(emne="", skabelon=skabelon, titel=titel, indhold=indhold)
    return HTMLResponse(draw(side, Ramme(links=ServerLinks(), tilstand=INGEN)), status_code=status, headers=HOVEDER)


def _http_error(request: Request, fejl: Exception) -> Response:
    status = fejl.status_code if isinstance(fejl, HTTPException) else 404
    if status == 405 and request.method in {"GET", "HEAD"}:  # noqa: PLR2004 - the standard's number
        return show_fejl(
            "Formularen er ikke sendt",
            "Adressen hører til en formular og har ingen side. Åbn siden med formularen, og send den derfra.",
            status,
        )
    if status == 405:  # noqa: PLR2004 - the standard's number
        return show_fejl("Her kan man kun læse", "Siden tager ikke imod noget.", status)
    return show_fejl(
        "Siden findes ikke", "Måske er tilbuddet, reglen eller kørslen skrevet forkert, eller den findes ikke.", 404
    )


def _formular_error(_request: Request, fejl: Exception) -> Response:
    status = fejl.status_code if isinstance(fejl, FormularFejl) else 400
    return show_fejl("Der er ikke gemt noget", getattr(fejl, "detail", ""), status)


def _warehouse_error(_request: Request, fejl: Exception) -> Response:
    return show_fejl("Databasen kan ikke læses lige nu", str(fejl), 503)


def _bug(_request: Request, _fejl: Exception) -> Response:
    return show_fejl(
        "Der er en fejl i programmet",
        "Siden kan ikke vises. Det er vores fejl; sig det til dem, der driver Tilbudstjek. Loggen siger mere.",
        500,
    )
