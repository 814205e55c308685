"""The guard: every request is looked at before anything answers it, and every answer gets its headers."""

from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reports.web.adgang.doer import Doer
from reports.web.adgang.graenser import VENT_S
from reports.web.adgang.indgang import Login
from reports.web.adgang.krav import API, Undtaget, Vogtet, find_krav, find_rute
from reports.web.adgang.laeser import Laeser, set_laeser
from reports.web.adgang.session import Session
from reports.web.api.problem import make_problem
from reports.web.bruger import Rolle
from reports.web.fejlsider import show_fejl
from reports.web.hoveder import HOVEDER, HSTS
from reports.web.sider.socialtilsyn import make_slug
from warehouse.adgangslog import AFVIST

_LAESER = frozenset({"GET", "HEAD"})
_FAELLES = frozenset({"/stil.css"})


class Vagt:
    """Middleware: refuses, sends to the login, or lets through with `request.state.laeser` set."""

    def __init__(self, app: ASGIApp, doer: Doer) -> None:
        """Take what stands behind the door."""
        self._app = app
        self._doer = doer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if _is_drift(request):
            await self._app(scope, receive, send)
            return
        laeser, ny = self._doer.find_laeser(request)
        set_laeser(request, laeser)
        afslag = self._examine(request, laeser)

        async def send_med_hoveder(besked: Message) -> None:
            if besked["type"] == "http.response.start":
                self._add_hoveder(MutableHeaders(scope=besked), scope["path"], laeser, ny)
            await send(besked)

        await (afslag or self._app)(scope, receive, send_med_hoveder)

    def _examine(self, request: Request, laeser: Laeser) -> Response | None:
        """Give the refusal of a request; None when it may pass."""
        if not self._doer.knows_host(request):
            return show_fejl("Forkert adresse", self._explain_host(), 403)
        if not self._doer.is_within(request, laeser.bruger):
            return _slow_down(request.scope["path"])
        rute = find_rute(request.scope["app"].router.routes, request.scope)
        krav = Undtaget.AABEN if rute is None else find_krav(rute, request.scope["path"])
        return None if rute is None or isinstance(krav, Undtaget) else self._hold_to(krav, rute, request, laeser)

    def _hold_to(self, krav: frozenset[Rolle], rute: BaseRoute, request: Request, laeser: Laeser) -> Response | None:
        if laeser.bruger is None:
            return None if isinstance(rute, Vogtet) and rute.beholder else _send_to_login(request)
        if laeser.bruger.rolle in krav:
            return None
        if laeser.bruger.tilsyn is not None and request.scope["path"] == "/":
            return RedirectResponse(f"/socialtilsyn/{make_slug(laeser.bruger.tilsyn)}", 303)
        self._doer.note(request, AFVIST, "side", rute.path if isinstance(rute, Vogtet) else None)
        return show_fejl("Det må du ikke se eller gøre her", self._explain_rolle(laeser), 403)

    def _explain_host(self) -> str:
        if isinstance(self._doer.indgang, Login):
            return f"Siderne findes kun på {self._doer.indgang.web_url}."
        return "Siderne kan kun bruges på den maskine, serveren kører på."

    def _explain_rolle(self, laeser: Laeser) -> str:
        if isinstance(self._doer.indgang, Login):
            rolle = laeser.bruger.rolle.value if laeser.bruger else ""
            return f"Din rolle ({rolle}) giver ikke adgang hertil. Bed om en anden, hvis du skal bruge siden."
        if self._doer.indgang.kan_skrive:
            return "Den, serveren er startet som (»--som«), har ikke adgang hertil."
        return (
            "Serveren viser kun siderne. Start den med »tilbudstjek web --som sagsbehandler --bruger KL« "
            "(dine initialer) for at svare i formularer."
        )

    def _add_hoveder(self, hoveder: MutableHeaders, sti: str, laeser: Laeser, ny: Session | None) -> None:
        for navn, value in HOVEDER.items():
            hoveder.setdefault(navn, value)
        if self._doer.er_https:
            hoveder["Strict-Transport-Security"] = HSTS
        if sti.startswith(API) or sti in _FAELLES:
            return
        if laeser.session is not None:
            hoveder["Cache-Control"] = "private, no-store"
        if ny is not None and not hoveder.getlist("set-cookie"):
            svar = Response()
            self._doer.kage.set(svar, self._doer.sessioner.write(ny))
            hoveder.append("set-cookie", svar.headers["set-cookie"])


def _is_drift(request: Request) -> bool:
    """Tell of an address that is for machines that watch: no session, no limit and no name of ours is asked of them."""
    if request.method not in _LAESER:
        return False
    rute = find_rute(request.scope["app"].router.routes, request.scope)
    return isinstance(rute, Vogtet) and rute.krav is Undtaget.DRIFT


def _slow_down(sti: str) -> Response:
    forklaring = "Der er spurgt for mange gange på et minut. Vent et minut, og prøv igen."
    if sti.startswith(API):
        return make_problem(429, forklaring, hoveder={"Retry-After": str(VENT_S)})
    svar = show_fejl("Det går for hurtigt", forklaring, 429)
    svar.headers["Retry-After"] = str(VENT_S)
    return svar


def _send_to_login(request: Request) -> Response:
    if request.method not in _LAESER:
        return show_fejl("Du er ikke logget ind", "Log ind, og prøv igen. Intet er gemt.", 401)
    til = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/log-ind?{urlencode({'til': til})}", 303)
