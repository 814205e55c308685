"""A portal in this process for page tests, and one over real HTTP for those that need it."""

from collections.abc import Iterator

import httpx
import pytest

from crawler.replica.proces import ReplicaProces
from crawler.replica.register import Register, make_register
from crawler.replica.uheld import Uheld

ANTAL = 60
SEED = 7
LISTER = {
    "voksne": "/tilbudssoegning/SoegVoksneTilbud/index",
    "boern": "/tilbudssoegning/SoegBoernOgUngeTilbud/index",
}
DETALJE = "/tilbudssoegning/tilbudDetaljeside/index"


@pytest.fixture(scope="session")
def register() -> Register:
    return make_register(SEED, antal_tilbud=ANTAL)


@pytest.fixture(scope="session")
def proces() -> Iterator[ReplicaProces]:
    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as replica:
        yield replica


@pytest.fixture
def replica(proces: ReplicaProces) -> ReplicaProces:
    """The running replica, without mishaps and with its lists in their first order."""
    proces.sig(Uheld())
    return proces


@pytest.fixture(scope="session")
def forbindelse(proces: ReplicaProces) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=proces.url, trust_env=False, timeout=10) as klient:
        yield klient


@pytest.fixture
def klient(replica: ReplicaProces, forbindelse: httpx.Client) -> httpx.Client:
    """A client of the running replica that no cookie is left in."""
    forbindelse.cookies.clear()
    return forbindelse


def detalje_url(noegle: tuple[str, str]) -> str:
    return f"{DETALJE}?tilbudsid={noegle[0]}&afdelingsid={noegle[1]}&aktivtMenupunkt=VOKSNE"
