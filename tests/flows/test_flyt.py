"""The command that moves a file's warehouse into the database of the settings: whole, or politely not at all."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from typer.testing import CliRunner

import flows.cli  # noqa: F401 - registers the commands
from flows.cli.app import app
from flows.laas import hold_lock
from flows.settings import Indstillinger
from tests.builders import load_afdelinger, make_afdelinger
from tests.lagre import SqliteLager
from tests.warehouse.rows import rows, values
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.revision.kontrol import check_kaede
from warehouse.skema import read_skema

pytestmark = pytest.mark.slow


@pytest.fixture
def fil(tmp_path):
    (tmp_path / "gammel").mkdir()
    url = SqliteLager(tmp_path / "gammel").tomt()
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, make_afdelinger(12))
    engine.dispose()
    return Path(make_url(url).database or "")


@pytest.fixture
def flyt(tmp_path, lager, fil):
    """The command with an empty target, run from a folder of its own."""
    url = lager.ny()
    miljoe = {"TILBUDSTJEK_VAR": str(tmp_path / "var"), "TILBUDSTJEK_DATABASE_URL": url}

    def run(kilde=fil, **andre):
        return CliRunner().invoke(app, ["database", "flyt", str(kilde), "--hvem", "abc"], env={**miljoe, **andre})

    run.url = url  # type: ignore[attr-defined]
    return run


def _is_empty(url):
    engine = connect_unchanged(url)
    try:
        return read_skema(engine) is None
    finally:
        engine.dispose()


@pytest.mark.begge_lagre
def test_the_register_is_moved_whole_and_the_file_stays(flyt, fil):
    svar = flyt()
    assert svar.exit_code == 0, svar.stderr
    assert "Flytter tabellerne" in svar.stderr
    assert "VAR bliver, hvor de er" in svar.stderr
    for url in (flyt.url, f"sqlite:///{fil}"):
        engine = open_warehouse(url)
        assert values(engine, "SELECT count(*) FROM afdeling") == [12]
        assert check_kaede(engine).er_hel
        engine.dispose()
    engine = open_warehouse(flyt.url)
    flyttet = rows(engine, "SELECT hvem, handling FROM revision ORDER BY nr DESC LIMIT 1")
    engine.dispose()
    assert flyttet == [{"hvem": "abc", "handling": "flyttet"}]


@pytest.mark.begge_lagre
def test_a_database_that_holds_something_is_left_as_it_is(flyt):
    open_warehouse(flyt.url).dispose()
    svar = flyt()
    assert svar.exit_code == 1
    assert "ikke tom" in str(svar.exception or svar.stderr)
    engine = open_warehouse(flyt.url)
    assert values(engine, "SELECT count(*) FROM afdeling") == [0]
    engine.dispose()


@pytest.mark.parametrize("indhold", [None, b"", b"noget andet"])
def test_what_is_no_warehouse_is_refused_and_not_made_one(flyt, tmp_path, indhold):
    kilde = tmp_path / "andet.db"
    if indhold is not None:
        kilde.write_bytes(indhold)
    svar = flyt(kilde)
    assert svar.exit_code == 1
    assert "tilbudstjek" in str(svar.exception or svar.stderr)
    assert (kilde.read_bytes() if kilde.exists() else None) == indhold
    assert _is_empty(flyt.url)


def test_a_file_is_not_moved_into_itself(flyt, fil):
    svar = flyt(TILBUDSTJEK_DATABASE_URL=f"sqlite:///{fil}")
    assert (svar.exit_code, "filen selv" in str(svar.exception or svar.stderr)) == (1, True)


def test_a_file_that_a_run_writes_is_not_moved_meanwhile(flyt, fil):
    with hold_lock(Indstillinger(var=fil.parent, database_url=f"sqlite:///{fil}")):
        svar = flyt()
    assert (svar.exit_code, "i gang" in str(svar.exception or svar.stderr)) == (1, True)
    assert _is_empty(flyt.url)


def test_a_file_in_the_folder_of_the_settings_is_moved_too(flyt, fil):
    svar = flyt(TILBUDSTJEK_VAR=str(fil.parent))
    assert svar.exit_code == 0, svar.stderr
    engine = connect_unchanged(flyt.url)
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT count(*) FROM afdeling")).scalar_one() == 12
    engine.dispose()
