"""The page of the budget calendar, served and frozen."""

from datetime import UTC, datetime
from typing import Any

import pytest

from reports.web.freeze import freeze
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from tests.reports.scene import REGLER
from tests.reports.web.klient import asking, read

NAT = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture
def register(engine, tmp_path):
    """Three tilbud: in time, late, and a kommune's."""
    alle = [make_afdeling(1), make_afdeling(2, navn="<b>Sene</b>"), make_afdeling(3, virksomhedsform="Kommune")]
    load_afdelinger(engine, tmp_path, alle, start=NAT)
    budgetter: list[dict[str, Any]] = [
        {"budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None},
        {"budgetaar": 2026},
        {"tilbudsid": "1003", "budgetaar": 2027, "modtaget_dato": "2026-11-16", "godkendt_dato": "2026-11-19"},
    ]
    oplysninger = [{"tilbudsid": str(n), "driftsaftale_bestemmende": False} for n in (1001, 1002, 1003)]
    load_udtraek(engine, tmp_path, {"budget": budgetter, "tilbud": oplysninger}, start=NAT)
    return engine


def test_the_page_says_who_was_in_time_and_who_is_late(register):
    with asking(register) as klient:
        svar = klient.get("/budgetkalender")
        laest = read(svar.text)
    assert "Budgetter for 2027" in laest.tekst
    assert "modtaget den 1. oktober 2026 og godkendt den 1. januar 2027" in laest.tekst
    assert "Private: modtaget rettidigt 50,0 % 1 af 2" in laest.tekst
    assert "Offentlige: modtaget rettidigt 0,0 % 0 af 1" in laest.tekst
    assert "Socialtilsyn Syd 2 1 50,0 % 0 1 0 0 0,0 %" in laest.tekst
    assert "<b>Sene</b> 1002 private Socialtilsyn Syd 50" in laest.tekst
    assert "<b>Sene" not in svar.text
    assert {"/tilbud/1002", "/socialtilsyn/syd", "/budgetkalender/2026"} <= set(laest.links)
    assert laest.tags.count("h1") == 1
    assert laest.tags.count("table") == laest.tags.count("caption") == 9


def test_each_year_has_a_page_and_others_are_not_found(register):
    with asking(register) as klient:
        assert "Budgetter for 2026" in read(klient.get("/budgetkalender/2026").text).tekst
        for sti in ("/budgetkalender/2025", "/budgetkalender/2099", "/budgetkalender/i%20dag"):
            assert klient.get(sti).status_code == 404


def test_without_budgets_the_page_says_what_to_do(engine, tmp_path):
    with asking(engine) as klient:
        assert "tilbudstjek indlaes" in read(klient.get("/budgetkalender").text).tekst
        load_afdelinger(engine, tmp_path, [make_afdeling(1)], start=NAT)
        assert "tilbudstjek indlaes" in read(klient.get("/budgetkalender").text).tekst


def test_the_frozen_pages_hold_every_year_and_lead_to_each_other(register, tmp_path):
    mappe = freeze(register, tmp_path / "rapport", nu=NAT, regler=REGLER).parent
    assert "Budgetter for 2027" in (mappe / "budgetkalender/index.html").read_text(encoding="utf-8")
    for side in (mappe / "budgetkalender").glob("*.html"):
        for link in read(side.read_text(encoding="utf-8")).links:
            assert link.startswith("#") or (side.parent / link.split("#")[0]).resolve().is_file(), link
    assert (mappe / "budgetkalender/2026.html").is_file()
