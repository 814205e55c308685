"""Logging in and out: the addresses that stand open."""

import hmac
import logging
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Login
from reports.web.adgang.kager import Kage
from reports.web.adgang.krav import Undtaget, Vogtet, open_to_all
from reports.web.adgang.laeser import Laeser, read_laeser
from reports.web.adgang.rollekort import AdgangFejl, find_bruger
from reports.web.adgang.session import Session, start_session
from reports.web.adgang.undervejs import FAERDIG, VARER, Begyndte, Undervejs, check_til
from reports.web.fejlsider import Vej, show_besked
from reports.web.handling import take_in_with
from warehouse.adgangslog import LOG_IND, LOG_UD, SESSION

LOG = logging.getLogger(__name__)
SVAR = "/log-ind/svar"
_FARVEL = "/log-ind/farvel"
_IGEN = Vej("/log-ind", "Log ind igen")
_UDLOEBET = "Der gik for lang tid, eller siden blev hentet to gange. Log ind en gang til."


def make_ruter(doer: Doer, login: Login) -> list[BaseRoute]:
    """Give the addresses for logging in and out."""
    dialog = _Dialog(doer, login)
    return [
        open_to_all(dialog.begin, "/log-ind"),
        open_to_all(dialog.take_in, SVAR),
        open_to_all(dialog.tell_done, FAERDIG),
        open_to_all(dialog.say_goodbye, _FARVEL),
        Vogtet("/log-ud", take_in_with(dialog.end, doer), Undtaget.AABEN, metoder=("POST",)),
    ]


class _Dialog:
    """The way to the provider and back."""

    def __init__(self, doer: Doer, login: Login) -> None:
        self._doer = doer
        self._login = login
        self._begyndte = Begyndte(login.hemmelighed)
        self._kage = Kage("tjek_log_ind", er_https=login.er_https)

    def begin(self, request: Request) -> Response:
        """Send a person to the provider."""
        try:
            begyndt = self._login.udbyder.begin()
        except AdgangFejl as fejl:
            return show_besked("Du kan ikke logge ind lige nu", str(fejl), 503, _IGEN)
        til = check_til(request.query_params.get("til", "/"))
        svar = RedirectResponse(begyndt.url, 302)
        undervejs = Undervejs(begyndt=begyndt, til=til)
        self._kage.set(svar, self._begyndte.write(undervejs, self._doer.read_nu()), varer=VARER)
        return svar

    def take_in(self, request: Request) -> Response:
        """Take a person in who comes back from the provider."""
        undervejs = self._begyndte.take(self._kage.read(request), self._doer.read_nu())
        if undervejs is None or not _is_answer(request, undervejs):
            svar = show_besked("Du er ikke logget ind", _UDLOEBET, 400, _IGEN)
        else:
            svar = self._let_in(request, undervejs)
        self._kage.drop(svar)
        return svar

    def tell_done(self, request: Request) -> Response:
        """Tell somebody who logged in beside a form that they may go back to it."""
        bruger = read_laeser(request).bruger
        if bruger is None:
            return show_besked("Du er ikke logget ind", "Log ind for at se siderne.", 401, _IGEN)
        return show_besked(
            "Du er logget ind", f"Du er logget ind som {bruger.navn}. Luk fanen, og gå tilbage til din formular.", 200
        )

    def say_goodbye(self, _request: Request) -> Response:
        """Say that somebody is logged out."""
        return show_besked("Du er logget ud", "Luk browseren, hvis du deler maskinen med andre.", 200, _IGEN)

    def end(self, _request: Request, laeser: Laeser) -> Response:
        """Log a person out: here at once, and at the provider by a link."""
        if laeser.session is None or laeser.bruger is None:
            return show_besked("Du var ikke logget ind", "Der er ikke noget at logge ud af.", 200, _IGEN)
        self._end(laeser.session)
        # A form may lead on to our own pages only (form-action), so the provider's place is a link and no redirect.
        svar = show_besked("Du er logget ud", "Du er logget ud af Tilbudstjek.", 200, self._find_afsked())
        self._doer.kage.drop(svar)
        return svar

    def _let_in(self, request: Request, undervejs: Undervejs) -> Response:
        nu = self._doer.read_nu()
        if "code" not in request.query_params:
            return show_besked("Du er ikke logget ind", "Ministeriets login lod dig ikke komme ind.", 403, _IGEN)
        try:
            claims = self._login.udbyder.fetch_claims(request.query_params["code"], undervejs.begyndt, nu)
            bruger = find_bruger(self._login.rollekort, claims)
        except AdgangFejl as fejl:
            LOG.warning("A login was refused: %s", fejl)
            return show_besked("Du er ikke logget ind", str(fejl), 403, _IGEN)
        gammel = read_laeser(request).session
        if gammel is not None:
            self._end(gammel)
        session = start_session(bruger, nu)
        self._doer.write_down(self._doer.make_spor(bruger, SESSION, session.id, handling=LOG_IND))
        svar = RedirectResponse(undervejs.til, 303)
        self._doer.kage.set(svar, self._doer.sessioner.write(session))
        return svar

    def _end(self, session: Session) -> None:
        # Written down too, so that it is also over after a restart.
        self._doer.sessioner.end(session.id)
        self._doer.write_down(self._doer.make_spor(session.bruger, SESSION, session.id, handling=LOG_UD))

    def _find_afsked(self) -> Vej:
        sted = self._login.udbyder.find_afsked()
        if sted is None:
            return _IGEN
        tilbage = self._login.web_url.rstrip("/") + _FARVEL
        klient = {"client_id": self._login.udbyder.klient_id, "post_logout_redirect_uri": tilbage}
        return Vej(f"{sted}{'&' if '?' in sted else '?'}{urlencode(klient)}", "Log også ud af ministeriets login")


def _is_answer(request: Request, undervejs: Undervejs) -> bool:
    state = request.query_params.get("state", "")
    return hmac.compare_digest(state.encode("utf-8", "replace"), undervejs.begyndt.state.encode())
