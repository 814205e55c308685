"""`budget` as an operator runs it: one form, a folder of them, and what is kept."""

import json
import os
import subprocess
import sys
from typing import NamedTuple
from unittest.mock import patch

import pytest

from crawler.replica.skema import fill_plan, write_skema
from domain.eksempel_skema import ARK, fejlfrit_skema
from domain.skema import Post
from flows.cli import main
from warehouse.queries.budgetskema import read_skema


class Udfald(NamedTuple):
    """What a command left: its exit status and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path, capsys, warehouse_url):
    """Runs the command in this test's folder, in this process: starting one for each call takes too long."""

    def run(*argumenter):
        miljoe = {
            "TILBUDSTJEK_VAR": str(tmp_path / "var"),
            "TILBUDSTJEK_DATABASE_URL": warehouse_url,
            "COLUMNS": "120",
        }
        kald = ["tilbudstjek", "budget", *map(str, argumenter)]
        with patch.dict(os.environ, miljoe), patch.object(sys, "argv", kald), pytest.raises(SystemExit) as slut:
            main()
        return Udfald(int(slut.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def mappe(tmp_path):
    """A folder with a form of two years, one with a fault, a PDF, a lock file of Excel's, and a folder in it."""
    mappe = tmp_path / "skemaer"
    (mappe / "flere").mkdir(parents=True)
    sidste_aar = fejlfrit_skema({Post.HUSHOLDNING: {"beloeb_kr": 240_000.0}}, budgetaar=2025)
    filer = [write_skema(sidste_aar, mappe / "1001_2025.xlsx"), write_skema(fejlfrit_skema(), mappe / "1001_2026.xlsx")]
    plan = fill_plan(fejlfrit_skema())
    plan.put(ARK, {"E40": "to millioner"})
    filer.append(write_skema(plan, mappe / "flere" / "1002_2026.xlsx"))
    filer.append(mappe / "1003_2026.pdf")
    filer[-1].write_bytes(b"%PDF-1.7")
    for nummer, fil in enumerate(filer):
        os.utime(fil, (nummer + 1, nummer + 1))
    (mappe / "~$1001_2026.xlsx").write_bytes(b"Excel")
    return mappe


def test_one_form_is_shown_with_its_posts_noegletal_and_faults(run, mappe):
    ud = run(mappe / "flere" / "1002_2026.xlsx")
    assert (ud.returncode, ud.stderr) == (0, "")
    for tekst in (
        "tilbud 1002, budgetår 2026",
        "Husholdning",
        "250.000",
        "95,0 %",
        "s. Ejendomsomkostninger",
        "1 fejl:",
    ):
        assert tekst in ud.stdout
    assert "E40 er skrevet som tekst. Skriv kun tallet" in ud.stdout
    assert "to millioner" not in ud.stdout
    assert not (mappe.parent / "var" / "tilbudstjek.db").exists()


def test_as_json_each_file_is_one_line_with_the_same_keys(run, mappe):
    ud = run(mappe, "--json", "--gem")
    svar = [json.loads(linje) for linje in ud.stdout.splitlines()]
    assert [x["fil"] for x in svar] == ["1001_2025.xlsx", "1001_2026.xlsx", "1002_2026.xlsx", "1003_2026.pdf"]
    assert len({tuple(x) for x in svar}) == 1
    assert svar[1]["noegletal"]["a_omsaetning_kr"] == 5_548_000.0
    assert svar[1]["aendringer"][0]["post"] == "husholdning"
    assert svar[1]["aendringer"][0]["forskel_kr"] == 10_000.0
    assert [(x["art"], x["celle"]) for x in svar[2]["fejl"]] == [("tekst_i_talcelle", "E40")]
    assert (svar[3]["budgetaar"], svar[3]["poster"], svar[3]["fejl"][0]["art"]) == (None, [], "pdf")


def test_a_folder_is_kept_whole_but_for_the_files_that_say_nothing_of_whose_they_are(run, mappe, engine):
    (mappe / "1003_2026.pdf").rename(mappe / "budget.pdf")
    ud = run(mappe, "--gem")
    assert ud.returncode == 1
    assert "Gemt: 3 nye, 0 læst på ny, 0 kendt i forvejen." in ud.stderr
    assert "budget.pdf: Filen er en PDF." in ud.stderr
    assert "budget.pdf: Tilbuddet er ikke kendt." in ud.stderr
    assert "1 af 4 skemaer er ikke gemt." in ud.stderr
    assert "4 skemaer, 1 uden fejl, 3 med." in ud.stdout
    kendt = read_skema(engine, "1001", 2025)
    assert kendt is not None
    assert kendt.find_beloeb(Post.HUSHOLDNING) == 240_000.0
    assert "Gemt: 0 nye, 0 læst på ny, 3 kendt i forvejen." in run(mappe, "--gem").stderr


def test_last_year_comes_from_what_was_kept_or_from_a_file(run, mappe):
    run(mappe / "1001_2025.xlsx", "--gem")
    for valg in ((), ("--mod", mappe / "1001_2025.xlsx")):
        ud = run(mappe / "1001_2026.xlsx", *valg)
        assert "Ændret siden sidst, største først" in ud.stdout
        assert "4,2 %" in ud.stdout
    ud = run(mappe / "1001_2026.xlsx", "--mod", mappe / "1003_2026.pdf")
    assert ud.returncode == 1
    assert "Der kan ikke sammenlignes med 1003_2026.pdf. Filen er en PDF." in ud.stderr


def test_whose_form_it_is_may_be_said_and_the_form_is_held_against_it(run, mappe):
    ud = run(mappe / "1001_2026.xlsx", "--tilbud", "7", "--aar", "2027", "--json")
    svar = json.loads(ud.stdout)
    assert (svar["tilbudsid"], svar["budgetaar"], svar["forventet_aar"]) == ("7", 2026, 2027)
    assert [x["art"] for x in svar["fejl"]] == ["forkert_aar"]


def test_the_command_answers_in_a_process_of_its_own(mappe, tmp_path):
    kald = [sys.executable, "-m", "flows", "budget", str(mappe / "1001_2026.xlsx"), "--json"]
    miljoe = {**os.environ, "TILBUDSTJEK_VAR": str(tmp_path / "var")}
    ud = subprocess.run(kald, capture_output=True, check=False, env=miljoe, timeout=60)
    assert (ud.returncode, ud.stderr) == (0, b"")
    assert json.loads(ud.stdout)["fejl"] == []


def test_what_is_not_there_is_said_in_a_sentence(run, mappe, tmp_path):
    ud = run(tmp_path / "ingen.xlsx")
    assert (ud.returncode, ud.stdout) == (1, "")
    assert "ingen.xlsx findes ikke. Giv en fil eller en mappe med budgetskemaer." in ud.stderr
    assert "/dev/zero findes ikke" in run("/dev/zero").stderr
    (tmp_path / "tom").mkdir()
    assert "Der er ingen budgetskemaer i mappen." in run(tmp_path / "tom").stderr
    assert run().returncode == 2
