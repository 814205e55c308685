"""What tests of several rooms need: a fresh warehouse, quick because its schema is made once and then copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from warehouse.engine import open_warehouse


@pytest.fixture(scope="session")
def tomt_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and the reference lists, to be copied, never used."""
    fil = tmp_path_factory.mktemp("skabelon") / "tom.db"
    open_warehouse(f"sqlite:///{fil}").dispose()
    return fil


@pytest.fixture
def warehouse_url(tomt_warehouse: Path, tmp_path: Path) -> str:
    """The URL of a fresh warehouse in this test's folder."""
    return f"sqlite:///{shutil.copy(tomt_warehouse, tmp_path / 'warehouse.db')}"


@pytest.fixture
def engine(warehouse_url: str) -> Iterator[Engine]:
    """A fresh warehouse, open."""
    engine = open_warehouse(warehouse_url)
    yield engine
    engine.dispose()
