"""What the API says of itself: the Danish text at the top, the errors every address can give, and their media type."""

from typing import Any

from reports.web.api.problem import MEDIETYPE, Problem

BESKRIVELSE = (
    "Tilbudsportalens register, som Tilbudstjek sidst har hentet og bedømt det. Der kan kun læses. Svarene bygger på "
    "de samme opslag som rapportsiderne og er undergivet de samme regler: et krisecenters (§ 109) gade, telefonnumre, "
    "e-mailadresser og navne på personer er aldrig med, og plejefamilier kun som samlede tal.\n\n"
    "Lister kommer en side ad gangen (`side`, `antal`) med hovedet `Link` til de andre. Hvert svar har et `ETag`; "
    "send det igen som `If-None-Match`, og svaret er 304 uden indhold, når intet er ændret. Et svars felter kan blive "
    "flere inden for v1; ingen bliver fjernet eller får en ny betydning."
)


def _fejl(tekst: str) -> dict[str, Any]:
    return {"model": Problem, "description": tekst}


FEJL: dict[int | str, dict[str, Any]] = {
    304: {"description": "Intet er ændret siden det svar, hvis ETag står i If-None-Match."},
    401: _fejl("Der mangler en gyldig nøgle."),
    403: _fejl("Nøglen giver ikke adgang til dette."),
    404: _fejl("Det findes ikke, eller listen har ikke så mange sider."),
    422: _fejl("En parameter kan ikke forstås; `fejl` siger hvilken."),
    429: _fejl("Der er spurgt for mange gange på kort tid; vent, som Retry-After siger."),
    503: _fejl("Databasen kan ikke læses lige nu; prøv igen om lidt."),
}


def dress(openapi: dict[str, Any]) -> dict[str, Any]:
    """Give the description with errors under their own media type, and the headers of answers."""
    for sti in openapi["paths"].values():
        for handling in sti.values():
            for status, svar in handling["responses"].items():
                _dress_svar(status, svar)
    return openapi


def _dress_svar(status: str, svar: dict[str, Any]) -> None:
    indhold = svar.get("content", {})
    if status >= "400" and "application/json" in indhold:
        svar["content"] = {MEDIETYPE: indhold["application/json"]}
    if status in ("200", "304"):
        svar["headers"] = {"ETag": _hoved("Svarets mærke, til If-None-Match.")}
    if status == "304":
        svar.pop("content", None)
    if status == "401":
        svar["headers"] = {"WWW-Authenticate": _hoved("Bearer, og hvad der er i vejen.")}


def _hoved(tekst: str) -> dict[str, Any]:
    return {"description": tekst, "schema": {"type": "string"}}
