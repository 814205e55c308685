"""The cases of the scene, built once and copied for each test that changes them."""

import shutil
from pathlib import Path

import pytest

from expectations.registry import load_regler
from tests.reports.web.klient import asking
from tests.reports.web.sager.scene import NU, SAGSBEHANDLER, build
from warehouse.engine import open_warehouse


@pytest.fixture(scope="session")
def sagslager(tomt_warehouse, tmp_path_factory) -> Path:
    mappe = tmp_path_factory.mktemp("sager")
    fil = Path(shutil.copy(tomt_warehouse, mappe / "sager.db"))
    engine = open_warehouse(f"sqlite:///{fil}")
    build(engine, mappe)
    engine.dispose()
    return fil


@pytest.fixture
def engine(sagslager, tmp_path):
    engine = open_warehouse(f"sqlite:///{shutil.copy(sagslager, tmp_path / 'sager.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def som(engine):
    """Asks as somebody: give the way in."""

    def ask(indgang=SAGSBEHANDLER, **andet):
        return asking(engine, regler=load_regler(), ur=lambda: NU, indgang=indgang, **andet)

    return ask


@pytest.fixture
def klient(som):
    with som() as klient:
        yield klient
