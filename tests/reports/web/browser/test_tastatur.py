"""The keyboard alone: it reaches everything there is to do, one sees where it is, and a form is filled in and sent."""

import pytest

from tests.reports.web.browser.vandring import find_slags, walk

pytestmark = pytest.mark.slow

FLEST = 1500
# What a mouse can use: links, fields, buttons, folded parts, and boxes that scroll.
NAAS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, *")].filter(e => {
    const stil = getComputedStyle(e);
    if (stil.visibility === "hidden" || !e.checkVisibility() || e.disabled || e.type === "hidden") return false;
    const ruller = e !== document.documentElement && e !== document.body
        && ["auto", "scroll"].includes(stil.overflowX) && e.scrollWidth > e.clientWidth + 1;
    return ruller || e.matches("a[href], button, input, select, textarea, summary");
}).map(e => { e.dataset.naas = "nej"; return e.type === "radio" ? "radio:" + e.name : "en"; }).length"""
UNAAET = """() => [...document.querySelectorAll("[data-naas=nej]")].filter(e => {
    if (e.type !== "radio") return true;
    return ![...document.getElementsByName(e.name)].some(x => x.dataset.naas === "ja");
}).map(e => e.outerHTML.slice(0, 120))"""
HER = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    // A date has parts and a button of the browser's own in one field; what is there still is not looked at again.
    if (window.forrige === e) return {ny: true, synlig: true, hvad: ""};
    const stil = getComputedStyle(e), ny = e.dataset.naas !== "ja";
    e.dataset.naas = "ja";
    window.forrige = e;
    const synlig = (stil.outlineStyle !== "none" && parseFloat(stil.outlineWidth) >= 2) || stil.boxShadow !== "none";
    const kasse = e.getBoundingClientRect();
    const i_syne = kasse.bottom > 0 && kasse.top < innerHeight && kasse.right > 0 && kasse.left < innerWidth;
    return {ny, synlig: synlig && i_syne, hvad: e.outerHTML.slice(0, 120)};
}"""


@pytest.fixture
def side(browser):
    ramme = browser.new_context(viewport={"width": 1280, "height": 900})
    yield ramme.new_page()
    ramme.close()


def address(klient, sti):
    return f"{str(klient.base_url).rstrip('/')}{sti}"


def press_through(side):
    """Press tab to the end of a page, and give the things on the way where one cannot see where one is."""
    usynlige: list[str] = []
    for _ in range(FLEST):
        side.keyboard.press("Tab")
        her = side.evaluate(HER)
        if her is None or not her["ny"]:
            return usynlige
        if not her["synlig"]:
            usynlige.append(her["hvad"])
    return [*usynlige, "siden hører aldrig op"]


@pytest.mark.parametrize("bredde", [1280, 320])
def test_tab_reaches_all_there_is_to_use_and_one_sees_where_it_is(side, sted, bredde):
    side.set_viewport_size({"width": bredde, "height": 900})
    for sti in _one_of_each(sted):
        side.goto(address(sted, sti))
        assert side.evaluate(NAAS) > 0
        assert press_through(side) == [], sti
        assert side.evaluate(UNAAET) == [], sti


def _one_of_each(klient):
    valgt: dict[str, str] = {}
    for sti in walk(klient, "/", "/soeg?q=birk", "/stikproever/27-2/svar"):
        valgt.setdefault(find_slags(sti)[0], sti)
    return list(valgt.values())


def test_the_first_tab_offers_a_way_past_the_menu_that_leads_to_the_content(side, sted):
    side.goto(address(sted, "/tilbud"))
    side.keyboard.press("Tab")
    assert side.evaluate("document.activeElement.textContent") == "Gå til indholdet"
    side.keyboard.press("Enter")
    assert side.evaluate("document.activeElement.id") == "indhold"
    side.keyboard.press("Tab")
    assert side.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_search_is_made_by_keys_alone(side, sted):
    side.goto(address(sted, "/"))
    _tab_to(side, "#menu-soeg")
    side.keyboard.type("Birkehuset 20")
    side.keyboard.press("Enter")
    side.wait_for_url("**/soeg?q=*")
    assert "Birkehuset 20" in side.inner_text("main")


def test_an_outcome_of_a_control_is_given_by_keys_alone(side, sted):
    side.goto(address(sted, "/stikproever/27-2/svar"))
    _tab_to(side, "main th a")
    side.keyboard.press("Enter")
    side.wait_for_url("**/svar/*")
    _tab_to(side, "main input[type=radio]")
    side.keyboard.press("ArrowDown")
    side.keyboard.press("ArrowUp")
    _tab_to(side, "main form button")
    side.keyboard.press("Enter")
    side.wait_for_load_state()
    assert "gemt" in side.inner_text("main").lower()


def _tab_to(side, vaelger):
    for _ in range(FLEST):
        if side.evaluate("v => document.activeElement.matches(v)", vaelger):
            return
        side.keyboard.press("Tab")
    raise AssertionError(f"Tabulatoren når aldrig {vaelger}")
