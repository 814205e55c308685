"""The examples' warehouses, each made once in a run whichever test asks first."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from domain.regel import Eksempel
from tests.expectations.eksempler import build_warehouse

OpenEksempel = Callable[..., Connection]


@pytest.fixture(scope="session")
def open_eksempel(tomt_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEksempel]:
    """Gives a connection to the warehouse of an example, lists changed by `saetninger`."""
    rod = tmp_path_factory.mktemp("eksempler")
    aabne: dict[int, Connection] = {}

    def open_(eksempel: Eksempel, saetninger: Sequence[str] = ()) -> Connection:
        noegle = id(eksempel)
        if noegle not in aabne:
            fil = build_warehouse(eksempel, tomt_warehouse, rod / str(len(aabne)))
            aabne[noegle] = _connect(fil, saetninger)
        return aabne[noegle]

    yield open_
    for connection in aabne.values():
        connection.close()


def _connect(fil: Path, saetninger: Sequence[str]) -> Connection:
    connection = create_engine(f"sqlite:///{fil}", poolclass=NullPool).connect()
    for saetning in saetninger:
        connection.execute(text(saetning))
    return connection
