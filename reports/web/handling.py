"""What people do on pages: one way in for every form, from our own pages, with the token of the session.

A module of sider/ ends with `HANDLINGER = (Handling(sti, behandl, roller), …)`; sidekort.py gathers them. Whoever is
logged out while filling in a form gets it back with every field, a link to log in, and a button to send it again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Login
from reports.web.adgang.krav import Vogtet
from reports.web.adgang.laeser import Laeser, read_laeser
from reports.web.bruger import SAGSBEHANDLERE, Bruger, Rolle
from reports.web.drift import Drift
from reports.web.filsvar import answer_fil
from reports.web.indsendt import read_felter, require_egen
from reports.web.side import Fil, Side
from warehouse.adgangslog import AENDRET, Spor

MAERKE = "maerke"
_HVEM = "tjek_hvem"
_EGNE = frozenset({MAERKE, _HVEM})
# What forms of the site carry for themselves: sent again, but nobody typed it.
_USKREVNE = frozenset({"udgave", "fund", "antal", "nyeste"})


@dataclass(frozen=True, kw_only=True)
class Formularpost:
    """What somebody sent in: the fields by name, who, when, and the parts of the address that vary.

    `drift` is what the operation lends to those who need it: the lock of the mails, say.
    """

    felter: Mapping[str, str]
    bruger: Bruger
    nu: datetime
    sti: Mapping[str, str]
    drift: Drift = field(default_factory=Drift)

    def make_spor(self, emne: str, noegle: str | None = None, *, handling: str = AENDRET) -> Spor:
        """Make the line of the log that the change writes in its own transaction (`write_spor`)."""
        rolle = self.bruger.rolle.value
        return Spor(
            tidspunkt=self.nu,
            bruger=self.bruger.brugernavn,
            rolle=rolle,
            handling=handling,
            emne=emne,
            noegle=noegle,
        )


@dataclass(frozen=True)
class Videre:
    """It is done: go on to a page of ours."""

    url: str


@dataclass(frozen=True)
class Vis:
    """It is not done, or not yet: show this, with all that was typed."""

    side: Side
    status: int = 422


Behandl = Callable[[Engine, Formularpost], Videre | Vis | Fil | None]
Tegner = Callable[[Side, int, Laeser], Response]


@dataclass(frozen=True)
class Handling:
    """A form's address, what takes it in (None: there is no such thing, 404), and who may send it."""

    sti: str
    behandl: Behandl
    roller: frozenset[Rolle] = SAGSBEHANDLERE


def make_rute(handling: Handling, engine: Engine, doer: Doer, tegn: Tegner, drift: Drift) -> Vogtet:
    """Give the route that takes in a form."""
    indgang = _Indgang(handling, engine, doer, tegn, drift)
    return Vogtet(handling.sti, indgang.take_in, handling.roller, metoder=("POST",), beholder=True)


class _Indgang:
    """The way in of one form."""

    def __init__(self, handling: Handling, engine: Engine, doer: Doer, tegn: Tegner, drift: Drift) -> None:
        self._drift = drift
        self._handling = handling
        self._engine = engine
        self._doer = doer
        self._tegn = tegn

    async def take_in(self, request: Request) -> Response:
        felter = await read_felter(request)
        require_egen(request.headers, self._doer.find_adresse(request))
        return await run_in_threadpool(self._answer, request, felter)

    def _answer(self, request: Request, felter: dict[str, str]) -> Response:
        laeser = read_laeser(request)
        if laeser.bruger is None or laeser.session is None:
            return self._give_back(request, felter, laeser)
        if not self._doer.sessioner.is_maerke(laeser.session, felter.get(MAERKE, "")):
            return self._give_back(request, felter, laeser)
        egne = {navn: value for navn, value in felter.items() if navn not in _EGNE}
        post = Formularpost(
            felter=egne,
            bruger=laeser.bruger,
            nu=self._doer.read_nu(),
            sti=dict(request.path_params),
            drift=self._drift,
        )
        udfald = self._handling.behandl(self._engine, post)
        if udfald is None:
            raise HTTPException(404)
        if isinstance(udfald, Videre):
            return RedirectResponse(udfald.url, 303)
        if isinstance(udfald, Fil):
            return answer_fil(udfald)
        return self._tegn(udfald.side, udfald.status, laeser)

    def _give_back(self, request: Request, felter: Mapping[str, str], laeser: Laeser) -> Response:
        """Give everything back: nothing is stored, and nothing is lost."""
        udloebet = self._doer.sessioner.read_udloebet(self._doer.kage.read(request))
        hvem = felter.get(_HVEM) or (udloebet.bruger.brugernavn if udloebet else "")
        indhold = {
            "adresse": request.scope.get("raw_path", b"").decode("ascii") or request.url.path,
            "felter": {navn: value for navn, value in felter.items() if navn not in _EGNE},
            "skrevet": [value for navn, value in felter.items() if value and navn not in _EGNE | _USKREVNE],
            "bruger": laeser.bruger,
            "hvem": hvem,
            "hvem_felt": _HVEM,
            "er_login": isinstance(self._doer.indgang, Login),
        }
        titel = "Du er logget ud, men intet er tabt" if laeser.bruger is None else "Send formularen en gang til"
        side = Side(emne="", skabelon="formular_tilbage.html", titel=titel, indhold=indhold)
        return self._tegn(side, 401 if laeser.bruger is None else 422, laeser)


def take_in_with(svar: Callable[[Request, Laeser], Response], doer: Doer) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint that checks a form as the others do and then answers in its own way; it knows no fields."""

    async def endpoint(request: Request) -> Response:
        felter = await read_felter(request)
        require_egen(request.headers, doer.find_adresse(request))
        laeser = read_laeser(request)
        er_vores = laeser.session is not None and doer.sessioner.is_maerke(laeser.session, felter.get(MAERKE, ""))
        return await run_in_threadpool(svar, request, laeser if er_vores else Laeser())

    return endpoint
