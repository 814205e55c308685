"""Past nights judged again: the same findings as then, by themselves and on Dask, and nothing written."""

import csv
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from expectations.kontrol import kontroller
from flows.cli.app import app
from flows.settings import load_settings
from flows.skala.fejl import GenbedoemFejl
from flows.skala.genbedoem import judge_again
from tests.builders import load_afdelinger, make_afdeling
from warehouse.engine import open_warehouse

pytestmark = pytest.mark.slow

NAETTER = [datetime(2026, 11, dag, 1, tzinfo=UTC) for dag in range(1, 5)]
FEJL: tuple[dict[str, str | None], ...] = ({"telefon": "123"}, {"cvr": None}, {"email": "ingen"}, {})
KOMMANDO = ("genbedoem", "--fra", "2026-11-01", "--til", "2026-11-04")
PERIODE = (date(2026, 11, 1), date(2026, 11, 4))


@pytest.fixture(scope="module")
def historie(lager, tmp_path_factory):
    """The URL of four nights, each judged as it came, with other faults each night."""
    url, mappe = lager.tomt(), tmp_path_factory.mktemp("naetter")
    engine = open_warehouse(url)
    for nat, fejl in zip(NAETTER, FEJL, strict=True):
        afdelinger = [make_afdeling(1, **fejl), make_afdeling(2, hjemmeside="ingen"), make_afdeling(3)]
        assert load_afdelinger(engine, mappe, afdelinger, start=nat, begrundelse="prøve").status == "godkendt"
        kontroller(engine, url=url, nu=nat)
    engine.dispose()
    return url


@pytest.fixture
def aar(historie, tmp_path, monkeypatch):
    """Those nights, open, with the settings of this test."""
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", historie)
    engine = open_warehouse(historie)
    yield engine
    engine.dispose()


def _read(mappe):
    with (mappe / "naetter.csv").open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


def _count(engine):
    tabeller = ("afvigelse", "afvigelse_haendelse", "kontrol", "regelkoersel", "koersel", "snapshot")
    with engine.connect() as forbindelse:
        return [forbindelse.scalar(text(f"SELECT COUNT(*) FROM {navn}")) for navn in tabeller]


def test_the_same_rules_find_what_was_found_then_and_nothing_is_written(aar, tmp_path):
    foer = _count(aar)
    svar = judge_again(aar, load_settings(), tmp_path / "svar", periode=PERIODE)
    assert (svar.naetter, svar.fejl) == (4, ())
    assert _count(aar) == foer
    linjer = _read(tmp_path / "svar")
    assert {linje["kun_nu"] for linje in linjer} == {linje["kun_da"] for linje in linjer} == {"0"}
    assert all(linje["nu"] == linje["talt_da"] for linje in linjer)
    telefon = [int(linje["nu"]) for linje in linjer if linje["regel"] == "KONTAKT-001"]
    assert telefon == [1, 0, 0, 0]


def test_a_rule_that_is_switched_off_now_leaves_its_old_findings_as_only_then(aar, tmp_path, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_REGLER_FRA", "KONTAKT-001")
    judge_again(aar, load_settings(), tmp_path / "svar", periode=(PERIODE[0], PERIODE[0]))
    (foerste,) = [x for x in _read(tmp_path / "svar") if x["regel"] == "KONTAKT-001" and x["dag"] == "2026-11-01"]
    assert (foerste["nu"], foerste["aaben_da"], foerste["kun_da"]) == ("", "1", "1")


def test_a_night_leaves_keys_without_values_and_no_copy_of_the_history(aar, tmp_path):
    judge_again(aar, load_settings(), tmp_path / "svar", periode=(PERIODE[0], PERIODE[0]))
    assert sorted(x.name for x in (tmp_path / "svar").iterdir()) == ["fund", "naetter.csv"]
    (fil,) = (tmp_path / "svar" / "fund").iterdir()
    rows = pq.read_table(fil).to_pylist()
    assert fil.name == "2026-11-01-1.parquet"
    assert {"KONTAKT-001", "KONTAKT-006"} <= {row["regel"] for row in rows}
    assert rows[0].keys() == {"regel", "tilbudsid", "afdelingsid", "felt", "raekke", "noegle"}


def test_days_without_a_night_and_a_folder_in_use_are_refused(aar, tmp_path):
    with pytest.raises(GenbedoemFejl, match="ingen godkendt hentning"):
        judge_again(aar, load_settings(), tmp_path / "svar", periode=(date(2020, 1, 1), date(2020, 1, 2)))
    (tmp_path / "optaget").mkdir()
    (tmp_path / "optaget" / "brev.txt").write_text("vigtigt")
    with pytest.raises(GenbedoemFejl, match="har noget i sig"):
        judge_again(aar, load_settings(), tmp_path / "optaget", periode=PERIODE)


@pytest.mark.parametrize(
    ("argumenter", "saetning"),
    [
        (("--fra", "2026-11-04", "--til", "2026-11-01"), "--fra er senere end --til."),
        (
            ("--fra", "2026-11-01", "--til", "2026-11-04", "--dask", "tls://x:1", "--processer", "2"),
            "ikke begge",
        ),
    ],
)
def test_the_command_refuses_what_cannot_be_meant(tmp_path, monkeypatch, argumenter, saetning):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path / "var"))
    svar = CliRunner().invoke(app, ["genbedoem", *argumenter, "--mappe", str(tmp_path / "svar")])
    assert svar.exit_code == 1
    assert saetning in svar.stderr


def test_two_processes_of_dask_give_the_very_files_of_one_after_another(aar, tmp_path, historie):
    pytest.importorskip("prefect_dask", reason="the group skala is not installed")
    judge_again(aar, load_settings(), tmp_path / "en", periode=PERIODE)
    ud = subprocess.run(
        [sys.executable, "-m", "flows", *KOMMANDO, "--mappe", str(tmp_path / "to"), "--processer", "2"],
        env={**os.environ, "TILBUDSTJEK_DATABASE_URL": historie},
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ud.returncode == 0, ud.stderr[-2000:]
    assert _contents(tmp_path / "to") == _contents(tmp_path / "en")


def _contents(mappe):
    return {str(fil.relative_to(mappe)): fil.read_bytes() for fil in sorted(mappe.rglob("*")) if fil.is_file()}
