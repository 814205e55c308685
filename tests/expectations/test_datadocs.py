"""GX's own pages, for rule authors: counts and ids, never a value, and nothing recorded."""

import pytest
from sqlalchemy import text

from expectations.datadocs import build_datadocs
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl


def test_datadocs_hold_ids_and_no_values_and_record_nothing(warehouse_url, tmp_path):
    engine = open_warehouse(warehouse_url)
    fejl = {"hjemmeside": "hemmelig tekst", "telefon": "1234", "virksomhed": None, "pladser_i_alt": 9}
    load_afdelinger(engine, tmp_path, [make_afdeling(1, **fejl)], begrundelse="Prøve")
    forside = build_datadocs(engine, warehouse_url, tmp_path / "docs")
    with engine.connect() as connection:
        antal = connection.execute(text("SELECT COUNT(*) FROM afvigelse")).scalar_one()
    engine.dispose()
    sider = "".join(fil.read_text(encoding="utf-8") for fil in (tmp_path / "docs").rglob("*.html"))
    assert forside.is_file()
    assert antal == 0
    assert "KONTAKT-006: Hjemmesidens adresse er ugyldig" in sider
    assert "1001/1" in sider
    assert "1001/-" in sider
    assert "hemmelig tekst" not in sider


def test_datadocs_name_a_socialtilsyn_and_none_of_its_plejefamilier(warehouse_url, tmp_path):
    engine = open_warehouse(warehouse_url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1)], begrundelse="Prøve")
    familier = [{"plejefamilieid": f"hemmelig-{nummer}", "godkendte_antal": 0} for nummer in range(9)]
    load_udtraek(engine, tmp_path, {"plejefamilie": familier}, begrundelse="Prøve")
    build_datadocs(engine, warehouse_url, tmp_path / "docs")
    engine.dispose()
    sider = "".join(fil.read_text(encoding="utf-8") for fil in (tmp_path / "docs").rglob("*.html"))
    assert "socialtilsyn:Syd/-" in sider
    assert "hemmelig" not in sider


def test_datadocs_need_a_snapshot(warehouse_url, tmp_path):
    engine = open_warehouse(warehouse_url)
    with pytest.raises(WarehouseFejl, match="tilbudstjek hent"):
        build_datadocs(engine, warehouse_url, tmp_path / "docs")
    engine.dispose()
    assert not (tmp_path / "docs").exists()
