"""One provider process for all tests of the door, started when the first needs it."""

import pytest

from tests.reports.web.adgang.udbydere import running_skurk, running_udbyder
from warehouse.engine import open_warehouse


@pytest.fixture(scope="session")
def udsteder():
    with running_udbyder() as udsteder:
        yield udsteder


@pytest.fixture(scope="module")
def skurk():
    with running_skurk() as skurk:
        yield skurk


@pytest.fixture(scope="module")
def adgangslager(lager):
    """A warehouse for the tests of a module, with nothing in it but the log of acts."""
    engine = open_warehouse(lager.tomt())
    yield engine
    engine.dispose()
