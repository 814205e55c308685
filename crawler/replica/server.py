"""The replica on the wire: a bare ASGI application, so that a crawler is what is measured and not the portal."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from crawler.replica.portal import Anmodning, Portal
from crawler.replica.sider.liste import DETALJESTI, STIER
from crawler.replica.svar import Svar, make_side, make_tekst
from crawler.replica.uheld import Uheld, UheldFejl

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

STYRING = "/replica/uheld"
TAL = "/replica/tal"
_SLAGS = {DETALJESTI: "detaljer", **dict.fromkeys(STIER.values(), "lister"), "/robots.txt": "robots"}


class Server:
    """Answers HTTP for a portal, and counts what it was asked for."""

    def __init__(self, portal: Portal) -> None:
        """Serve a portal."""
        self._portal = portal
        self._antal = Counter[str]()
        self._forskellige: set[bytes] = set()
        self._agenter: set[str] = set()
        self._samtidige = 0
        self._hoejst = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        sti = scope["path"]
        if sti == TAL:
            await _send(send, make_tekst(json.dumps(self._list_tal()), slags="application/json"))
        elif sti == STYRING and scope["method"] == "POST":
            await _send(send, await self._change_uheld(receive))
        elif scope["method"] not in {"GET", "HEAD"}:
            await _send(send, make_side("<h1>Kun GET</h1>", status=405))
        else:
            await self._answer_portal(scope, send)

    async def _answer_portal(self, scope: Scope, send: Send) -> None:
        self._samtidige += 1
        self._hoejst = max(self._hoejst, self._samtidige)
        try:
            anmodning = self._note(scope)
            if self._portal.uheld.langsom_s:
                await asyncio.sleep(self._portal.uheld.langsom_s)
            await _send(send, self._portal.answer(anmodning))
        finally:
            self._samtidige -= 1

    def _note(self, scope: Scope) -> Anmodning:
        hoveder = dict(scope["headers"])
        self._antal[_SLAGS.get(scope["path"], "andet")] += 1
        self._agenter.add(hoveder.get(b"user-agent", b"").decode("latin-1"))
        if scope["path"] == DETALJESTI:
            self._forskellige.add(scope["query_string"])
        query = parse_qs(scope["query_string"].decode("latin-1"))
        return Anmodning(scope["path"], query, _read_cookies(hoveder.get(b"cookie", b"").decode("latin-1")))

    def _list_tal(self) -> dict[str, Any]:
        slags = ("detaljer", "lister", "robots", "andet")
        return {
            **{navn: self._antal[navn] for navn in slags},
            "detaljer_forskellige": len(self._forskellige),
            "samtidige_hoejst": self._hoejst,
            "agenter": sorted(self._agenter),
        }

    async def _change_uheld(self, receive: Receive) -> Svar:
        indhold = b""
        while True:
            besked = await receive()
            indhold += besked.get("body", b"")
            if not besked.get("more_body"):
                break
        try:
            uheld = Uheld.from_json(indhold.decode("utf-8", "replace"))
        except UheldFejl as fejl:
            return replace(make_tekst(str(fejl)), status=400)
        self._portal.begin(uheld)
        return make_tekst("ok")


async def _live(receive: Receive, send: Send) -> None:
    while True:
        besked = await receive()
        await send({"type": f"{besked['type']}.complete"})
        if besked["type"] == "lifespan.shutdown":
            return


async def _send(send: Send, svar: Svar) -> None:
    laengde = (b"content-length", str(len(svar.indhold)).encode())
    await send({"type": "http.response.start", "status": svar.status, "headers": [*svar.hoveder, laengde]})
    await send({"type": "http.response.body", "body": svar.indhold})


def _read_cookies(tekst: str) -> dict[str, str]:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(tekst)
    except CookieError:
        return {}
    return {navn: vaerdi.value for navn, vaerdi in cookies.items()}
