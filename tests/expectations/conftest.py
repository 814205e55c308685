"""The examples' warehouses, each made once in a run whichever test asks first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from domain.regel import Eksempel
from tests.expectations.eksempler import build_warehouse

OpenEksempel = Callable[[Eksempel], Connection]


@pytest.fixture(scope="session")
def open_eksempel(tomt_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEksempel]:
    """Gives a connection to the warehouse of an example."""
    rod = tmp_path_factory.mktemp("eksempler")
    aabne: dict[int, Connection] = {}

    def open_(eksempel: Eksempel) -> Connection:
        noegle = id(eksempel)
        if noegle not in aabne:
            fil = build_warehouse(eksempel, tomt_warehouse, rod / str(len(aabne)))
            aabne[noegle] = create_engine(f"sqlite:///{fil}", poolclass=NullPool).connect()
        return aabne[noegle]

    yield open_
    for connection in aabne.values():
        connection.close()
