"""docs/dataudtraek.md and its example files: true to the column table, and loadable by the real command."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.files.dokumentation import marked_entities, replace_tables
from crawler.files.former import entity_names, forms_of
from flows.cli.app import app
from tests.crawler.files.byg import TABEL, laes

DOCS = Path(__file__).resolve().parents[3] / "docs"
SIDE = (DOCS / "dataudtraek.md").read_text(encoding="utf-8")


def test_the_page_has_the_table_of_every_entity_as_the_program_reads_it():
    assert marked_entities(SIDE) == entity_names()
    assert replace_tables(SIDE) == SIDE, "run: python -m crawler.files docs/dataudtraek.md"


def test_every_option_of_the_command_is_on_the_page_and_in_the_readme():
    hjaelp = CliRunner().invoke(app, ["indlaes", "--help"], env={"COLUMNS": "200"}).output
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    for valg in ("--tør", "--pr", "--entitet", "--kolonner", "--json", "--trods-advarsel"):
        assert valg in hjaelp
        assert f"`{valg}" in SIDE
        assert f"`{valg}" in readme


@pytest.mark.parametrize("entitet", entity_names())
def test_the_example_is_read_whole_and_has_every_heading(entitet):
    udtraek = laes(DOCS / "dataudtraek" / f"{entitet}.csv")
    (ark,) = udtraek.rapport.ark
    assert ark.entitet == entitet
    assert [x.overskrift for x in ark.kolonner] == [TABEL.first_overskrift(entitet, felt) for felt in forms_of(entitet)]
    assert (ark.raekker, ark.celler, ark.afviste, ark.sumraekker, ark.mangler) == (3, (), (), (), ())


def test_the_examples_load_one_after_the_other(tmp_path, tomt_warehouse, monkeypatch):
    var = tmp_path / "var"
    var.mkdir()
    (var / "tilbudstjek.db").write_bytes(tomt_warehouse.read_bytes())
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(var))
    monkeypatch.delenv("TILBUDSTJEK_DATABASE_URL", raising=False)
    for entitet in entity_names():
        ud = CliRunner().invoke(app, ["indlaes", str(DOCS / "dataudtraek" / f"{entitet}.csv")])
        assert ud.exit_code == 0, ud.stderr
        assert f"{entitet}: 3 nye, 0 ændrede, 0 uændrede, 0 ikke set, 0 ophørt." in ud.stderr
        assert "registret ikke har" not in ud.stderr
