"""Logging in at a provider that is a process of its own, and what becomes of the session."""

import base64
import json
import zlib
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from sqlalchemy import text

from reports.web.adgang.graenser import Graense
from tests.reports.web.adgang.scene import Ur, behind_login, find, find_maerke, log_in

NOK = (Graense("/", 10_000),)


@pytest.fixture(scope="module")
def ur():
    return Ur()


@pytest.fixture(scope="module")
def browser(adgangslager, udsteder, ur):
    with behind_login(adgangslager, udsteder, ur, graenser=NOK) as klient:
        yield klient


@pytest.fixture
def klient(browser, ur):
    browser.cookies.clear()
    ur.foran = timedelta()
    return browser


def acts(adgangslager):
    with adgangslager.begin() as conn:
        return [
            tuple(row) for row in conn.execute(text("SELECT bruger, rolle, handling, emne FROM adgangslog ORDER BY id"))
        ]


def test_a_person_is_let_in_to_the_page_they_asked_for(klient, adgangslager):
    foer = klient.get("/regler?side=1")
    assert foer.status_code == 303
    assert parse_qs(urlsplit(foer.headers["location"]).query)["til"] == ["/regler?side=1"]
    svar = log_in(klient, "KL", til="/regler?side=1")
    assert (svar.status_code, svar.headers["location"]) == (303, "/regler?side=1")
    side = klient.get("/regler?side=1")
    assert side.status_code == 200
    assert "Bruger KL" in side.text
    assert acts(adgangslager)[-1] == ("KL", "sagsbehandler", "log_ind", "session")


@pytest.mark.parametrize(
    ("hvem", "kan", "kan_ikke"),
    [
        ("laeser", ["/", "/koersler"], ["/stikproever/26-1/svar", "/adgang"]),
        ("KL", ["/"], ["/adgang"]),
        ("MB", ["/"], ["/adgang"]),
        ("chef", ["/", "/adgang"], []),
        ("nord", ["/tilbud"], ["/koersler", "/adgang", "/stikproever/26-1/svar"]),
    ],
)
def test_a_role_opens_what_it_should_and_nothing_else(klient, hvem, kan, kan_ikke):
    assert log_in(klient, hvem).status_code == 303
    for sti in kan:
        assert klient.get(sti).status_code == 200, sti
    for sti in kan_ikke:
        svar = klient.get(sti)
        assert svar.status_code == 403, sti
        assert "Det må du ikke" in svar.text


def test_the_first_page_of_a_socialtilsyn_is_its_own_portfolio(klient):
    log_in(klient, "nord")
    assert klient.get("/").headers["location"] == "/socialtilsyn/nord"
    assert klient.get("/socialtilsyn/nord").status_code == 200
    assert klient.get("/socialtilsyn/syd").status_code == 404


@pytest.mark.parametrize(("hvem", "saetning"), [("ingen", "ingen rolle i Tilbudstjek"), ("begge", "ikke kan forenes")])
def test_somebody_without_one_clear_role_is_told_so(klient, hvem, saetning):
    svar = log_in(klient, hvem)
    assert svar.status_code == 403
    assert saetning in svar.text
    assert klient.get("/").status_code == 303


@pytest.mark.parametrize(
    "til",
    [
        *("https://ond.example/", "//ond.example/", "/\\ond.example/", "\\\\ond.example", "/\t/ond.example"),
        *("javascript:alert(1)", "ond.example", "", "/log-ind", "/" + "x" * 3000, "/a\r\nSet-Cookie: b=c"),
    ],
)
def test_a_login_never_leads_to_another_server(klient, til):
    assert log_in(klient, "laeser", til=til).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_and_says_nothing_of_the_provider(klient):
    kage = log_in(klient, "KL").headers["set-cookie"]
    assert "HttpOnly" in kage
    assert "SameSite=lax" in kage
    assert "Path=/" in kage
    indhold = klient.cookies["tjek_session"].lstrip(".").split(".")[0]
    raa = base64.urlsafe_b64decode(indhold + "==")
    laest = json.loads(zlib.decompress(raa) if klient.cookies["tjek_session"].startswith(".") else raa)
    assert laest[1:5] == ["KL", "Bruger KL", "sagsbehandler", None]


def test_each_login_is_a_new_session_and_ends_the_one_before(klient, adgangslager, udsteder, ur):
    klient.cookies.set("tjek_session", "givet.af.en-anden", domain="127.0.0.1", path="/")
    log_in(klient, "laeser")
    foerste = klient.cookies["tjek_session"]
    assert foerste != "givet.af.en-anden"
    log_in(klient, "laeser")
    anden = klient.cookies["tjek_session"]
    assert anden != foerste
    klient.cookies.clear()
    assert klient.get("/", headers={"Cookie": f"tjek_session={foerste}"}).status_code == 303
    assert klient.get("/", headers={"Cookie": f"tjek_session={anden}"}).status_code == 200
    with behind_login(adgangslager, udsteder, ur) as genstartet:
        assert genstartet.get("/", headers={"Cookie": f"tjek_session={foerste}"}).status_code == 303


def _swap_role(kage):
    indhold, _, underskrift = kage.lstrip(".").partition(".")
    raa = base64.urlsafe_b64decode(indhold + "==")
    laest = json.loads(zlib.decompress(raa) if kage.startswith(".") else raa)
    laest[3] = "administrator"
    return f"{base64.urlsafe_b64encode(json.dumps(laest).encode()).decode().rstrip('=')}.{underskrift}"


@pytest.mark.parametrize(
    "aendr",
    [
        _swap_role,
        lambda k: f"{k[:-20]}{k[-20:][::-1]}",
        lambda k: k.rpartition(".")[0],
        lambda k: "",
        lambda k: "a" * 5000,
    ],
    ids=["another role", "another signature", "no signature", "empty", "long"],
)
def test_a_cookie_that_was_tampered_with_opens_nothing(klient, aendr):
    log_in(klient, "laeser")
    kage = aendr(klient.cookies["tjek_session"])
    klient.cookies.clear()
    assert klient.get("/adgang", headers={"Cookie": f"tjek_session={kage}"}).status_code == 303


def test_a_cookie_of_another_server_or_of_another_use_opens_nothing(klient, adgangslager, udsteder, ur):
    klient.get("/log-ind")
    under_vejs = klient.cookies["tjek_log_ind"]
    with behind_login(adgangslager, udsteder, ur, hemmelighed=b"n" * 32) as anden:
        log_in(anden, "chef")
        kage = anden.cookies["tjek_session"]
    for value in (kage, under_vejs):
        assert klient.get("/", headers={"Cookie": f"tjek_session={value}"}).status_code == 303


def test_a_session_ends_when_it_is_not_used_and_at_the_end_of_the_day(klient, ur):
    log_in(klient, "laeser")
    for _ in range(17):
        ur.foran += timedelta(minutes=35)
        assert klient.get("/koersler").status_code == 200
    ur.foran += timedelta(minutes=35)
    assert klient.get("/").status_code == 303
    ur.foran = timedelta()
    log_in(klient, "laeser")
    ur.foran += timedelta(minutes=46)
    assert klient.get("/").status_code == 303


def test_logging_out_ends_the_session_everywhere_and_over_a_restart(klient, adgangslager, udsteder, ur):
    log_in(klient, "KL")
    kopi = klient.cookies["tjek_session"]
    maerke = find_maerke(klient.get("/").text)
    uden = klient.post("/log-ud", data={"maerke": "forkert"})
    assert "Du var ikke logget ind" in uden.text
    assert klient.get("/").status_code == 200
    svar = klient.post("/log-ud", data={"maerke": maerke})
    assert svar.status_code == 200
    assert "tjek_session" not in klient.cookies
    sted = find(r'href="([^"]+end_session[^"]+)"', svar.text).replace("&amp;", "&")
    assert sted.startswith(udsteder)
    spurgt = parse_qs(urlsplit(sted).query)
    assert spurgt["client_id"] == ["tilbudstjek"]
    assert klient.get(urlsplit(spurgt["post_logout_redirect_uri"][0]).path).status_code == 200
    assert "id_token" not in svar.text
    assert httpx.get(sted).status_code == 200
    assert acts(adgangslager)[-1][:3] == ("KL", "sagsbehandler", "log_ud")
    assert klient.get("/", headers={"Cookie": f"tjek_session={kopi}"}).status_code == 303
    with behind_login(adgangslager, udsteder, ur) as genstartet:
        assert genstartet.get("/", headers={"Cookie": f"tjek_session={kopi}"}).status_code == 303


def test_logins_are_limited_for_each_client(adgangslager, udsteder, ur):
    with behind_login(adgangslager, udsteder, ur, graenser=(Graense("/log-ind", 5),)) as klient:
        svar = [klient.get(f"/log-ind?{urlencode({'til': '/'})}") for _ in range(7)]
        assert [en.status_code for en in svar] == [302] * 5 + [429] * 2
        assert svar[-1].headers["retry-after"] == "60"
        assert "Vent et minut" in svar[-1].text
        # Nobody in front of us is named, so that nobody's word for another address counts.
        assert klient.get("/log-ind", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 429


def test_searches_are_limited_for_each_person_before_the_whole_office(adgangslager, udsteder, ur):
    with behind_login(adgangslager, udsteder, ur, graenser=(Graense("/om-data", 5, 2),)) as klient:
        log_in(klient, "laeser")
        assert [klient.get("/om-data").status_code for _ in range(3)] == [200, 200, 429]
        log_in(klient, "KL")
        assert klient.get("/om-data").status_code == 200
        assert [klient.get("/om-data").status_code for _ in range(2)] == [200, 429]


def test_behind_a_proxy_each_client_has_its_own_count(adgangslager, udsteder, ur):
    with behind_login(adgangslager, udsteder, ur, graenser=(Graense("/log-ind", 2),), proxy="127.0.0.1") as klient:

        def ask(kaede):
            return klient.get("/log-ind", headers={"X-Forwarded-For": kaede}).status_code

        assert [ask("192.0.2.7") for _ in range(3)] == [302, 302, 429]
        assert ask("192.0.2.8") == 302
        # The proxy writes the last one; what stands before it the client may have made up.
        assert ask("192.0.2.9, 192.0.2.7") == 429
        # A proxy may also write its word as a header of its own, after the client's.
        hoveder = [("X-Forwarded-For", f"198.51.100.{nummer}") for nummer in range(3)]
        for foran in hoveder:
            assert klient.get("/log-ind", headers=[foran, ("X-Forwarded-For", "192.0.2.7")]).status_code == 429
