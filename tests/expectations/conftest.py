"""The examples' warehouses, each made once in a run whichever test asks first."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection

from tests.expectations.eksempellagre import EnDatabase, FilPrEksempel
from tests.lagre import Lager

OpenEksempel = Callable[..., Connection]


@pytest.fixture(scope="session")
def open_eksempel(lager: Lager, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEksempel]:
    """Gives a connection to the warehouse of an example, lists changed by `saetninger`; good until the next."""
    rod = tmp_path_factory.mktemp("eksempler")
    eksempler = EnDatabase(lager, rod) if lager.navn == "postgresql" else FilPrEksempel(lager, rod)
    yield eksempler.open
    eksempler.close()
