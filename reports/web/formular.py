"""The form's way in: what may be written, by whom from where, and nothing from another site.

There are no logins yet. The form is therefore only there when the server was started for it, and only on the machine
itself; initials are taken at their word.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, quote

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.tid import find_dag
from reports.web.side import Side
from reports.web.sider.stikproeve_formular import Udfyldt, make_udfyldt, show_formular, show_liste
from sampling.ark.fordeling import check_sagsbehandler
from sampling.fejl import StikproeveFejl
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.udfald import Indberetning, UdfaldKonflikt, store_udfald
from warehouse.transaktion import reading

Tegner = Callable[[Side, int], Response]

_KAGE = "tjekformular"
_DENNE_MASKINE = frozenset({"127.0.0.1", "localhost", "::1"})
_GRAENSE = 512 * 1024
_AFBRYD = 32 * _GRAENSE
_FELTER = 1000
_IKKE_MAERKET = (
    "Serveren er startet igen, siden du hentede siden, eller cookies er slået fra i browseren. "
    "Se svarene igennem, og gem en gang til."
)


@dataclass(frozen=True)
class Skriveadgang:
    """That the form may be used: what tells the time, and a secret that lives as long as the server."""

    ur: Callable[[], datetime]
    hemmelighed: bytes


class FormularFejl(HTTPException):
    """A request that is not taken in; `detail` is the Danish sentence for it."""


def add_formular(app: FastAPI, engine: Engine, tegn: Tegner, adgang: Skriveadgang | None) -> None:
    """Add the form's addresses to an application; without access they say why there is no form."""
    formular = _Formular(engine, tegn, adgang)
    app.add_route("/stikproever/{nummer}/svar", formular.show_liste, methods=["GET"])
    app.add_route("/stikproever/{nummer}/svar/{enhed_id:path}", formular.show, methods=["GET"])
    app.add_route("/stikproever/{nummer}/svar/{enhed_id:path}", formular.take_in, methods=["POST"])


class _Formular:
    """The three answers of the form: the list of cases, one case, and what is sent in."""

    def __init__(self, engine: Engine, tegn: Tegner, adgang: Skriveadgang | None) -> None:
        self._engine = engine
        self._tegn = tegn
        self._adgang = adgang

    def show_liste(self, request: Request) -> Response:
        _require_adgang(request, self._adgang)
        with reading(self._engine) as session:
            side = show_liste(
                session.connection(), request.path_params["nummer"], hvem=request.query_params.get("hvem")
            )
        return self._answer(side, 200)

    def show(self, request: Request) -> Response:
        adgang = _require_adgang(request, self._adgang)
        return self._show(request, adgang, er_gemt="gemt" in request.query_params)

    async def take_in(self, request: Request) -> Response:
        adgang = _require_adgang(request, self._adgang)
        felter = await _read_felter(request)
        _require_egen(request)
        return await run_in_threadpool(self._store, request, felter, adgang)

    def _store(self, request: Request, felter: Mapping[str, str], adgang: Skriveadgang) -> Response:
        nummer, enhed_id = request.path_params["nummer"], request.path_params["enhed_id"]
        nu = adgang.ur()
        udfyldt = make_udfyldt(felter, enhed_id, dag=find_dag(nu))
        if not _is_maerket(request, felter, adgang):
            udfyldt = udfyldt.with_fejl("", _IKKE_MAERKET)
        if not udfyldt.har_fejl:
            udfyldt = self._store_svar(nummer, udfyldt, nu)
        if not udfyldt.har_fejl:
            return RedirectResponse(f"/stikproever/{quote(nummer)}/svar/{quote(enhed_id, safe='')}?gemt=1", 303)
        return self._show(request, adgang, udfyldt=udfyldt)

    def _show(
        self, request: Request, adgang: Skriveadgang, *, udfyldt: Udfyldt | None = None, er_gemt: bool = False
    ) -> Response:
        kage = request.cookies.get(_KAGE) or secrets.token_urlsafe(32)
        with reading(self._engine) as session:
            side = show_formular(
                session.connection(),
                request.path_params["nummer"],
                request.path_params["enhed_id"],
                maerke=_make_maerke(adgang, kage),
                er_gemt=er_gemt,
                udfyldt=udfyldt,
            )
        svar = self._answer(side, 200 if udfyldt is None else 422)
        svar.set_cookie(_KAGE, kage, path="/stikproever", httponly=True, samesite="strict")
        return svar

    def _store_svar(self, nummer: str, udfyldt: Udfyldt, nu: datetime) -> Udfyldt:
        """Store what was filled in; give it back with what was wrong, if anything was."""
        try:
            indberetning = Indberetning(
                sagsbehandler=check_sagsbehandler(udfyldt.sagsbehandler), kilde="web", nu=nu, sete=udfyldt.sete
            )
            store_udfald(self._engine, nummer, udfyldt.svar, indberetning=indberetning)
        except UdfaldKonflikt as konflikt:
            return udfyldt.with_konflikter(konflikt.versioner)
        except StikproeveFejl as fejl:
            return udfyldt.with_fejl("sagsbehandler", str(fejl))
        except KontrolFejl as fejl:
            return udfyldt.with_fejl("", str(fejl))
        return udfyldt

    def _answer(self, side: Side | None, status: int) -> Response:
        if side is None:
            raise HTTPException(404)
        svar = self._tegn(side, status)
        svar.headers["Cache-Control"] = "no-store"
        return svar


def _require_adgang(request: Request, adgang: Skriveadgang | None) -> Skriveadgang:
    if adgang is None:
        raise FormularFejl(403, "Serveren viser kun siderne. Start den med »tilbudstjek web --skriv« for at svare.")
    # A foreign site may point its own name at this machine; its name is then the one asked for.
    if request.url.hostname not in _DENNE_MASKINE:
        raise FormularFejl(403, "Formularen kan kun bruges på den maskine, serveren kører på.")
    return adgang


async def _read_felter(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        raise FormularFejl(415, "Siden tager kun imod sin egen formular.")
    indhold, laengde = b"", 0
    # Read to its end, so that the browser is there to show the answer; kept only as far as it may go.
    async for del_ in request.stream():
        laengde += len(del_)
        indhold += del_ if laengde <= _GRAENSE else b""
        if laengde > _AFBRYD:
            break
    if laengde > _GRAENSE:
        raise FormularFejl(413, "Der er skrevet for meget i formularen. Gør kommentarerne kortere.")
    try:
        return dict(parse_qsl(indhold.decode("ascii"), keep_blank_values=True, max_num_fields=_FELTER, errors="strict"))
    except ValueError as fejl:
        raise FormularFejl(400, "Formularen kan ikke læses. Gå tilbage, og send den igen.") from fejl


def _require_egen(request: Request) -> None:
    """Refuse what another site made the browser send."""
    # Our own pages send no referrer, so that the origin of our own form is written as `null`.
    egen = {"null", f"{request.url.scheme}://{request.headers.get('host', '')}"}
    fra = request.headers.get("sec-fetch-site", "same-origin")
    if request.headers.get("origin", "null") not in egen or fra not in {"same-origin", "none"}:
        raise FormularFejl(403, "Svarene kom ikke fra Tilbudstjeks egen side og er ikke gemt.")


def _is_maerket(request: Request, felter: Mapping[str, str], adgang: Skriveadgang) -> bool:
    """Tell whether the form is one that this server gave this browser."""
    kage = request.cookies.get(_KAGE)
    return bool(kage) and hmac.compare_digest(
        _make_maerke(adgang, kage or "").encode(), felter.get("maerke", "").encode()
    )


def _make_maerke(adgang: Skriveadgang, kage: str) -> str:
    return hmac.new(adgang.hemmelighed, kage.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
