"""The examples' warehouses, each made once in a run whichever test asks first."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from domain.regel import Eksempel
from tests.expectations.eksempler import build_warehouse
from tests.lagre import Lager
from warehouse.engine import normalise_url

OpenEksempel = Callable[..., Connection]
# A server takes a hundred connections and ten megabytes a database; the tests of a rule come one after the other.
_AABNE = 40


@pytest.fixture(scope="session")
def open_eksempel(lager: Lager, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEksempel]:
    """Gives a connection to the warehouse of an example, lists changed by `saetninger`."""
    rod = tmp_path_factory.mktemp("eksempler")
    numre = count()
    bygget: dict[int, str] = {}
    aabne: OrderedDict[int, Connection] = OrderedDict()

    def open_(eksempel: Eksempel, saetninger: Sequence[str] = ()) -> Connection:
        noegle = id(eksempel)
        if noegle not in bygget:
            bygget[noegle] = build_warehouse(eksempel, lager.tomt(), rod / str(next(numre)))
        if noegle not in aabne:
            aabne[noegle] = _connect(bygget[noegle], saetninger)
        aabne.move_to_end(noegle)
        while lager.navn == "postgresql" and len(aabne) > _AABNE:
            gammel, connection = aabne.popitem(last=False)
            connection.close()
            lager.slet(bygget.pop(gammel))
        return aabne[noegle]

    yield open_
    for connection in aabne.values():
        connection.close()


def _connect(url: str, saetninger: Sequence[str]) -> Connection:
    connection = create_engine(normalise_url(url), poolclass=NullPool).connect()
    for saetning in saetninger:
        connection.execute(text(saetning))
    return connection
