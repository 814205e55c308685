"""Asking the pages over HTTP, and reading what comes back."""

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from html.parser import HTMLParser

import httpx
import uvicorn
from sqlalchemy import Engine

from domain.regel import Regel
from reports.web.adgang.indgang import Indgang
from reports.web.app import make_app
from reports.web.drift import Drift
from tests.reports.scene import REGLER

# Loopback is asked without TLS; a context without certificates spares reading them for every client.
INGEN_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_HENTER = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}
_I_LINJE = frozenset({"a", "strong", "em", "small", "span", "code"})
_TOMME = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Laeser(HTMLParser):
    """Collects what a page loads, links to and is built of, and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.henter: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.attributter: list[tuple[str, str | None]] = []
        self.aabne: list[str] = []
        self.tekst = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributter += attrs
        navne = dict(attrs)
        if tag in _HENTER and navne.get(_HENTER[tag]):
            self.henter.append(str(navne[_HENTER[tag]]))
        if tag == "a" and navne.get("href"):
            self.links.append(str(navne["href"]))
        if navne.get("id"):
            self.ids.append(str(navne["id"]))
        if tag not in _TOMME:
            self.aabne.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.aabne.pop() == tag, f"</{tag}> lukker noget andet"
        self.tekst += "" if tag in _I_LINJE else " "

    def handle_data(self, data: str) -> None:
        self.tekst += data


def read(html: str) -> Laeser:
    """Read a page to the end."""
    laeser = Laeser()
    laeser.feed(html)
    laeser.close()
    assert laeser.aabne == [], "Noget er ikke lukket"
    laeser.tekst = re.sub(r"\s+", " ", laeser.tekst)
    return laeser


@contextmanager
def asking(
    engine: Engine,
    regler: Sequence[Regel] = REGLER,
    *,
    ur: Callable[[], datetime] | None = None,
    indgang: Indgang | Callable[[str], Indgang] | None = None,
    drift: Drift | None = None,
) -> Iterator[httpx.Client]:
    """Serve the pages over a warehouse on loopback, with the tests' own rules, and give a client that asks there.

    `indgang` may be made from the server's own address.
    """
    # Without its protocol named, asyncio leaves the socket to wait 40 ms for more before each answer is sent.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as stik:
        stik.bind(("127.0.0.1", 0))
        adresse = f"http://127.0.0.1:{stik.getsockname()[1]}"
        vej_ind = indgang(adresse) if callable(indgang) else indgang
        app = make_app(engine, regler=regler, ur=ur, indgang=vej_ind, drift=drift)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", lifespan="off", proxy_headers=False))
        traad = threading.Thread(target=server.run, kwargs={"sockets": [stik]})
        traad.start()
        try:
            while not server.started and traad.is_alive():
                time.sleep(0.005)
            with httpx.Client(base_url=adresse, timeout=20, verify=INGEN_TLS) as klient:
                yield klient
        finally:
            server.should_exit = True
            traad.join()
