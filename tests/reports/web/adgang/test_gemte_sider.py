"""Pages that are kept, behind the login: each reader's own name and token, and no portfolio but their own."""

import time

import httpx
import pytest
from sqlalchemy import event, text

from tests.builders import NAT_1
from tests.reports.scene import REGLER, play_night
from tests.reports.web.adgang.scene import behind_login, find_maerke, log_in
from warehouse.sager import open_sager

SIDER = ("/tilbud", "/afvigelser", "/soeg?q=solgaarden", "/tilbud/1001")


@pytest.fixture
def to_browsere(engine, tmp_path, udsteder):
    """Two browsers at one server."""
    play_night(engine, tmp_path)
    with behind_login(engine, udsteder) as klient, httpx.Client(base_url=klient.base_url, timeout=20) as anden:
        yield klient, anden


def test_the_second_reader_of_a_kept_page_sees_their_own_name_and_token(to_browsere):
    foerste, anden = to_browsere
    log_in(foerste, "laeser")
    log_in(anden, "KL")
    for sti in SIDER:
        for _ in range(2):
            sider = {"laeser": foerste.get(sti).text, "KL": anden.get(sti).text}
        for hvem, html in sider.items():
            fremmed = "KL" if hvem == "laeser" else "laeser"
            assert f"Logget ind som Bruger {hvem} " in html, sti
            assert f"Bruger {fremmed}" not in html
        assert find_maerke(sider["laeser"]) != find_maerke(sider["KL"])


def test_two_sessions_of_one_role_share_a_page_but_not_its_token(to_browsere):
    foerste, anden = to_browsere
    for klient in (foerste, anden):
        log_in(klient, "laeser")
    sider = [klient.get("/tilbud").text for klient in (foerste, anden)]
    maerker = [find_maerke(html) for html in sider]
    assert maerker[0] != maerker[1]
    assert sider[0].replace(maerker[0], "") == sider[1].replace(maerker[1], "")


def test_two_caseworkers_share_a_cases_page_with_its_forms_but_not_their_tokens(engine, to_browsere):
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    for klient in to_browsere:
        log_in(klient, "KL")
    sti = "/sager/1001?vis=note"
    sider = [klient.get(sti).text for klient in (*to_browsere, *to_browsere)]
    maerker = [find_maerke(html) for html in sider]
    assert maerker[0] != maerker[1]
    assert maerker[:2] == maerker[2:]
    for html, maerke, fremmed in zip(sider, maerker, (*maerker[1::-1], *maerker[1::-1]), strict=True):
        assert html.count(maerke) > 1
        assert fremmed not in html
    assert len({html.replace(maerke, "") for html, maerke in zip(sider, maerker, strict=True)}) == 1


def test_a_socialtilsyn_is_never_given_a_page_that_was_kept_for_the_ministry(to_browsere):
    ministeriet, nord = to_browsere
    log_in(ministeriet, "laeser")
    log_in(nord, "nord")
    for sti in ("/tilbud", "/afvigelser"):
        alt = ministeriet.get(sti).text
        eget = nord.get(sti).text
        assert "1002" in alt
        assert "1002" not in eget
        assert ministeriet.get(sti).text == alt


def test_a_page_that_is_kept_is_not_given_to_whoever_has_logged_out(to_browsere):
    klient, _ = to_browsere
    log_in(klient, "laeser")
    html = klient.get("/tilbud").text
    klient.post("/log-ud", data={"maerke": find_maerke(html)})
    assert klient.get("/tilbud").status_code == 303


def test_a_look_is_written_down_each_time_and_shown_at_once_without_pages_being_drawn_anew(to_browsere, engine):
    klient, chef = to_browsere
    log_in(klient, "laeser")
    log_in(chef, "chef")
    tegnet: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *led: tegnet.append(led[2]) if "tilbudslinje" in led[2] else 0)
    efter = []
    for antal in range(1, 4):
        klient.get("/tilbud/1001").raise_for_status()
        _wait_for_looks(engine, antal)
        assert chef.get("/adgang").text.count("1001") >= antal
        klient.get("/tilbud").raise_for_status()
        efter.append(len(tegnet))
    assert efter[0] == efter[-1] > 0


def _wait_for_looks(engine, antal):
    for _ in range(200):
        with engine.connect() as forbindelse:
            if forbindelse.scalar(text("SELECT COUNT(*) FROM adgangslog WHERE handling = 'set'")) >= antal:
                return
        time.sleep(0.01)
    raise AssertionError("kiggene er ikke skrevet")
