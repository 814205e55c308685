"""A night that died after its load and is started again: what it fetched counts once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from crawler.replica.proces import ReplicaProces
from flows.nat import run_night
from flows.settings import Indstillinger
from reports.fejl import RapportFejl
from warehouse.engine import open_warehouse

pytestmark = pytest.mark.slow

NAT_1 = datetime(2026, 11, 2, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(scope="module")
def portal():
    with ReplicaProces(11, 1, antal_tilbud=8) as replica:
        yield replica.url


def test_a_night_started_again_counts_its_fetch_once_and_the_next_night_fetches_anew(tmp_path, portal):
    indstillinger = Indstillinger(var=tmp_path, portal_url=portal, delay_s=0, database_url="")
    i_vejen = indstillinger.rapport / "noget andet"
    i_vejen.mkdir(parents=True)
    with pytest.raises(RapportFejl):
        run_night(indstillinger, nu=NAT_1)
    i_vejen.rmdir()
    igen = run_night(indstillinger, nu=NAT_1 + timedelta(minutes=10))
    assert igen.indlaesning.allerede_indlaest
    assert igen.indlaesning.status == "godkendt"
    assert igen.rapport.is_file()
    assert _count(indstillinger) == (1, 1)
    naeste = run_night(indstillinger, nu=NAT_1 + timedelta(days=1))
    assert not naeste.indlaesning.allerede_indlaest
    assert _count(indstillinger) == (2, 2)


def test_what_a_night_fetched_too_long_ago_is_fetched_again(tmp_path, portal):
    indstillinger = Indstillinger(var=tmp_path, portal_url=portal, delay_s=0, database_url="")
    (indstillinger.rapport / "noget andet").mkdir(parents=True)
    for dag in (0, 1):
        with pytest.raises(RapportFejl):
            run_night(indstillinger, nu=NAT_1 + timedelta(days=dag))
    assert _count(indstillinger) == (2, 2)


def _count(indstillinger):
    """The number of snapshots, and in how many of them in a row a finding was seen at most."""
    engine = open_warehouse(indstillinger.database)
    with engine.connect() as conn:
        antal = conn.scalar(text("SELECT COUNT(*) FROM snapshot"))
        i_traek = conn.scalar(text("SELECT MAX(set_i_traek) FROM afvigelse"))
    engine.dispose()
    return antal, i_traek
