"""What tests of several rooms need: a fresh warehouse, quick because its schema is made once and then copied.

`--lager postgresql` runs them all on PostgreSQL instead of SQLite; those marked `begge_lagre` always run on both,
`kun_sqlite` and `kun_postgresql` on the one they are about.
"""

import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, make_url

from tests.lagre import Lager, PostgresqlLager, SqliteLager
from warehouse.engine import open_warehouse

_LAGRE = {
    "begge_lagre": ("sqlite", "postgresql"),
    "kun_sqlite": ("sqlite",),
    "kun_postgresql": ("postgresql",),
}
_SERVER = pytest.StashKey[PostgresqlLager]()
_PAUSER_S = (0.1, 0.4, 1.5, 3.0)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--lager", choices=("sqlite", "postgresql"), default="sqlite", help="the database tests run on")


def pytest_configure() -> None:
    # A worker of xdist is a main module from nowhere. PySpark, which Great Expectations imports where it is installed,
    # takes that for a run of its own doctests and ends the process in silence. So say where it comes from, as Python
    # does by itself when there are no workers.
    main = sys.modules["__main__"]
    if main.__spec__ is None and not hasattr(main, "__file__"):
        main.__spec__ = find_spec("pytest.__main__")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "lager" in metafunc.fixturenames:
        valgt = str(metafunc.config.getoption("--lager"))
        metafunc.parametrize("lager", _choose_lagre(metafunc, valgt), indirect=True, scope="session")


def _choose_lagre(metafunc: pytest.Metafunc, valgt: str) -> tuple[str, ...]:
    for maerke, lagre in _LAGRE.items():
        if any(metafunc.definition.iter_markers(maerke)):
            return lagre
    return (valgt,)


@pytest.fixture(scope="session")
def postgresql_lager(request: pytest.FixtureRequest) -> Iterator[PostgresqlLager]:
    """A PostgreSQL server of this run of the tests, started by the first that asks.

    Not in pytest's folder: the server runs as another user, whom another run of pytest would shut out of it.
    """
    with TemporaryDirectory(prefix="tilbudstjek-pg-", ignore_cleanup_errors=True) as mappe:
        lager = PostgresqlLager(Path(mappe) / "data")
        request.config.stash[_SERVER] = lager
        yield lager
        del request.config.stash[_SERVER]
        lager.stop()


@pytest.fixture(scope="module", autouse=True)
def _no_writer_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no file of tests leave a transaction open that writes.

    It would keep the rows that later tests delete on the disk, whichever database they use, so that those fail or not
    as the files happen to be dealt out.
    """
    yield
    lager = request.config.stash.get(_SERVER, None)
    for pause_s in (*_PAUSER_S, None):
        skrivende = lager.list_writing() if lager else []
        if pause_s is None or not skrivende:
            break
        # A session whose process was killed is the server's to end, in a moment.
        time.sleep(pause_s)
    assert skrivende == [], "a test of this file left a transaction open"


@pytest.fixture(scope="session")
def lager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lager:
    """Where this test's databases are made."""
    if request.param == "postgresql":
        postgresql: PostgresqlLager = request.getfixturevalue("postgresql_lager")
        return postgresql
    return SqliteLager(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def tomt_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema and the reference lists, to be copied, never used."""
    return Path(make_url(SqliteLager(tmp_path_factory.mktemp("skabelon")).tomt()).database or "")


@pytest.fixture
def warehouse_url(lager: Lager) -> str:
    """The URL of a fresh warehouse."""
    return lager.tomt()


@pytest.fixture
def engine(warehouse_url: str) -> Iterator[Engine]:
    """A fresh warehouse, open."""
    engine = open_warehouse(warehouse_url)
    yield engine
    engine.dispose()
