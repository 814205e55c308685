"""A night again from its dump: the newest one's rest in production, and a past one beside it."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.replica.proces import ReplicaProces
from crawler.replica.uheld import Uheld
from domain.tid import DANSK_TID
from flows.gentag import GentagFejl, end_of, repeat_until
from flows.nat import run_night
from flows.settings import Indstillinger
from tests.warehouse.rows import rows
from warehouse.engine import open_warehouse
from warehouse.queries import list_afvigelser, list_tilbud

pytestmark = pytest.mark.slow
NAT_1 = datetime(2026, 11, 1, 2, 30, tzinfo=DANSK_TID)
SEED, ANTAL = 11, 40


def _settings(var: Path, portal: str) -> Indstillinger:
    return Indstillinger(var=var, portal_url=portal, delay_s=0, database_url="")


def _show(url: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a reader sees of the register and its faults."""
    engine = open_warehouse(url)
    try:
        return list(list_tilbud(engine)), list(list_afvigelser(engine))
    finally:
        engine.dispose()


def _hash(var: Path) -> dict[str, str]:
    filer = [fil for fil in var.rglob("*") if fil.is_file() and "udbakke" in fil.parts]
    return {fil.name: hashlib.sha256(fil.read_bytes()).hexdigest() for fil in filer}


@pytest.fixture(scope="module")
def tre_naetter(tmp_path_factory):
    """Two good nights with a rejected one between them; what readers saw after each."""
    var = tmp_path_factory.mktemp("prod")
    set_: list[tuple[list[dict[str, Any]], list[dict[str, Any]]]] = []
    for nummer, uheld in ((1, Uheld()), (2, Uheld(tom_liste=True)), (2, Uheld())):
        with ReplicaProces(SEED, nummer, antal_tilbud=ANTAL, uheld=uheld) as replica:
            indstillinger = _settings(var, replica.url)
            run_night(indstillinger, nu=NAT_1 + timedelta(days=len(set_)))
        set_.append(_show(indstillinger.database))
    return indstillinger, set_


@pytest.mark.parametrize("nummer", [0, 1, 2])
def test_a_past_night_is_what_readers_saw_after_it(tre_naetter, tmp_path, nummer):
    indstillinger, set_ = tre_naetter
    foer = _hash(indstillinger.var)
    dag = (NAT_1 + timedelta(days=nummer)).date()
    gentaget = repeat_until(indstillinger, end_of(dag), tmp_path / "nat")
    assert gentaget.laest == nummer + 1
    assert gentaget.slettede == 0
    assert gentaget.rapport.is_file()
    assert gentaget.sidste.status == ("afvist" if nummer == 1 else "godkendt")
    assert _show(f"sqlite:///{tmp_path / 'nat' / 'tilbudstjek.db'}") == set_[nummer]
    assert _show(indstillinger.database) == set_[2], "production is not touched"
    assert _hash(indstillinger.var) == foer
    assert not (tmp_path / "nat" / "udbakke").exists()
    engine = open_warehouse(f"sqlite:///{tmp_path / 'nat' / 'tilbudstjek.db'}")
    assert rows(engine, "SELECT id FROM mail") == []
    engine.dispose()


def test_a_dump_names_its_night_too(tre_naetter, tmp_path):
    indstillinger, set_ = tre_naetter
    foerste = min(indstillinger.dumps.glob("*.jsonl"), key=lambda fil: fil.stat().st_mtime)
    assert repeat_until(indstillinger, foerste, tmp_path / "nat").laest == 1
    assert _show(f"sqlite:///{tmp_path / 'nat' / 'tilbudstjek.db'}") == set_[0]


def test_the_newest_dump_again_in_production_changes_nothing_and_an_older_one_is_refused(tre_naetter):
    indstillinger, set_ = tre_naetter
    dumps = sorted(indstillinger.dumps.glob("*.jsonl"), key=lambda fil: fil.stat().st_mtime)
    igen = run_night(indstillinger, nu=NAT_1 + timedelta(days=2, hours=3), dump=dumps[-1])
    assert igen.indlaesning.allerede_indlaest
    assert _show(indstillinger.database) == set_[2]
    with pytest.raises(GentagFejl, match="ældre end den seneste"):
        run_night(indstillinger, nu=NAT_1 + timedelta(days=2, hours=4), dump=dumps[0])
    assert _show(indstillinger.database) == set_[2]


def test_a_night_that_is_not_there_and_a_folder_in_use_are_refused(tre_naetter, tmp_path):
    indstillinger, _ = tre_naetter
    with pytest.raises(GentagFejl, match="ingen dumps"):
        repeat_until(indstillinger, end_of(NAT_1.date() - timedelta(days=1)), tmp_path / "a")
    with pytest.raises(GentagFejl, match="ikke læst ind her"):
        repeat_until(indstillinger, tmp_path / "fremmed.jsonl", tmp_path / "b")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "noget").touch()
    with pytest.raises(GentagFejl, match="ikke tom"):
        repeat_until(indstillinger, end_of(NAT_1.date()), tmp_path / "c")


def _tilbudstjek(var: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *args],
        env={**os.environ, "TILBUDSTJEK_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_says_what_it_did_and_refuses_what_makes_no_sense(tre_naetter, tmp_path):
    var = tre_naetter[0].var
    svar = _tilbudstjek(var, "nat", "--dag", "2026-11-01", "--til", str(tmp_path / "nat"))
    assert svar.returncode == 0, svar.stderr
    assert "1 dumps læst igen" in svar.stderr
    assert "intet er sendt" in svar.stderr
    assert _tilbudstjek(var, "nat", "--dag", "2026-11-01").returncode == 2
    assert _tilbudstjek(var, "nat", "--til", str(tmp_path / "x")).returncode == 2
    forkert = _tilbudstjek(var, "nat", "--dag", "i går", "--til", str(tmp_path / "y"))
    assert (forkert.returncode, "ikke en dag" in forkert.stderr) == (1, True)
