"""Every page in Chromium: no violation of WCAG 2.1 A/AA, wide and narrow, light and dark; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from reports.web.sidekort import RUTER
from tests.reports.web.browser.vandring import find_slags, walk

pytestmark = pytest.mark.slow

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
BREDDER = (1280, 320)
FARVER = ("light", "dark")
BEGYNDELSER = ("/", "/soeg?q=birk", "/adgang", "/stikproever/27-2/svar", "/budgetkalender/2027")
FEJLSIDER = ("/findes-ikke", "/tilbud/9999", "/tilbud?socialtilsyn=mars")


@pytest.fixture(scope="module")
def sider(sted):
    return walk(sted, *BEGYNDELSER)


@pytest.fixture(scope="module")
def tilsynssider(tilsynssted):
    return walk(tilsynssted, "/", "/tilbud", "/soeg?q=birk")


def test_the_walk_meets_every_kind_of_page(sider, tilsynssider):
    moedt = {find_slags(sti)[0] for sti in [*sider, *tilsynssider]}
    assert {rute.sti for rute in RUTER} - moedt == set()


@pytest.mark.parametrize("farve", FARVER)
@pytest.mark.parametrize("bredde", BREDDER)
def test_no_page_breaks_wcag_and_none_scrolls_sideways(browser, sted, sider, bredde, farve):
    assert list(look(browser, sted, [*sider, *FEJLSIDER], bredde=bredde, farve=farve)) == []


@pytest.mark.parametrize("farve", FARVER)
@pytest.mark.parametrize("bredde", BREDDER)
def test_no_page_of_a_socialtilsyn_breaks_wcag(browser, tilsynssted, tilsynssider, bredde, farve):
    assert list(look(browser, tilsynssted, tilsynssider, bredde=bredde, farve=farve)) == []


def test_the_check_finds_what_is_wrong(browser, sted):
    side = browser.new_page()
    side.goto(str(sted.base_url))
    side.evaluate(
        """() => {
            const svag = document.createElement("p");
            svag.style.color = "#ddd"; svag.style.background = "#fff"; svag.textContent = "Kan ikke læses";
            document.querySelector("main").append(svag, document.createElement("img"), document.createElement("input"));
        }"""
    )
    fundet = {brud["id"] for brud in Axe().run(side, options=WCAG).response["violations"]}
    side.close()
    assert {"color-contrast", "image-alt", "label"} <= fundet


def look(browser, klient, stier, *, bredde, farve):
    """Give what is wrong with pages, as (address, rule, where)."""
    axe = Axe()
    ramme = browser.new_context(viewport={"width": bredde, "height": 900}, color_scheme=farve)
    side = ramme.new_page()
    for sti in stier:
        side.goto(f"{str(klient.base_url).rstrip('/')}{sti}")
        fundet = axe.run(side, options=WCAG).response["violations"]
        for brud in fundet:
            yield sti, brud["id"], brud["nodes"][0]["target"], brud["nodes"][0]["failureSummary"][:300]
        hele = side.evaluate("document.documentElement.scrollWidth")
        if hele > bredde:
            yield sti, "ruller sidelæns", hele
    ramme.close()
