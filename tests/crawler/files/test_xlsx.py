"""Workbooks as spreadsheets write them: sheets in any order, native values, calendars, formulas, what is hidden."""

from datetime import date

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from crawler.files.fejl import UdtraekFejl
from domain.eksempel_raekker import fejlfri_raekke
from tests.crawler.files.byg import BELAEGNING, TAKST, example, keys, laes, rezip, write_xlsx

RAEKKE = [1001, 1, 3, 2026, 1234.5, date(2025, 12, 31)]


def test_sheets_are_known_by_name_in_any_order(tmp_path):
    fil = write_xlsx(
        tmp_path / "udtræk.xlsx",
        {"Vejledning": [["Læs mig"]], "Belægning": [BELAEGNING, [1001, 2026, 95]], "TAKSTER": [TAKST, RAEKKE]},
    )
    udtraek = laes(fil)
    assert udtraek.rapport.entiteter == {"takst": 1, "belaegning": 1}
    assert [x.ark for x in udtraek.rapport.ark] == ["Belægning", "TAKSTER"]
    assert any("»Vejledning« er ikke læst" in tekst for tekst in udtraek.rapport.bemaerkninger)
    takst = next(x for x in udtraek.dump.raekker if x.entitet == "takst")
    assert takst.felter["takst_kr"] == 1234.5
    assert takst.felter["takst_tekst"] == "1234,5"
    assert takst.felter["aendret_dato"] == "2025-12-31"
    assert takst.raa == {
        "Tilbuds-id": "1001",
        "Afdelings-id": "1",
        "Ydelses-id": "3",
        "Takstår": "2026",
        "Takst (kr.)": "1234,5",
        "Takst ændret": "31-12-2025",
    }


def test_a_sheet_that_begins_far_from_the_corner_is_read(tmp_path):
    fil = write_xlsx(tmp_path / "x.xlsx", {"Takst": [[], ["", "", "Takster"], [], ["", "", *TAKST], ["", "", *RAEKKE]]})
    udtraek = laes(fil)
    assert keys(udtraek, "takst") == [("1001", "1", "3", 2026)]
    assert udtraek.rapport.ark[0].overskriftsraekke == 4
    assert udtraek.rapport.ark[0].kolonner[0].kolonne == "C"


def test_two_sheets_of_one_entity_are_one_delivery(tmp_path):
    fil = write_xlsx(
        tmp_path / "x.xlsx", {"Takst": [TAKST, RAEKKE], "Takster": [TAKST, RAEKKE, [1001, 1, 3, 2027, 5, None]]}
    )
    udtraek = laes(fil)
    assert udtraek.rapport.entiteter == {"takst": 2}
    assert [(x.raekker, x.dubletter) for x in udtraek.rapport.ark] == [(1, 0), (1, 1)]


@pytest.mark.parametrize("fra_1904", [False, True])
def test_dates_and_bare_serial_numbers_follow_the_workbooks_calendar(tmp_path, fra_1904):
    nummer = (date(2025, 12, 31) - (date(1904, 1, 1) if fra_1904 else date(1899, 12, 30))).days
    fil = write_xlsx(tmp_path / "x.xlsx", {"Takst": [TAKST, RAEKKE, [1001, 1, 4, 2026, 1, nummer]]}, date_1904=fra_1904)
    assert [x.felter["aendret_dato"] for x in laes(fil).dump.raekker] == ["2025-12-31"] * 2


def test_a_cell_shown_as_percent_is_percent(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        ark = bog.add_worksheet("Belægning")
        ark.write_row(0, 0, BELAEGNING)
        for nummer, (form, value) in enumerate([("0.0%", 0.975), ("0", 97.5), ("0", 0.975), ('0.0"%"', 97.5)], start=1):
            ark.write_row(nummer, 0, [1000 + nummer, 2026])
            ark.write_number(nummer, 2, value, bog.add_format({"num_format": form}))
    raekker = laes(fil).dump.raekker
    assert [x.felter["belaegning_pct"] for x in raekker] == [97.5, 97.5, 0.975, 97.5]
    assert [x.felter["belaegning_tekst"] for x in raekker] == ["97,5 %", "97,5", "0,975", "97,5"]


def test_formulas_give_their_kept_value_and_are_told_when_they_have_none(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        ark = bog.add_worksheet("Takst")
        ark.write_row(0, 0, TAKST)
        ark.write_row(1, 0, [1001, 1, 3, 2026])
        ark.write_formula(1, 4, "=1000*2", None, 2000)
        ark.write_row(2, 0, [1001, 1, 4, 2026])
        ark.write_formula(2, 4, "=1/0", None, "#DIV/0!")
    bog = openpyxl.load_workbook(fil)
    bog["Takst"].append([1001, 1, 5, 2026, "=A1*2"])
    bog["Takst"].append([1001, 1, "=1+5", 2026, 7])
    bog["Takst"]["E2"] = 2000
    bog.save(fil)
    udtraek = laes(fil)
    ark = udtraek.rapport.ark[0]
    assert [x.felter["takst_kr"] for x in udtraek.dump.raekker] == [2000.0, None, None]
    assert {grund.grund.split(";")[0]: grund.raekker for grund in ark.celler} == {
        "er en formel uden gemt værdi": (3, 4)
    }
    assert [x.raekker for x in ark.afviste] == [(5,)]
    assert "»Ydelses-id« er en formel uden gemt værdi" in ark.afviste[0].grund


def test_an_error_in_a_cell_is_no_empty_cell(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        ark = bog.add_worksheet("Takst")
        ark.write_row(0, 0, TAKST)
        ark.write_row(1, 0, [1001, 1, 3, 2026])
        ark.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    celle = laes(fil).rapport.ark[0].celler[0]
    assert (celle.raekker, celle.kolonne) == ((2,), "E")
    assert "er en fejl i regnearket" in celle.grund


def test_hidden_sheets_are_left_alone_and_told(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        bog.add_worksheet("Takst").write_row(0, 0, TAKST)
        gammel = bog.add_worksheet("Takster")
        gammel.write_row(0, 0, TAKST)
        gammel.write_row(1, 0, [1001, 1, 3, 2026, 1])
        gammel.hide()
    udtraek = laes(fil)
    assert udtraek.rapport.entiteter == {"takst": 0}
    assert udtraek.dump.slut.entiteter == {"takst": 0}
    assert "Arket »Takster« er skjult og er ikke læst." in udtraek.rapport.bemaerkninger


def test_macros_are_never_run_and_told_and_so_are_links_to_other_files(tmp_path):
    fil = write_xlsx(tmp_path / "x.xlsm", {"Takst": [TAKST, RAEKKE]})
    rezip(fil, xl__vbaProject_DOT_bin=b"Sub Auto_Open()", xl__externalLinks__externalLink1_DOT_xml=b"<x/>")
    udtraek = laes(fil)
    assert keys(udtraek, "takst") == [("1001", "1", "3", 2026)]
    assert [tekst.split(".")[0] for tekst in udtraek.rapport.bemaerkninger] == [
        "Filen rummer makroer",
        "Filen henviser til andre filer",
    ]


def test_what_a_file_is_called_does_not_matter(tmp_path):
    fil = write_xlsx(tmp_path / "x.xlsx", {"Takst": [TAKST, RAEKKE]}).rename(tmp_path / "takst.csv")
    assert keys(laes(fil), "takst") == [("1001", "1", "3", 2026)]


def test_thousands_of_empty_rows_with_colours_are_nothing(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        ark = bog.add_worksheet("Takst")
        ark.write_row(0, 0, TAKST)
        ark.write_row(1, 0, [1001, 1, 3, 2026, 5])
        roed = bog.add_format({"bg_color": "red"})
        for nummer in range(2, 20_000):
            ark.write_blank(nummer, 3, None, roed)
    assert laes(fil).rapport.ark[0].raekker == 1


def test_every_entity_is_read_back_from_its_first_headings(tmp_path):
    navne = [
        "tilbud", "takst", "plads", "belaegning", "budget", "noegletal", "tilsynsbesoeg", "kvalitetsscore", "sanktion",
        "plejefamilie",
    ]  # fmt: skip
    fil = write_xlsx(tmp_path / "x.xlsx", {navn: list(example(navn)) for navn in navne})
    udtraek = laes(fil)
    assert {x.entitet: x.felter for x in udtraek.dump.raekker} == {navn: fejlfri_raekke(navn).felter for navn in navne}
    assert all(not x.celler and not x.afviste and not x.mangler for x in udtraek.rapport.ark)


def test_a_sheet_no_name_or_heading_tells_is_asked_about(tmp_path):
    fil = write_xlsx(tmp_path / "x.xlsx", {"Ark1": [["Tilbuds-id", "År"], [1001, 2026]]})
    with pytest.raises(UdtraekFejl, match="Sig det med --entitet"):
        laes(fil)
    assert laes(fil, entitet="belaegning").rapport.entiteter == {"belaegning": 1}
