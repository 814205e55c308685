"""One night of the lists' register, which no test changes."""

import pytest

from tests.reports.scene import play_night
from tests.reports.web.sider.lister import FUND, Spoerger, make_register
from warehouse.engine import open_warehouse


@pytest.fixture(scope="module")
def lister_engine(lager, tmp_path_factory):
    mappe = tmp_path_factory.mktemp("lister")
    engine = open_warehouse(lager.tomt())
    play_night(engine, mappe, afdelinger=make_register(), fund=FUND)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def spoerger(lister_engine):
    with lister_engine.connect() as conn:
        yield Spoerger(conn)
