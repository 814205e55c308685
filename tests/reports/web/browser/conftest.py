"""A register, its pages as two kinds of people see them, and one Chromium for all tests of them."""

import shutil
from datetime import UTC, datetime

import pytest
from playwright.sync_api import sync_playwright

from reports.web.adgang.indgang import Lokal
from reports.web.bruger import Bruger, Rolle
from tests.reports.web.browser.register import REGLER, fill_register
from tests.reports.web.klient import asking
from warehouse.engine import open_warehouse

FLAG = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
CHEF = Bruger(brugernavn="CHEF", navn="Chefen", rolle=Rolle.ADMINISTRATOR)
NORD = Bruger(brugernavn="NORD", navn="Tilsynet", rolle=Rolle.SOCIALTILSYN, tilsyn="Syd")


@pytest.fixture(scope="session")
def browser():
    """Chromium, which must be there: `.ci/run` installs it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium is not None, "Chromium mangler: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAG))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sted(lager, tmp_path_factory):
    """The pages as an administrator sees them."""
    yield from _serve(lager, tmp_path_factory.mktemp("browser"), CHEF)


@pytest.fixture(scope="session")
def tilsynssted(lager, tmp_path_factory):
    """The pages as a socialtilsyn sees them."""
    yield from _serve(lager, tmp_path_factory.mktemp("tilsyn"), NORD)


def _serve(lager, mappe, bruger):
    engine = open_warehouse(lager.tomt())
    fill_register(engine, mappe)
    indgang = Lokal(bruger=bruger, hemmelighed=b"h" * 32)
    with asking(engine, REGLER, ur=lambda: datetime.now(UTC), indgang=indgang) as klient:
        yield klient
    engine.dispose()
