import json
import re
from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import text

from domain.stikproeve import Population
from reports.web.freeze import freeze
from reports.web.links import Fillinks, ServerLinks
from sampling.aarsplan import make_aarsplan
from sampling.frysning import freeze_ramme
from sampling.kontroltraek import check_fil, check_traek
from sampling.traekfil import read_traek_csv
from tests.builders import load_afdelinger, load_udtraek
from tests.reports.scene import REGLER
from tests.reports.web.klient import asking, read
from tests.stikproever import (
    NOEGLE,
    NU,
    announce_kontrol,
    draw,
    freeze_kontrol,
    load_familier,
    make_register,
    note,
    plan_kontrol,
)
from tests.warehouse.rows import values
from warehouse.stikproever.handlinger import add_note
from warehouse.stikproever.plan import store_plan

SAADAN = "/stikproever/saadan-traekkes-der"


def look(engine, *stier):
    with asking(engine) as klient:
        return [klient.get(sti) for sti in stier]


def check_sound(html):
    laest = read(html)
    assert laest.henter == ["/stil.css"]
    assert {"script", "style", "img"}.isdisjoint(laest.tags)
    assert laest.tags.count("h1") == 1
    assert len(laest.ids) == len(set(laest.ids))
    assert laest.tags.count("table") == laest.tags.count("caption")
    return laest


def test_without_a_plan_the_page_says_how_to_make_one(engine):
    (svar,) = look(engine, "/stikproever")
    assert "tilbudstjek stikproeve plan 2027" in check_sound(svar.text).tekst


def test_the_plan_shows_states_steps_and_days(engine):
    store_plan(engine, make_aarsplan(2027), notat=note())
    (svar,) = look(engine, "/stikproever")
    tekst = check_sound(svar.text).tekst
    assert "27-1 Ledige pladser i plejefamilier Planlagt" in tekst
    assert "28. december 2026 Sagsbehandler" in tekst


def test_a_control_shows_its_frame_its_draw_and_every_note(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    add_note(engine, "26-1", note("<b>Breve</b> er sendt.\x00 I dag."), trin="dokumentation")
    svar, fil, saadan = look(engine, "/stikproever/26-1", "/stikproever/26-1/traek.csv", SAADAN)
    laest = check_sound(svar.text)
    sha = values(engine, "SELECT ramme_sha256 FROM stikproeve")[0]
    assert sha in laest.tekst
    assert "20 af 120" in laest.tekst
    assert "<b>Breve</b> er sendt. I dag." in laest.tekst
    assert {"/stikproever/26-1/traek.csv", SAADAN} <= set(laest.links)
    assert fil.headers["content-type"] == "text/csv; charset=utf-8"
    assert check_traek(read_traek_csv(fil.text)).er_ens
    assert "Ingen må kunne vælge" in check_sound(saadan.text).tekst


def test_a_control_of_the_rules_shows_its_list_only_when_it_is_settled(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    (design,) = values(engine, "SELECT design FROM stikproeve")
    with engine.begin() as forbindelse:
        med_flag = json.dumps({**json.loads(design), "strata": ["flagget"]})
        forbindelse.execute(text("UPDATE stikproeve SET design = :design"), {"design": med_flag})
    svar, fil = look(engine, "/stikproever/26-1", "/stikproever/26-1/traek.csv")
    assert fil.status_code == 404
    assert "/stikproever/26-1/traek.csv" not in check_sound(svar.text).links
    assert "lægges frem, når kontrollen er opgjort" in svar.text
    with engine.begin() as forbindelse:
        forbindelse.exec_driver_sql("UPDATE stikproeve SET tilstand = 'opgjort'")
    (fil,) = look(engine, "/stikproever/26-1/traek.csv")
    assert check_traek(read_traek_csv(fil.text)).er_ens


def test_no_plejefamilie_is_named_on_any_page_and_small_cells_are_hidden(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    load_familier(engine, tmp_path)
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    with engine.begin() as forbindelse:
        forbindelse.exec_driver_sql(
            "UPDATE stikproeve_enhed SET udelukket = 'lukket' WHERE enhed_id IN ('50001', '50003')"
        )
    svar = look(engine, "/", "/stikproever", "/stikproever/26-1", "/stikproever/26-1/traek.csv")
    ider = values(engine, "SELECT enhed_id FROM stikproeve_enhed")
    for side in svar:
        assert not set(re.findall(r"\b\d{5}\b", side.text)) & set(ider)
    assert "under 5: Ikke længere i registret" in read(svar[2].text).tekst


def test_a_small_cell_of_plejefamilier_cannot_be_had_by_taking_the_others_from_the_sums(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    load_familier(engine, tmp_path)
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    with engine.begin() as forbindelse:
        forbindelse.exec_driver_sql("UPDATE stikproeve_enhed SET udelukket = 'lukket' WHERE enhed_id = '50000'")
        forbindelse.exec_driver_sql(
            "UPDATE stikproeve_enhed SET udelukket = 'nyligt_udtrukket' "
            "WHERE SUBSTR(stratum, 1, 3) = 'Syd' AND enhed_id < '50021'"
        )
    (svar,) = look(engine, "/stikproever/26-1")
    raekker = re.findall(r'<tr><th scope="row">(?:Nord|Syd)[^<]*</th>(.*?)</tr>', svar.text)
    assert [re.findall(r">([^<>]+)</td>", raekke) for raekke in raekker] == [["vises ikke"] * 3] * 2
    tekst = read(svar.text).tekst
    assert "under 5: Ikke længere i registret" in tekst
    assert "vises ikke: Trukket i en af de seneste runder" in tekst


def test_the_file_note_of_a_frame_does_not_count_few_plejefamilier(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    load_familier(engine, tmp_path)
    familier = [
        {"plejefamilieid": str(50_000 + nummer), "socialtilsyn": "Syd" if nummer % 2 else "Nord"}
        for nummer in range(58)
    ]
    load_udtraek(engine, tmp_path, {"plejefamilie": familier}, start=NU)
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    (svar,) = look(engine, "/stikproever/26-1")
    tekst = read(svar.text).tekst
    assert "2 lukket" not in tekst
    assert "heraf udelukket: færre end 5 lukket" in tekst


@pytest.mark.parametrize(
    "sti",
    ["/stikproever/99-9", "/stikproever/99-9/traek.csv", "/stikproever/x/traek.csv", "/stikproever/26-1/traek.csv"],
)
def test_what_is_not_there_is_a_danish_page_not_found(engine, sti):
    plan_kontrol(engine)
    (svar,) = look(engine, sti)
    assert svar.status_code == 404
    assert "Siden findes ikke" in svar.text


def test_a_control_in_danger_is_warned_of_in_words_on_the_list_its_page_and_the_overview(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    plan_kontrol(engine, start=date(2026, 10, 5))
    overblik, *sider = (read(svar.text).tekst for svar in look(engine, "/", "/stikproever", "/stikproever/26-1"))
    assert "i stikprøvekontrollen er overskredet" in overblik
    for tekst in sider:
        assert "For sent: Kontrol 26-1: »Rammen er frosset« skulle være udført den 05-10-2026" in tekst


def test_time_limits_are_held_to_the_clock_that_the_server_is_given(engine):
    plan_kontrol(engine, start=date(2027, 4, 5))
    for nu, findes in ((datetime(2027, 1, 4, tzinfo=UTC), False), (datetime(2027, 6, 20, tzinfo=UTC), True)):
        with asking(engine, ur=partial(datetime.fromtimestamp, nu.timestamp(), UTC)) as klient:
            assert ("i fare for ikke at nå sit kvartal" in klient.get("/stikproever").text) is findes


def test_a_number_with_more_in_it_is_no_number(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    for svar in look(engine, "/stikproever/26-1%0d%0aX: y/traek.csv", "/stikproever/26-1%20/traek.csv"):
        assert svar.status_code == 404


def test_the_list_of_a_draw_has_an_address_on_the_server_and_in_the_folder():
    assert ServerLinks().til("stikproeve-traek", "27-1") == "/stikproever/27-1/traek.csv"
    assert Fillinks(1).til("stikproeve-traek", "27-1") == "../stikproever/27-1-traek.csv"


def test_the_frozen_folder_holds_the_controls_and_the_list_to_redraw(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    mappe = freeze(engine, tmp_path / "rapport", nu=NU, regler=REGLER).parent / "stikproever"
    assert check_fil(mappe / "26-1-traek.csv").er_ens
    side = check_links(mappe / "26-1.html")
    assert "20 af 120" in side.tekst
    check_links(mappe / "index.html")
    check_links(mappe / "saadan-traekkes-der.html")


def check_links(fil):
    side = read(fil.read_text("utf-8"))
    for link in side.links:
        assert link.startswith("#") or fil.parent.joinpath(link).is_file(), link
    return side
