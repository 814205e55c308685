"""The examples' warehouses, each made once in a run whichever test asks first."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection

from tests.expectations.eksempellagre import EnDatabase, FilPrEksempel
from tests.lagre import Lager

OpenEksempel = Callable[..., Connection]


Eksempellager = FilPrEksempel | EnDatabase


@pytest.fixture(scope="session")
def eksempellager(lager: Lager, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Eksempellager]:
    """The examples' warehouses."""
    rod = tmp_path_factory.mktemp("eksempler")
    eksempler = EnDatabase(lager, rod) if lager.navn == "postgresql" else FilPrEksempel(lager, rod)
    yield eksempler
    eksempler.close()


@pytest.fixture
def open_eksempel(eksempellager: Eksempellager) -> Iterator[OpenEksempel]:
    """Gives a connection to the warehouse of an example, lists changed by `saetninger`; good until the next."""
    yield eksempellager.open
    eksempellager.let_go()
