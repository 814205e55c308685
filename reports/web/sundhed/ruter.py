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

# How the names of headers begin with which a server in front of us says for whom it asks.
_VIDERESENDT = ("x-forwarded", "forwarded", "x-real-ip", "via")
_HOVEDER = {**HOVEDER, "Cache-Control": "no-store"}


def make_driftsruter(
    engine: Engine,
    ur: Callable[[], datetime] | None,
    drift: Drift,
    registry: CollectorRegistry,
    *,
    proxy: str | None = None,
) -> Iterator[Vogtet]:
    """Give the addresses; a server that nobody told the time measures only its own answers.

    `proxy` is the address of the server in front of us, if there is one.
    """
    if ur is not None:
        registry.register(Driftsmaaler(engine, ur, drift.omgivelser))
    proeve = Klarproeve(engine)

    def klar(_request: Request) -> Response:
        svar = proeve.ask()
        return _tell(svar, 200 if svar == KLAR else 503)

    def metrics(request: Request) -> Response:
        if not may_read(request, drift.metrik_noegle, proxy):
            return _tell("afvist", 403)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST, headers=_HOVEDER)

    yield Vogtet("/sund", _sund, Undtaget.DRIFT)
    yield Vogtet("/klar", klar, Undtaget.DRIFT)
    yield Vogtet("/metrics", metrics, Undtaget.DRIFT)


def may_read(request: Request, noegle: str, proxy: str | None = None) -> bool:
    """Tell whether whoever asks may read the metrics: with the key, or at this machine and for itself.

    With a server in front of us on this machine, everybody asks from here: then only the key opens. One that the
    settings do not tell of says for whom it asks, or asks by our own name: no program here does either, nor does a
    browser that a foreign page pointed at us.
    """
    vist = request.headers.get("authorization", "")
    if noegle and _is_same(vist, f"Bearer {noegle}"):
        return True
    if proxy is not None and _is_loopback(proxy):
        return False
    vaert = (request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")).strip("[]").lower()
    er_videresendt = any(navn.startswith(_VIDERESENDT) for navn in request.headers)
    return (
        request.client is not None
        and _is_loopback(request.client.host)
        and vaert in DENNE_MASKINE
        and not er_videresendt
    )


def _is_same(vist: str, ventet: str) -> bool:
    # Hashed first: in constant time whatever their lengths and letters.
    return hmac.compare_digest(hashlib.sha256(vist.encode()).digest(), hashlib.sha256(ventet.encode()).digest())


def _is_loopback(adresse: str) -> bool:
    try:
        return ip_address(adresse).is_loopback
    except ValueError:
        return adresse in DENNE_MASKINE


async def _sund(_request: Request) -> Response:
    return _tell("sund", 200)


def _tell(ord_: str, status: int) -> Response:
    return PlainTextResponse(f"{ord_}\n", status, headers=_HOVEDER)
