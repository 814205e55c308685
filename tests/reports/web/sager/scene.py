"""A made-up register with a case in each state that waits for somebody, and forms as a browser would send them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import httpx
from sqlalchemy import Engine

from domain.sagsbeslutning import Beslutning
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
from reports.web.adgang.indgang import Lokal
from reports.web.bruger import Bruger, Rolle
from tests.builders import NAT_1
from tests.reports.scene import play_night
from warehouse.sager import follow_up, open_sager
from warehouse.sager.beslut import give_paabud, register_leveret, tell_tilbud

FULGTE = list_fulgte(load_regler())
KAN = list_kan_paabydes(load_regler())
NU = NAT_1 + timedelta(days=76)
DAG = find_dag(NU)


def make_bruger(rolle: Rolle, navn: str = "KL", tilsyn: str | None = None) -> Bruger:
    return Bruger(brugernavn=navn, navn=navn, rolle=rolle, tilsyn=tilsyn)


def be(rolle: Rolle, navn: str = "KL", tilsyn: str | None = None) -> Lokal:
    """The way in of somebody who is taken at their word at this machine."""
    return Lokal(bruger=make_bruger(rolle, navn, tilsyn), hemmelighed=b"s" * 32)


SAGSBEHANDLER = be(Rolle.SAGSBEHANDLER)


def later(dage: int) -> datetime:
    return NAT_1 + timedelta(days=dage)


def make_beslutning(dage: int, grund: str = "Står stadig.") -> Beslutning:
    return Beslutning(af="abc", dag=find_dag(later(dage)), grund=grund)


def night(engine: Engine, mappe: Path, dage: int) -> None:
    play_night(engine, mappe, nat=later(dage))
    open_sager(engine, later(dage), regler=FULGTE)
    follow_up(engine, find_dag(later(dage)), later(dage), regler=FULGTE)


def tell(engine: Engine, tilbud: Iterable[str], dage: int) -> None:
    for tilbudsid in tilbud:
        tell_tilbud(engine, tilbudsid, make_beslutning(dage, "Ringet."), nu=later(dage))


def build(engine: Engine, mappe: Path) -> None:
    """1001 waits for judgement, 1002 for a markering, 1004 (a krisecenter) is new, 1005 (Nord) is to be reminded."""
    night(engine, mappe, 0)
    tell(engine, ("1001", "1002", "1005"), 0)
    tell(engine, ("1001", "1002"), 29)
    night(engine, mappe, 44)
    give_paabud(engine, "1002", make_beslutning(45), nu=later(45), regler=FULGTE, kan_paabydes=KAN)
    register_leveret(engine, "1002", find_dag(later(46)), make_beslutning(46), nu=later(46))
    night(engine, mappe, 75)


class Formular(HTMLParser):
    """The fields of the form on a page that has the submit button `knap` (by its hidden `handling`, or any)."""

    def __init__(self, html: str, handling: str) -> None:
        super().__init__()
        self._felter: dict[str, str] = {}
        self._tekst: str | None = None
        self._valg: str | None = None
        self.formularer: list[dict[str, str]] = []
        self.feed(html)
        self.felter = next(x for x in self.formularer if x.get("handling") == handling)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        har = dict(attrs)
        if tag == "form":
            self._felter = {}
        elif tag == "input" and har.get("name"):
            self._felter[str(har["name"])] = har.get("value") or ""
        elif tag == "textarea":
            self._tekst = str(har["name"])
            self._felter[self._tekst] = ""
        elif tag == "select":
            self._valg = str(har["name"])
            self._felter[self._valg] = ""
        elif tag == "option" and self._valg and "selected" in har:
            self._felter[self._valg] = har.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.formularer.append(self._felter)
        if tag == "textarea" and self._tekst is not None:
            self._felter[self._tekst] = self._felter[self._tekst].removeprefix("\n")
            self._tekst = None
        if tag == "select":
            self._valg = None

    def handle_data(self, data: str) -> None:
        if self._tekst is not None:
            self._felter[self._tekst] += data


def fill(klient: httpx.Client, tilbudsid: str, handling: str, **felter: str) -> dict[str, str]:
    """Open a case's page and fill one of its forms in."""
    return Formular(klient.get(f"/sager/{tilbudsid}").text, handling).felter | felter


def send(klient: httpx.Client, tilbudsid: str, handling: str, **felter: str) -> httpx.Response:
    """Fill a form in and send it, and confirm when it is shown what would happen."""
    svar = klient.post(f"/sager/{tilbudsid}", data=fill(klient, tilbudsid, handling, **felter))
    if svar.status_code == 200 and "Intet er gemt endnu" in svar.text:
        return klient.post(f"/sager/{tilbudsid}", data=Formular(svar.text, handling).felter | {"bekraeft": "ja"})
    return svar
