"""The dataudtræk as files: read back by the program's own reader they give the same rows."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from crawler.files import laes_udtraek
from crawler.files.kolonner import load_kolonner
from crawler.replica.register import make_register
from crawler.replica.udtraek import Udtraek, make_udtraek
from crawler.replica.udtraek.filer import write_celle, write_udtraek
from domain.entiteter import ENTITETER, Art, Kolonne
from domain.entiteter.beskyttelse import speaks_of_krisecenter, withhold

DAG = date(2026, 11, 22)
START = datetime(2026, 11, 22, 1, tzinfo=UTC)


@cache
def udtraek() -> Udtraek:
    return make_udtraek(make_register(7, antal_tilbud=250), DAG, 7)


@pytest.fixture(scope="module")
def filer(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_udtraek(tmp_path_factory.mktemp("udtraek"), udtraek())


def test_the_files_read_back_give_the_same_rows_and_of_krisecentre_without_names(filer):
    krisecentre = find_krisecentre()
    laest: dict[str, dict[tuple[object, ...], dict[str, object]]] = {entitet: {} for entitet in ENTITETER}
    for fil in filer:
        resultat = laes_udtraek(fil, start=START, hash_noegle="prøve", beskyttede=krisecentre)
        assert resultat.dump.slut.tal["ulaeselige_celler"] == resultat.dump.slut.tal["afviste_raekker"] == 0
        for raekke in resultat.dump.raekker:
            noegle = tuple(raekke.felter[navn] for navn in ENTITETER[raekke.entitet].noegle)
            laest[raekke.entitet][noegle] = dict(raekke.felter)
    for entitet, rows in udtraek().raekker.items():
        ventet = {
            tuple(row[navn] for navn in ENTITETER[entitet].noegle): _as_kept(entitet, row, krisecentre) for row in rows
        }
        assert laest[entitet] == ventet


def find_krisecentre() -> frozenset[str]:
    rows = (row for raekker in udtraek().raekker.values() for row in raekker)
    return frozenset(str(row["tilbudsid"]) for row in rows if "tilbudsid" in row and speaks_of_krisecenter(row))


def _as_kept(entitet, row, krisecentre):
    return withhold(ENTITETER[entitet], row) if row.get("tilbudsid") in krisecentre else dict(row)


def test_headings_are_the_first_of_each_field(filer):
    tabel = load_kolonner()
    for fil in filer[1:]:
        overskrifter = fil.read_text(encoding="cp1252").splitlines()[0].split(";")
        (entitet,) = {e for e in ENTITETER if overskrifter[: len(ENTITETER[e].kolonner)] == _first(tabel, e)}
        assert len(overskrifter) == len(ENTITETER[entitet].kolonner)


def _first(tabel, entitet):
    return [tabel.first_overskrift(entitet, kolonne.navn) for kolonne in ENTITETER[entitet].kolonner]


def test_the_workbook_has_its_sheets_in_an_odd_order_with_titles_and_cells_of_both_kinds(filer):
    bog = CalamineWorkbook.from_path(filer[0])
    assert bog.sheet_names[0] == "Sanktioner"
    assert bog.sheet_names != sorted(bog.sheet_names)
    for navn in bog.sheet_names:
        foerste, anden, *_ = bog.get_sheet_by_name(navn).to_python(skip_empty_area=False)
        assert str(foerste[0]).startswith("Dataudtræk af ")
        assert not any(anden)
    for ark, kolonne, typer in (("Belægningsprocenter", 2, {str, float}), ("Tilbud", 3, {str, date})):
        rows = bog.get_sheet_by_name(ark).to_python()[3:]
        assert {type(row[kolonne]) for row in rows} == typer


@pytest.mark.parametrize(
    ("art", "navn", "vaerdi", "skrevet"),
    [
        (Art.TAL, "takst_kr", 1234.5, "1.234,50"),
        (Art.TAL, "takst_kr", 1234567.0, "1.234.567"),
        (Art.TAL, "takst_kr", -1000.25, "-1.000,25"),
        (Art.TAL, "score", 4.2, "4,2"),
        (Art.TAL, "takst_kr", 0.001, "0,001"),
        (Art.DATO, "besoeg_dato", "2025-12-31", "31-12-2025"),
        (Art.JANEJ, "er_koncern", True, "ja"),
        (Art.JANEJ, "er_koncern", False, "nej"),
        (Art.HELTAL, "takst_aar", 2026, "2026"),
        (Art.TEKST, "navn", "Ærø", "Ærø"),
        (Art.TEKST, "navn", None, ""),
    ],
)
def test_values_are_written_as_danes_write_them(art, navn, vaerdi, skrevet):
    assert write_celle(Kolonne(navn, art, ""), vaerdi) == skrevet
