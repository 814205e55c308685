"""A warehouse moved to another engine says the same there, and goes on there."""

import pytest
from sqlalchemy import select

from tests.builders import NAT_1, NAT_2, load_afdelinger, load_udtraek, make_afdelinger
from tests.lagre import SqliteLager
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.flyt import copy_warehouse
from warehouse.tables import METADATA


def content(engine):
    with engine.connect() as forbindelse:
        return {
            tabel.name: [tuple(row) for row in forbindelse.execute(select(tabel).order_by(*tabel.primary_key.columns))]
            for tabel in METADATA.sorted_tables
            if tabel.name != "stempeltal"
        }


@pytest.fixture
def kilde(tmp_path):
    engine = open_warehouse(SqliteLager(tmp_path).ny())
    load_afdelinger(engine, tmp_path, make_afdelinger(12))
    load_udtraek(engine, tmp_path, {"takst": [{}, {"ydelsesid": "4"}]}, start=NAT_1)
    yield engine
    engine.dispose()


@pytest.fixture
def maal(lager):
    engine = connect_unchanged(lager.ny())
    yield engine
    engine.dispose()


@pytest.mark.begge_lagre
def test_what_is_moved_is_the_same_row_by_row_and_the_next_load_goes_on(kilde, maal, tmp_path):
    foer = content(kilde)
    skridt = []
    antal = copy_warehouse(kilde, maal, nu=NAT_1, on_progress=lambda faerdige, i_alt: skridt.append((faerdige, i_alt)))
    efter = content(maal)
    assert efter["revision"].pop()[3] == "flyttet"
    assert efter == foer
    assert antal == sum(len(rows) for rows in foer.values())
    assert skridt[-1] == (len(foer), len(foer))
    (tmp_path / "ny").mkdir()
    engine = open_warehouse(maal.url.render_as_string(hide_password=False))
    assert load_afdelinger(engine, tmp_path / "ny", make_afdelinger(13), start=NAT_2).nye == 1
    engine.dispose()


@pytest.mark.begge_lagre
def test_nothing_is_moved_into_a_database_that_holds_something(kilde, engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    foer = content(engine)
    with pytest.raises(WarehouseFejl, match="ikke tom"):
        copy_warehouse(kilde, engine, nu=NAT_1)
    assert content(engine) == foer
