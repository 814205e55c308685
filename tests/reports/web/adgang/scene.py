"""The pages behind a login, a clock that tests move, and a browser that goes through the login."""

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx

from reports.web.adgang.indgang import Login
from reports.web.adgang.rollekort import parse_rollekort
from reports.web.adgang.udbyder import Klient, Udbyder
from tests.reports.web.adgang.udbydere import HEMMELIGHED, KLIENT
from tests.reports.web.klient import INGEN_TLS, asking

ROLLER = {
    "gruppe-laes": "laeser",
    "gruppe-sag": "sagsbehandler",
    "gruppe-admin": "administrator",
    "gruppe-nord": "socialtilsyn:Nord",
}


class Ur:
    """A clock that runs as the real one and can be put forward: tokens of a real provider are of real time."""

    def __init__(self):
        self.foran = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.foran


def make_login(udsteder, web_url, **andet):
    klient = Klient(udsteder=udsteder, klient_id=KLIENT, hemmelighed=HEMMELIGHED, tilbage=f"{web_url}/log-ind/svar")
    login = Login(
        web_url=web_url, udbyder=Udbyder(klient), hemmelighed=b"s" * 32, rollekort=parse_rollekort("roles", ROLLER)
    )
    return replace(login, **andet)


@contextmanager
def behind_login(engine, udsteder, ur=None, drift=None, **andet):
    """Serve the pages with a login at a provider, and give a browser that has not logged in."""

    def indgang(web_url):
        return make_login(udsteder, web_url, **andet)

    with asking(engine, ur=ur or Ur(), indgang=indgang, drift=drift) as klient:
        yield klient


def log_in(klient, hvem, til="/"):
    """Go through the login of the package's provider as somebody, and give the last answer of ours."""
    afsted = klient.get(f"/log-ind?{urlencode({'til': til})}")
    assert afsted.status_code == 302, afsted.text
    tilbage = httpx.post(afsted.headers["location"], data={"sub": hvem}, verify=INGEN_TLS)
    assert tilbage.status_code == 302, tilbage.text
    return klient.get(tilbage.headers["location"])


def find_maerke(html):
    return find(r'name="maerke" value="([0-9a-f]+)"', html)


def find(moenster, html):
    fundet = re.search(moenster, html)
    assert fundet is not None, moenster
    return fundet[1]
