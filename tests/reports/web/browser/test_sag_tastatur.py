"""A case decided with the keyboard alone, and its pages held to WCAG 2.1 AA in each state a form can be in."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from expectations.registry import load_regler
from tests.reports.web.klient import asking
from tests.reports.web.sager.scene import NU, SAGSBEHANDLER, build
from tests.warehouse.rows import values
from warehouse.engine import open_warehouse

pytestmark = pytest.mark.slow
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
MANGE = 200


@pytest.fixture
def engine(lager, tmp_path):
    engine = open_warehouse(lager.tomt())
    build(engine, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def adresse(engine):
    with asking(engine, load_regler(), ur=lambda: NU, indgang=SAGSBEHANDLER) as klient:
        yield str(klient.base_url).rstrip("/")


def tab_to(side, vaelger):
    """Press Tab until the element has the focus."""
    for _ in range(MANGE):
        side.keyboard.press("Tab")
        if side.evaluate("v => document.activeElement.matches(v)", vaelger):
            return
    raise AssertionError(f"{vaelger} kan ikke nås med Tab")


def faults(side):
    return [(et["id"], [n["html"] for n in et["nodes"]]) for et in Axe().run(side, options=WCAG).response["violations"]]


def test_a_paabud_is_decided_by_keys_alone(engine, adresse, browser):
    side = browser.new_page()
    side.goto(f"{adresse}/sager/1001")
    tab_to(side, "#paabud > summary")
    side.keyboard.press("Enter")
    tab_to(side, "#paabud-grund")
    side.keyboard.type("Fejlene står stadig.")
    tab_to(side, "#paabud button")
    side.keyboard.press("Enter")
    side.wait_for_selector("text=Intet er gemt endnu")
    assert faults(side) == []
    tab_to(side, "button[name=bekraeft]")
    side.keyboard.press("Enter")
    side.wait_for_selector("text=Det er gemt")
    side.close()
    assert values(engine, "SELECT tilstand FROM sag WHERE tilbudsid = '1001'") == ["paabud_afgjort"]


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("bredde", [1280, 320])
def test_a_case_with_open_forms_and_faults_breaks_no_rule(adresse, browser, bredde, tema):
    kontekst = browser.new_context(viewport={"width": bredde, "height": 800}, color_scheme=tema)
    side = kontekst.new_page()
    for sti in ("/sager", "/sager/1002?vis=markering", "/sager/1001?vis=accepter"):
        side.goto(adresse + sti)
        assert faults(side) == []
        assert side.evaluate("document.documentElement.scrollWidth") <= bredde
    side.click("#accepter button")
    side.wait_for_selector("text=Det er ikke gemt")
    assert faults(side) == []
    assert side.locator("#accepter [aria-invalid=true]").count() == 3
    kontekst.close()
