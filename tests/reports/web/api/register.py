"""A register to ask the API about: one night, findings, cases and keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
from sqlalchemy import Engine

from domain.apiomfang import read_omfang
from tests.builders import NAT_1
from tests.reports.web.adgang.scene import behind_login
from warehouse.apinoegler import create_noegle

NU = NAT_1 + timedelta(hours=12)


def make_noegle(engine: Engine, omfang: str = "register:laes sager:laes", *, dage: int = 30) -> str:
    """Make a key, and give it as it is sent."""
    return f"Bearer {create_noegle(engine, 'prøve', read_omfang(omfang), dage=dage, af='KL', nu=NAT_1)}"


@contextmanager
def asking_behind_login(engine: Engine) -> Iterator[httpx.Client]:
    """Serve behind the ministry's login, as in production; nobody is asked there."""
    with behind_login(engine, "http://127.0.0.1:9", ur=lambda: NU, graenser=()) as klient:
        yield klient
