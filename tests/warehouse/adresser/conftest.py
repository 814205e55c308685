"""Registers of made-up addresses, loaded once each."""

import pytest

from tests.dar import NU, write_datafordeler, write_ndjson
from warehouse.adresser.indlaes import load_dar
from warehouse.adresser.register import Register


@pytest.fixture(scope="session")
def register(tmp_path_factory):
    """The register of a DAR 1.0 delivery: addresses only."""
    mappe = tmp_path_factory.mktemp("dar1")
    load_dar(write_ndjson(mappe / "dar"), mappe / "register.db", nu=NU)
    register = Register(mappe / "register.db")
    yield register
    register.close()


@pytest.fixture(scope="session")
def datafordeler(tmp_path_factory):
    """The register of a delivery from Datafordeleren, houses and streets too."""
    mappe = tmp_path_factory.mktemp("datafordeler")
    load_dar(write_datafordeler(mappe / "dar"), mappe / "register.db", nu=NU)
    register = Register(mappe / "register.db")
    yield register
    register.close()
