"""Answering with a page: one that was kept when nothing has been written since, else drawn and kept.

A page is drawn for a role. Where its frame has the reader's name and the token of their forms, marks are drawn in
their place, and every reader's own are put in as it is sent. What says something of one person is never kept, nor what
holds a form of its own unless its address says that the token is all it has of the reader; nor are files and errors.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import escape
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.regel import Regel
from domain.tid import find_dag
from reports.visning import rens
from reports.web.adgang.doer import Doer
from reports.web.adgang.laeser import Laeser, read_laeser, require_bruger
from reports.web.bruger import LOKAL
from reports.web.filsvar import answer_fil
from reports.web.gemme import Gemme, Hylde
from reports.web.hoveder import HOVEDER
from reports.web.iagttaget import watch
from reports.web.rammer import NAVN_GRAENSE, make_ramme
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog
from reports.web.tegner import draw
from warehouse.adgangslog import SET
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

# Nobody who writes in the register knows them, so that nothing else on a page is taken for them.
_NAVNEPLADS, _BRUGERPLADS, _MAERKEPLADS = (secrets.token_hex(16) for _ in range(3))
_UAENDRET = 304
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Sidesvar:
    """Answers requests for pages; `ur` tells the time, if anybody does."""

    engine: Engine
    regler: Mapping[str, Regel]
    ur: Callable[[], datetime] | None
    doer: Doer
    gemme: Gemme

    def make_endpoint(self, rute: Rute) -> Callable[[Request], Response]:
        """Give what answers at an address."""

        def endpoint(request: Request) -> Response:
            laeser = read_laeser(request)
            hylde = self._find_hylde(request, laeser)
            tegnet = self.gemme.find(hylde) or self._draw(rute, request, hylde)
            if rute.ser is not None:
                self.doer.note(request, SET, rute.ser, next(iter(request.path_params.values()), None))
            return tegnet if isinstance(tegnet, Response) else _answer(request, laeser, tegnet)

        return endpoint

    def _find_hylde(self, request: Request, laeser: Laeser) -> Hylde:
        """Give where a page is kept: all that it depends on."""
        stempel = self.gemme.read_stempel()
        bruger = require_bruger(request)
        return Hylde(
            stempel=stempel,
            sti=request.scope["path"],
            query=request.scope["query_string"],
            rolle=bruger.rolle,
            tilsyn=bruger.tilsyn,
            er_lokal=bruger == LOKAL,
            har_maerke=laeser.maerke is not None,
            dag=find_dag(self.ur()) if self.ur else None,
        )

    def _draw(self, rute: Rute, request: Request, hylde: Hylde) -> bytes | Response:
        """Draw a page, and keep it if it may be; a file is given as it is. Raises HTTPException 404."""
        bruger = watch(require_bruger(request))
        with reading(self.engine) as session:
            conn = session.connection()
            katalog = Katalog(self.regler, load_tilstand(conn), hylde.dag, bruger=bruger)
            side = rute.opslag(conn, katalog, request)
        if side is None:
            raise HTTPException(404)
        if isinstance(side, Fil):
            return answer_fil(side)
        ramme = make_ramme(self.doer, _make_pladser(read_laeser(request)), katalog.tilstand)
        tegnet = draw(side, ramme).encode()
        har_formular = tegnet.count(_MAERKEPLADS.encode()) > int(ramme.kan_logge_ud)
        if rute.gemmes and not bruger.er_set and (rute.kun_maerke or not har_formular):
            self.gemme.keep(hylde, tegnet)
        return tegnet


def _make_pladser(laeser: Laeser) -> Laeser:
    """Give a reader with marks in place of their names and token."""
    bruger = laeser.bruger
    if bruger is not None and bruger != LOKAL:
        bruger = replace(bruger, navn=_NAVNEPLADS, brugernavn=_BRUGERPLADS)
    return replace(laeser, bruger=bruger, maerke=None if laeser.maerke is None else _MAERKEPLADS)


def _fill(tegnet: bytes, laeser: Laeser) -> bytes:
    bruger = laeser.bruger or LOKAL
    pladser = {
        _NAVNEPLADS: str(escape(rens(bruger.navn, NAVN_GRAENSE))),
        _BRUGERPLADS: str(escape(bruger.brugernavn)),
        _MAERKEPLADS: laeser.maerke or "",
    }
    for plads, tekst in pladser.items():
        tegnet = tegnet.replace(plads.encode(), tekst.encode())
    return tegnet


def _answer(request: Request, laeser: Laeser, tegnet: bytes) -> Response:
    egen = _fill(tegnet, laeser)
    if laeser.session:
        # Whoever is logged in keeps nothing, so that there is nothing to compare with.
        return Response(egen, media_type=_HTML, headers=HOVEDER)
    return answer_marked(request, egen, _HTML)


def answer_marked(request: Request, indhold: bytes, medietype: str) -> Response:
    """Give what may be kept by the reader's browser, or tell it that it has that already."""
    maerke = {"ETag": f'W/"{hashlib.blake2b(indhold, digest_size=16).hexdigest()}"'}
    if maerke["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=_UAENDRET, headers={**HOVEDER, **maerke})
    return Response(indhold, media_type=medietype, headers={**HOVEDER, **maerke})
