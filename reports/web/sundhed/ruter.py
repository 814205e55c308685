"""The three addresses, and who may read the metrics: this machine, or whoever has the key."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import datetime
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from reports.web.adgang.indgang import DENNE_MASKINE
from reports.web.adgang.krav import Undtaget, Vogtet
from reports.web.drift import Drift
from reports.web.hoveder import HOVEDER
from reports.web.sundhed.klar import KLAR, Klarproeve
from reports.web.sundhed.tal import Driftsmaaler

_HOVEDER = {**HOVEDER, "Cache-Control": "no-store"}


def make_driftsruter(
    engine: Engine, ur: Callable[[], datetime] | None, drift: Drift, registry: CollectorRegistry
) -> Iterator[Vogtet]:
    """Give the addresses; a server that nobody told the time measures only its own answers."""
    if ur is not None:
        registry.register(Driftsmaaler(engine, ur, drift.omgivelser))
    proeve = Klarproeve(engine)

    def klar(_request: Request) -> Response:
        svar = proeve.ask()
        return _tell(svar, 200 if svar == KLAR else 503)

    def metrics(request: Request) -> Response:
        if not may_read(request, drift.metrik_noegle):
            return _tell("afvist", 403)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST, headers=_HOVEDER)

    yield Vogtet("/sund", _sund, Undtaget.DRIFT)
    yield Vogtet("/klar", klar, Undtaget.DRIFT)
    yield Vogtet("/metrics", metrics, Undtaget.DRIFT)


def may_read(request: Request, noegle: str) -> bool:
    """Tell whether whoever asks may read the metrics: with the key, or at this machine and for itself.

    A server in front of us on this machine asks from here too. It says for whom it asks, and by our own name: no
    program here does either, nor does a browser that a foreign page pointed at us.
    """
    vist = request.headers.get("authorization", "")
    if noegle and _is_same(vist, f"Bearer {noegle}"):
        return True
    vaert = (request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")).strip("[]").lower()
    videresendt = {"x-forwarded-for", "forwarded", "x-real-ip", "via"} & set(request.headers.keys())
    return _is_here(request) and vaert in DENNE_MASKINE and not videresendt


def _is_same(vist: str, ventet: str) -> bool:
    # Hashed first: in constant time whatever their lengths and letters.
    return hmac.compare_digest(hashlib.sha256(vist.encode()).digest(), hashlib.sha256(ventet.encode()).digest())


def _is_here(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _sund(_request: Request) -> Response:
    return _tell("sund", 200)


def _tell(ord_: str, status: int) -> Response:
    return PlainTextResponse(f"{ord_}\n", status, headers=_HOVEDER)
