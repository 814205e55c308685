"""The cases of the scene, built once and copied for each test that changes them."""

import pytest

from expectations.registry import load_regler
from tests.reports.web.klient import asking
from tests.reports.web.sager.scene import NU, SAGSBEHANDLER, build
from warehouse.engine import open_warehouse


@pytest.fixture(scope="session")
def sagslager(lager, tmp_path_factory) -> str:
    """The URL of the cases, to be copied, never used."""
    url: str = lager.tomt()
    engine = open_warehouse(url)
    build(engine, tmp_path_factory.mktemp("sager"))
    engine.dispose()
    return url


@pytest.fixture
def engine(lager, sagslager):
    engine = open_warehouse(lager.kopi(sagslager))
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
