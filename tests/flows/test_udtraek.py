"""`indlaes` of a dataudtræk as an operator runs it: tried, loaded, loaded again, refused."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

import crawler.files
from crawler.files import UdtraekFejl
from domain.tid import DANSK_TID
from flows.cli.app import app
from flows.udtraek import propose_day, read_day
from tests.crawler.files.byg import BELAEGNING, TAKST, write_csv, write_takster, write_xlsx

NU = datetime(2026, 11, 23, 9, 0, tzinfo=DANSK_TID)
AFDELING = "Tilbuds-id;Afdelings-id;Tilbuddets navn;Tilbudstyper;Tilsynsførende myndighed"


@pytest.fixture
def run(tmp_path, warehouse_url, monkeypatch):
    """Runs the command in this process, in a folder of this test's own."""
    var = tmp_path / "var"
    var.mkdir()
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(var))
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)

    def run(*argumenter):
        return CliRunner().invoke(app, ["indlaes", *map(str, argumenter)])

    return run


def _count(engine, tabel):
    with engine.connect() as forbindelse:
        return forbindelse.execute(text(f"SELECT COUNT(*) FROM {tabel}")).scalar_one()


def test_a_trial_shows_all_and_keeps_nothing(run, engine, tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv",
        "1001;1;3;2026;efter aftale;;x",
        "I alt;;;;5;;",
        "1001;1;;2026;5;;",
        overskrifter=[*TAKST, "Nyt felt"],
    )
    ud = run(fil, "--tør")
    assert ud.exit_code == 0
    assert "»takst« er takst: 1 række læst, overskrifter i række 1." in ud.stdout
    assert "  E  Takst (kr.) → takst_kr" in ud.stdout
    assert "  G  Nyt felt → står ikke i kolonnetabellen og er ikke læst" in ud.stdout
    assert "Ikke læst, kolonne E »Takst (kr.)«: række 2: er ikke et tal" in ud.stdout
    assert "Afvist, række 4: »Ydelses-id« er tom" in ud.stdout
    assert "Sumrækker, der ikke er læst: række 3." in ud.stdout
    assert "takst: 1 nye, 0 ændrede" in ud.stderr
    assert not (tmp_path / "var" / "dumps").exists()
    assert _count(engine, "takst") == _count(engine, "koersel") == _count(engine, "udtraek") == 0


def test_a_trial_before_anything_was_ever_loaded_makes_no_database(run, tmp_path, monkeypatch):
    monkeypatch.delenv("TILBUDSTJEK_DATABASE_URL")
    ud = run(write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;"), "--toer")
    assert ud.exit_code == 0
    assert "takst: 1 nye" in ud.stderr
    assert not list((tmp_path / "var").glob("*.db"))
    assert not (tmp_path / "var" / "hash_noegle").exists()


def test_an_extract_is_loaded_once_however_often_it_is_given(run, engine, tmp_path):
    fil = write_xlsx(
        tmp_path / "udtræk.xlsx",
        {"Takster": [TAKST, [1001, 1, 3, 2026, 5], [1001, 1, 4, 2026, 6]], "Belægning": [BELAEGNING, [1001, 2026, 95]]},
    )
    foerste, anden = run(fil), run(fil)
    assert (foerste.exit_code, anden.exit_code) == (0, 0)
    assert "takst: 2 nye, 0 ændrede, 0 uændrede, 0 ikke set, 0 ophørt." in foerste.stderr
    assert "belaegning: 1 nye" in foerste.stderr
    assert "Registret er ikke læst ind endnu" in foerste.stderr
    assert "Udtrækket er læst ind før; intet er ændret." in anden.stderr
    assert _count(engine, "udtraek") == 2
    assert len(list((tmp_path / "var" / "dumps").iterdir())) == 1


def test_what_changed_and_what_the_register_does_not_have_is_told(run, tmp_path):
    run(write_csv(tmp_path / "afdelinger.csv", AFDELING, "1001;1;Birkehuset;Botilbud, § 107;Socialtilsyn Syd"))
    run(
        write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;", "1001;1;4;2026;6;", "1001;1;5;2026;6;"),
        "--pr",
        "2026-11-01",
    )
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;", "1001;1;4;2026;7;", "7777;1;3;2026;5;")
    ud = run(fil, "--json")
    assert ud.exit_code == 0
    svar = json.loads(ud.stdout)
    assert svar["indlaest"] == {"takst": {"nye": 1, "aendrede": 1, "uaendrede": 1, "savnede": 1, "ophoerte": 0}}
    assert svar["ukendte_tilbud"] == {"takst": 1}
    assert (svar["toer"], svar["status"], svar["entiteter"]) == (False, "godkendt", {"takst": 3})


def test_an_older_day_than_the_one_loaded_is_refused_and_changes_nothing(run, engine, tmp_path):
    assert run(write_takster(tmp_path / "a.csv", "1001;1;3;2026;5;"), "--entitet", "takst").exit_code == 0
    fil = write_takster(tmp_path / "b.csv", "1001;1;3;2026;6;")
    for ekstra in ([], ["--tør"]):
        ud = run(fil, "--entitet", "takst", "--pr", "01-11-2026", *ekstra)
        assert ud.exit_code == 1
        assert "ikke nyere end det sidst godkendte" in ud.stderr
        assert ("ville blive afvist" in ud.stderr) == bool(ekstra)
    assert _count(engine, "takst") == 1


def test_a_dump_is_still_loaded_and_takes_none_of_the_extracts_options(run, tmp_path):
    run(write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;"))
    (dump,) = (tmp_path / "var" / "dumps").iterdir()
    assert "læst ind før" in run(dump).stderr
    assert "er en dump; --entitet" in run(dump, "--pr", "2026-11-01").stderr
    assert "intet er gemt" in run(dump, "--tør").stderr


def test_a_table_of_ones_own_reads_a_new_heading(run, tmp_path):
    indbygget = Path(crawler.files.__file__).with_name("kolonner.csv").read_text(encoding="utf-8")
    egen = tmp_path / "kolonner.csv"
    egen.write_text(f"{indbygget}2;takst;Pris;takst_kr;ny overskrift\n", encoding="utf-8")
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;", overskrifter=[*TAKST[:4], "Pris", TAKST[5]])
    assert "Pris → takst_kr" in run(fil, "--tør", "--kolonner", egen).stdout
    assert "Pris → står ikke i kolonnetabellen" in run(fil, "--tør").stdout


def test_a_file_that_cannot_be_read_ends_with_a_sentence_and_status_1(tmp_path):
    fil = tmp_path / "takst.xlsx"
    fil.write_bytes(b"%PDF-1.7 takster")
    ud = subprocess.run(
        [sys.executable, "-m", "flows", "indlaes", str(fil)],
        capture_output=True,
        check=False,
        env={**os.environ, "TILBUDSTJEK_VAR": str(tmp_path / "var")},
        timeout=60,
    )
    assert (ud.returncode, ud.stdout) == (1, b"")
    assert ud.stderr.decode().startswith("tilbudstjek: takst.xlsx er en PDF.")
    assert ud.stderr.decode().count("\n") == 1


def test_the_day_is_now_today_or_the_end_of_a_day_gone_by():
    assert read_day(None, NU) == read_day("2026-11-23", NU) == NU
    assert read_day("22-11-2026", NU) == datetime(2026, 11, 22, 23, 59, 59, tzinfo=DANSK_TID)
    with pytest.raises(UdtraekFejl, match="ligger i fremtiden"):
        read_day("2026-11-24", NU)
    with pytest.raises(UdtraekFejl, match="er ikke en dato"):
        read_day("i går", NU)


@pytest.mark.parametrize(
    ("navn", "dag"),
    [
        ("takster-2026-11-22.csv", "2026-11-22"),
        ("takster_20261122.csv", "2026-11-22"),
        ("takster 22.11.2026.csv", "2026-11-22"),
        ("takster-2026-11-23.csv", None),
        ("takster-2026.csv", None),
        ("takster-2026-13-45.csv", None),
        ("2026-01-01 til 2026-12-31.csv", None),
    ],
)
def test_a_day_in_the_name_is_proposed_and_not_taken(tmp_path, navn, dag):
    tekst = propose_day(tmp_path / navn, None, NU)
    assert (tekst is None) if dag is None else (f"--pr {dag}" in str(tekst))
    assert propose_day(tmp_path / navn, "2026-11-01", NU) is None


def test_no_dump_names_the_place_of_a_krisecenter_that_an_earlier_file_told_of(run, tmp_path):
    run(write_csv(tmp_path / "takst.csv", ";".join([*TAKST, "Paragraf"]), "7;1;3;2026;5;;§ 109"))
    besoeg = write_csv(tmp_path / "besøg.csv", "Tilbuds-id;Besøgs-id;Besøgt sted", "7;1;Lindehuset", "8;2;Birkehuset")
    assert run(besoeg).exit_code == 0
    indhold = b"".join(fil.read_bytes() for fil in (tmp_path / "var").rglob("*") if fil.is_file())
    assert b"Lindehuset" not in indhold
    assert b"Birkehuset" in indhold
