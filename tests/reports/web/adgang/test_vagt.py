"""The guard: every address says whom it is for, and is for nobody else; every answer has its headers."""

import re

import pytest
from starlette.responses import Response
from starlette.routing import Mount

from reports.web.adgang.indgang import Lokal
from reports.web.adgang.krav import API, Undtaget, Vogtet, find_krav
from reports.web.app import make_app
from reports.web.bruger import Bruger, Rolle
from tests.reports.web.adgang.scene import Ur, behind_login, log_in, make_login
from tests.reports.web.klient import asking

AABNE = {"/log-ind", "/log-ind/svar", "/log-ind/faerdig", "/log-ind/farvel", "/log-ud", "/stil.css"}


@pytest.fixture(scope="module")
def ruter(adgangslager):
    app = make_app(adgangslager, ur=Ur(), indgang=make_login("http://127.0.0.1:9", "https://tilbudstjek.example.org"))
    return app.router.routes


def fill_in(sti):
    return re.sub(r"\{[^}]+\}", "1", sti)


def test_every_address_says_whom_it_is_for(ruter):
    assert len(ruter) > 25
    for rute in ruter:
        assert isinstance(rute, Vogtet) or (isinstance(rute, Mount) and f"{rute.path}/".startswith(API)), rute
        assert find_krav(rute, rute.path), f"{rute.path} er ikke for nogen"


def test_only_the_login_and_the_style_stand_open(ruter):
    assert {rute.path for rute in ruter if isinstance(rute, Vogtet) and rute.krav is Undtaget.AABEN} == AABNE


def test_forms_are_never_for_those_who_only_read(ruter):
    for rute in ruter:
        if isinstance(rute, Vogtet) and "GET" not in (rute.methods or ()) and rute.krav is not Undtaget.AABEN:
            assert not {*rute.krav} & {Rolle.LAESER, Rolle.SOCIALTILSYN}, rute.path
            assert rute.beholder, f"{rute.path} giver ikke tilbage, hvad der var skrevet"


def test_an_address_that_says_nothing_is_for_nobody(adgangslager):
    app = make_app(adgangslager)
    app.add_route("/glemt", lambda request: Response(), methods=["GET"])
    assert find_krav(app.router.routes[-1], "/glemt") == frozenset()


def test_each_role_is_refused_at_each_address_that_does_not_name_it(adgangslager, ruter):
    for rolle in Rolle:
        bruger = Bruger(brugernavn="x", navn="x", rolle=rolle, tilsyn="Nord" if rolle is Rolle.SOCIALTILSYN else None)
        with asking(adgangslager, ur=Ur(), indgang=Lokal(bruger=bruger, hemmelighed=b"s" * 32)) as klient:
            for rute in ruter:
                if not isinstance(rute, Vogtet) or isinstance(rute.krav, Undtaget) or rolle in rute.krav:
                    continue
                metode = "GET" if "GET" in (rute.methods or ()) else "POST"
                svar = klient.request(metode, fill_in(rute.path))
                forside = rute.path == "/" and rolle is Rolle.SOCIALTILSYN
                assert svar.status_code == (303 if forside else 403), (rolle, rute.path)


def test_whoever_is_not_logged_in_sees_no_page_and_no_file(adgangslager, ruter):
    with behind_login(adgangslager, "http://127.0.0.1:9", graenser=()) as klient:
        for rute in ruter:
            if isinstance(rute, Vogtet) and not isinstance(rute.krav, Undtaget) and "GET" in (rute.methods or ()):
                svar = klient.get(fill_in(rute.path))
                assert svar.status_code == 303, rute.path
                assert svar.headers["location"].startswith("/log-ind?")
                assert klient.head(fill_in(rute.path)).status_code == 303
        assert klient.get("/api/v1/register").status_code == 401
        assert klient.get("/findes-ikke").status_code == 404


def test_a_name_pointed_at_this_machine_sees_nothing(adgangslager):
    fremmede = ("ond.example", "127.0.0.1.ond.example", "localhost@ond.example", "localhost:8000@ond.example", "")
    with asking(adgangslager) as klient, behind_login(adgangslager, "http://127.0.0.1:9", graenser=()) as med_login:
        for host in fremmede:
            svar = klient.get("/regler", headers={"Host": host})
            assert svar.status_code in {400, 403}, host
            assert "IDENT-003" not in svar.text
            assert med_login.get("/log-ind", headers={"Host": host}).status_code in {400, 403}, host
        assert klient.get("/regler", headers={"Host": "LOCALHOST:1"}).status_code == 200


def test_a_page_of_somebody_who_is_logged_in_is_kept_nowhere(adgangslager, udsteder):
    with behind_login(adgangslager, udsteder) as klient:
        log_in(klient, "laeser")
        for sti in ("/", "/regler", "/findes-ikke"):
            hoveder = klient.get(sti).headers
            assert hoveder["cache-control"] == "private, no-store"
            assert hoveder["cross-origin-opener-policy"] == "same-origin"
            assert hoveder["cross-origin-resource-policy"] == "same-origin"
            assert "camera=()" in hoveder["permissions-policy"]
            assert "strict-transport-security" not in hoveder


def test_over_https_cookies_and_headers_are_for_https_alone(adgangslager, udsteder):
    web_url = "https://tilbudstjek.example.org"
    with asking(adgangslager, ur=Ur(), indgang=make_login(udsteder, web_url)) as klient:
        svar = klient.get("/log-ind", headers={"Host": "tilbudstjek.example.org"})
        kage = svar.headers["set-cookie"]
        assert kage.startswith("__Host-tjek_log_ind=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(kage.split("; "))
        assert "Domain" not in kage
        assert "max-age=31536000" in svar.headers["strict-transport-security"]
        assert "redirect_uri=https%3A%2F%2Ftilbudstjek.example.org%2Flog-ind%2Fsvar" in svar.headers["location"]


def test_the_local_reader_gets_no_cookie(adgangslager):
    with asking(adgangslager) as klient:
        assert "set-cookie" not in klient.get("/").headers
