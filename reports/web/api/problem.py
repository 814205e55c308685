"""Every error as problem details (RFC 9457): the same shape, and a Danish sentence that says what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reports.web.api.fejltekst import write_fejl
from reports.web.api.hoveder import HOVEDER
from reports.web.api.model import Svar
from warehouse.fejl import WarehouseFejl

MEDIETYPE = "application/problem+json"
_TITLER = {
    401: "Der mangler en gyldig nøgle",
    403: "Nøglen giver ikke adgang til dette",
    404: "Det findes ikke",
    405: "Her kan man kun læse",
    422: "Forespørgslen kan ikke forstås",
    429: "Det går for hurtigt",
    500: "Der er en fejl i programmet",
    503: "Databasen kan ikke læses lige nu",
}
_DETALJER = {
    404: "Adressen findes ikke. Se listen over adresser i /api/v1/openapi.json.",
    405: "API'et kan kun læses: brug GET eller HEAD.",
    500: "Svaret kan ikke gives. Det er vores fejl; sig det til dem, der driver Tilbudstjek.",
}


class Feltfejl(Svar):
    """What is wrong with one parameter."""

    felt: str = Field(description="Parameteren, der er noget galt med.", examples=["antal"])
    detail: str = Field(description="Hvad der er galt.", examples=["skal være højst 500"])


class Problem(Svar):
    """An error."""

    type: str = Field("about:blank", description="Altid about:blank: statussen siger, hvad slags fejl det er.")
    title: str = Field(description="Fejlen i få ord.", examples=["Det findes ikke"])
    status: int = Field(description="HTTP-statussen.", examples=[404])
    detail: str = Field(description="Hvad der er galt, og hvad man gør.", examples=["Der er intet tilbud med det id."])
    fejl: tuple[Feltfejl, ...] = Field((), description="Ved status 422: hver parameter, der er noget galt med.")


class IkkeFundet(HTTPException):
    """What was asked for is not there; the detail is Danish."""

    def __init__(self, detail: str) -> None:
        """Take the sentence that says what is not there."""
        super().__init__(404, detail)


def add_problemer(app: FastAPI) -> None:
    """Answer every error of an application with problem details."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(WarehouseFejl, _warehouse_error)
    app.add_exception_handler(500, _bug)


def make_problem(
    status: int, detail: str, *, fejl: tuple[Feltfejl, ...] = (), hoveder: Mapping[str, str] | None = None
) -> Response:
    """Give an error as an answer."""
    titel = _TITLER.get(status, HTTPStatus(status).phrase)
    problem = Problem(title=titel, status=status, detail=detail, fejl=fejl)
    return Response(
        problem.model_dump_json(), status_code=status, media_type=MEDIETYPE, headers={**HOVEDER, **(hoveder or {})}
    )


def _http_error(_request: Request, fejl: Exception) -> Response:
    if not isinstance(fejl, HTTPException):
        return make_problem(500, _DETALJER[500])
    egen = fejl.detail if fejl.detail != HTTPStatus(fejl.status_code).phrase else ""
    hoveder = {
        **(fejl.headers or {}),
        **({"Allow": "GET, HEAD"} if fejl.status_code == HTTPStatus.METHOD_NOT_ALLOWED else {}),
    }
    return make_problem(fejl.status_code, egen or _DETALJER.get(fejl.status_code, ""), hoveder=hoveder)


def _invalid(_request: Request, fejl: Exception) -> Response:
    fundne: list[Any] = list(fejl.errors()) if isinstance(fejl, RequestValidationError) else []
    felter = tuple(Feltfejl(felt=str(en["loc"][-1])[:100], detail=write_fejl(en)) for en in fundne)
    saetning = "; ".join(f"»{felt.felt}« {felt.detail}" for felt in felter[:5])
    return make_problem(422, f"Ret forespørgslen: {saetning}.", fejl=felter)


def _warehouse_error(_request: Request, fejl: Exception) -> Response:
    return make_problem(503, str(fejl), hoveder={"Retry-After": "30"})


def _bug(_request: Request, _fejl: Exception) -> Response:
    return make_problem(500, _DETALJER[500])
