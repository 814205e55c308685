"""Who may ask the API for what: keys, scopes, portfolios, and the login."""

from datetime import timedelta

import pytest

from reports.web.adgang.graenser import Graense
from reports.web.adgang.indgang import Lokal
from reports.web.bruger import Bruger, Rolle
from tests.builders import NAT_1
from tests.reports.scene import REGLER, play_night
from tests.reports.web.adgang.scene import behind_login
from tests.reports.web.api.register import NU, asking_behind_login, make_noegle
from tests.reports.web.klient import asking
from warehouse.apinoegler import close_noegle, list_noegler
from warehouse.engine import open_warehouse
from warehouse.sager import open_sager


@pytest.fixture(scope="module")
def kilde(lager, tmp_path_factory):
    mappe = tmp_path_factory.mktemp("noegle")
    engine = open_warehouse(lager.tomt())
    play_night(engine, mappe)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def klient(kilde):
    with asking_behind_login(kilde) as klient:
        yield klient


def ask(klient, sti, noegle):
    return klient.get(f"/api/v1{sti}", headers={"Authorization": noegle})


def test_behind_a_login_nothing_is_given_without_a_key(klient):
    for sti in ("/register", "/tilbud", "/tilbud/1001", "/sager", "/koersler", "/stikproever"):
        svar = klient.get(f"/api/v1{sti}")
        assert svar.status_code == 401
        assert svar.headers["www-authenticate"] == 'Bearer realm="tilbudstjek"'
        assert "Authorization: Bearer" in svar.json()["detail"]


def test_a_person_of_a_socialtilsyn_sees_its_own_portfolio_and_no_cases(kilde):
    person = Bruger(brugernavn="nn", navn="N. N.", rolle=Rolle.SOCIALTILSYN, tilsyn="Nord")
    with asking(kilde, indgang=Lokal(bruger=person)) as klient:
        assert [x["tilbudsid"] for x in klient.get("/api/v1/tilbud").json()["linjer"]] == ["1005"]
        assert klient.get("/api/v1/tilbud/1001").status_code == 404
        assert klient.get("/api/v1/sager").status_code == 403
        assert klient.get("/api/v1/koersler").status_code == 403


def test_who_asks_too_often_is_told_to_wait_as_problem_details(kilde):
    with behind_login(kilde, "http://127.0.0.1:9", ur=lambda: NU, graenser=(Graense("/api/", 3),)) as klient:
        svar = [klient.get("/api/v1/register") for _ in range(5)][-1]
    assert (svar.status_code, svar.headers["retry-after"]) == (429, "60")
    assert svar.headers["content-type"] == "application/problem+json"
    assert svar.json()["title"] == "Det går for hurtigt"


def test_at_this_machine_without_a_login_everybody_reads(kilde):
    with asking(kilde) as klient:
        assert klient.get("/api/v1/tilbud").status_code == 200
        assert klient.get("/api/v1/sager").status_code == 200


def test_a_key_opens_what_its_scopes_say(kilde, klient):
    begge, register, sager = (
        make_noegle(kilde, x) for x in ("register:laes sager:laes", "register:laes", "sager:laes")
    )
    assert [ask(klient, "/tilbud", x).status_code for x in (begge, register, sager)] == [200, 200, 403]
    assert [ask(klient, "/sager", x).status_code for x in (begge, register, sager)] == [200, 403, 200]
    nej = ask(klient, "/sager", register)
    assert nej.headers["www-authenticate"] == 'Bearer error="insufficient_scope", scope="sager:laes"'
    assert nej.json()["detail"] == "Adgangen mangler omfanget sager:laes."


def test_a_key_of_one_portfolio_sees_no_other(kilde, klient):
    nord = make_noegle(kilde, "register:laes sager:laes tilsyn:Nord")
    assert [x["tilbudsid"] for x in ask(klient, "/tilbud", nord).json()["linjer"]] == ["1005"]
    assert [x["tilbudsid"] for x in ask(klient, "/tilbud?socialtilsyn=Syd", nord).json()["linjer"]] == []
    assert {x["tilbudsid"] for x in ask(klient, "/afvigelser?status=alle", nord).json()["linjer"]} == {"1005"}
    assert ask(klient, "/afvigelser?tilbudsid=1001", nord).json()["i_alt"] == 0
    assert {x["tilbudsid"] for x in ask(klient, "/sager", nord).json()["linjer"]} == {"1005"}
    assert ask(klient, "/tilbud/1005", nord).status_code == 200
    assert ask(klient, "/tilbud/1001", nord).json() == ask(klient, "/tilbud/9999", nord).json()
    assert ask(klient, "/register", nord).json()["tal"]["tilbud"] == 1
    assert ask(klient, "/register", nord).json()["kontrol"] is None
    assert [x["kode"] for x in ask(klient, "/socialtilsyn", nord).json()["linjer"]] == ["Nord"]
    assert sum(x["tilbud"] for x in ask(klient, "/kommuner", nord).json()["linjer"]) == 1
    assert sum(x["aabne"] for x in ask(klient, "/regler", nord).json()["linjer"]) == 1
    assert ask(klient, "/regler/IDENT-003", nord).json()["punkter"] == []
    for sti in ("/koersler", "/stikproever"):
        assert ask(klient, sti, nord).status_code == 403


def test_keys_that_do_not_hold_open_nothing(kilde, klient):
    lukket, udloebet = make_noegle(kilde), make_noegle(kilde, dage=1)
    close_noegle(kilde, lukket.removeprefix("Bearer ")[:12], nu=NAT_1)
    with asking(kilde, ur=lambda: NU + timedelta(days=1)) as senere:
        assert ask(senere, "/register", udloebet).status_code == 401
    assert ask(klient, "/register", udloebet).status_code == 200
    gyldig = make_noegle(kilde)
    for noegle in (
        lukket,
        "Bearer x",
        "Basic eDp5",
        "Bearer " + "x" * 10_000,
        gyldig + "x",
        gyldig[7:],
        "bearer",
    ):
        svar = ask(klient, "/register", noegle)
        assert svar.status_code == 401, noegle
        assert 'error="invalid_token"' in svar.headers["www-authenticate"]


def test_a_key_that_does_not_hold_is_refused_also_where_none_is_needed(kilde):
    with asking(kilde, ur=lambda: NU) as klient:
        assert ask(klient, "/register", "Bearer x").status_code == 401


def test_without_a_clock_no_key_opens_anything(kilde):
    with asking(kilde) as klient:
        assert ask(klient, "/register", make_noegle(kilde)).status_code == 401


def test_the_scheme_is_read_in_any_case_and_a_key_in_the_address_is_refused(kilde, klient):
    noegle = make_noegle(kilde)
    assert ask(klient, "/register", noegle.replace("Bearer", "BEARER")).status_code == 200
    assert klient.get("/api/v1/register", params={"access_token": noegle[7:]}).status_code in (401, 422)


def test_the_day_of_use_is_noted_and_the_key_is_in_no_log(engine, tmp_path, caplog):
    play_night(engine, tmp_path)
    noegle = make_noegle(engine)
    with caplog.at_level("DEBUG"), asking_behind_login(engine) as klient:
        assert ask(klient, "/register", noegle).status_code == 200
        assert ask(klient, "/register", noegle).status_code == 200
    assert str(list_noegler(engine)[0].sidst_brugt) == "2026-11-01"
    assert noegle[7:] not in caplog.text


def test_what_the_api_is_like_may_be_read_by_everybody(klient):
    beskrivelse = klient.get("/api/v1/openapi.json").json()
    assert beskrivelse["openapi"].startswith("3.1")
    for sti, handling in beskrivelse["paths"].items():
        assert handling["get"]["security"], sti
        assert {"401", "403", "422"} <= set(handling["get"]["responses"])
