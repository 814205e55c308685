"""The door of one application: who comes in, by which cookie, and what is written down of it."""

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import Engine
from starlette.requests import Request

from reports.web.adgang.graenser import Taeller, make_klientnoegle
from reports.web.adgang.indgang import DENNE_MASKINE, Indgang, Login
from reports.web.adgang.kager import Kage
from reports.web.adgang.laeser import Laeser, read_laeser
from reports.web.adgang.session import Session, Sessioner, start_session
from reports.web.bruger import LOKAL, Bruger
from warehouse.adgangslog import AENDRET, Spor, list_afsluttede, log_adgang, write_spor
from warehouse.fejl import WarehouseFejl
from warehouse.stempel import Stempel

Ur = Callable[[], datetime]

LOG = logging.getLogger(__name__)
_VAERT = re.compile(r"(?P<navn>[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?")


class Doer:
    """Knows the way in, the sessions, and the log."""

    def __init__(self, engine: Engine, indgang: Indgang, ur: Ur | None) -> None:
        """Take the way in; sessions that were logged out of before the server was started stay so.

        Raises:
            ValueError: there is something to log in to or to write, and no clock.
        """
        if ur is None and (isinstance(indgang, Login) or indgang.kan_skrive):
            raise ValueError("sessions need a clock")
        self.indgang = indgang
        self.sessioner = Sessioner(indgang.hemmelighed, indgang.levetid)
        self.kage = Kage("tjek_session", er_https=self.er_https)
        self._ur = ur
        self._engine = engine
        self.stempel = Stempel(engine)
        self._taeller = Taeller(indgang.graenser) if isinstance(indgang, Login) else None
        self._skriver = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adgangslog")
        if isinstance(indgang, Login):
            for session_id in list_afsluttede(engine, siden=self.read_nu() - self.sessioner.hoejst):
                self.sessioner.end(session_id)

    @property
    def er_https(self) -> bool:
        """Whether browsers reach us encrypted."""
        return isinstance(self.indgang, Login) and self.indgang.er_https

    @property
    def har_ur(self) -> bool:
        """Whether somebody tells us the time."""
        return self._ur is not None

    def read_nu(self) -> datetime:
        """Give the time now. Raises ValueError where nobody tells it, which is only where nothing needs it."""
        if self._ur is None:
            raise ValueError("there is no clock")
        return self._ur()

    def knows_host(self, request: Request) -> bool:
        """Tell whether a request asks for us by our own name: a foreign site may point its name at this machine."""
        if isinstance(self.indgang, Login):
            return request.headers.get("host", "").lower() == self.indgang.vaert
        fundet = _VAERT.fullmatch(request.headers.get("host", ""))
        return fundet is not None and fundet["navn"].strip("[]").lower() in DENNE_MASKINE

    def find_adresse(self, request: Request) -> str:
        """Give our own origin, as a browser writes it."""
        if isinstance(self.indgang, Login):
            return self.indgang.web_url.rstrip("/")
        return f"http://{request.headers.get('host', '')}"

    def find_laeser(self, request: Request) -> tuple[Laeser, Session | None]:
        """Give who asks, and the session their cookie should be written with, if it should."""
        if not isinstance(self.indgang, Login) and not self.indgang.kan_skrive:
            return Laeser(bruger=self.indgang.bruger), None
        nu = self.read_nu()
        session = self.sessioner.read(self.kage.read(request), nu)
        if session is None and not isinstance(self.indgang, Login):
            session = start_session(self.indgang.bruger, nu)
            return self._make_laeser(session), session
        if session is None:
            return Laeser(), None
        return self._make_laeser(session), self.sessioner.refresh(session, nu)

    def is_within(self, request: Request, bruger: Bruger | None) -> bool:
        """Count a request against the limits; at this machine there are none."""
        if self._taeller is None:
            return True
        return self._taeller.is_within(
            request.method,
            request.scope["path"],
            klient=make_klientnoegle(self._find_klient(request)),
            person=None if bruger is None else bruger.brugernavn,
        )

    def make_spor(self, bruger: Bruger, emne: str, noegle: str | None = None, *, handling: str = AENDRET) -> Spor:
        """Make a line of the log."""
        return Spor(
            tidspunkt=self.read_nu(),
            bruger=bruger.brugernavn,
            rolle=bruger.rolle.value,
            handling=handling,
            emne=emne,
            noegle=noegle,
        )

    def note(self, request: Request, handling: str, emne: str, noegle: str | None) -> None:
        """Write down that somebody did something, without the page waiting for it: a night may hold the database."""
        bruger = read_laeser(request).bruger
        if bruger is not None and bruger != LOKAL:
            spor = self.make_spor(bruger, emne, noegle, handling=handling)
            self._skriver.submit(_write_later, self.stempel, spor)

    def write_down(self, spor: Spor) -> None:
        """Write down an act before it is answered. Raises WarehouseFejl."""
        log_adgang(self._engine, spor)

    def _make_laeser(self, session: Session) -> Laeser:
        return Laeser(bruger=session.bruger, session=session, maerke=self.sessioner.make_maerke(session))

    def _find_klient(self, request: Request) -> str:
        """Give the client's address: what the server in front of us says of it, when it is that one that asks."""
        egen = request.client.host if request.client else ""
        proxy = self.indgang.proxy if isinstance(self.indgang, Login) else None
        if proxy is None or egen != proxy:
            return egen
        # The last one is what our own proxy saw; those before it, also in headers of their own, are the client's word.
        return ",".join(request.headers.getlist("x-forwarded-for") or [egen]).rpartition(",")[2].strip()


def _write_later(stempel: Stempel, spor: Spor) -> None:
    try:
        # A look is no reason to draw the pages anew; the page that shows the log is never kept.
        with stempel.writing_unseen() as forbindelse:
            write_spor(forbindelse, spor)
    except WarehouseFejl as fejl:
        LOG.error("An act was not written to adgangslog (%s, %s): %s", spor.handling, spor.emne, fejl)  # noqa: TRY400
