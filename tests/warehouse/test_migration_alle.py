"""From every earlier schema, with a register's data in it, to the newest: nothing that was there is lost or changed."""

from datetime import datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, select, text

from domain.tid import DANSK_TID
from flows.demo import run_demo
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.flyt import copy_warehouse
from warehouse.migrations.opgrader import make_config
from warehouse.skema import HOVED

NU = datetime(2026, 11, 23, 9, tzinfo=DANSK_TID)
SKEMAER = [skema.revision for skema in ScriptDirectory.from_config(make_config()).walk_revisions()][1:]
# Made anew by the program itself whenever its lists change.
EGNE = ("reference_", "alembic_version", "stempeltal")


def content(engine, kolonner=None):
    """Every row of every table, by the names of its columns; `kolonner` leaves out what another schema lacks."""
    tabeller = MetaData()
    tabeller.reflect(engine)
    with engine.connect() as forbindelse:
        return {
            navn: sorted(
                (
                    {kol: str(value) for kol, value in row.items() if kolonner is None or kol in kolonner.get(navn, ())}
                    for row in forbindelse.execute(select(tabel)).mappings()
                ),
                key=str,
            )
            for navn, tabel in tabeller.tables.items()
            if not navn.startswith(EGNE) and (kolonner is None or navn in kolonner)
        }


@pytest.fixture(scope="module")
def fyldt(tmp_path_factory):
    """A register of two nights with everything: dataudtræk, budgets, findings, cases and mails."""
    mappe = tmp_path_factory.mktemp("fyldt") / "demo"
    assert run_demo(mappe, antal=60, seed=5, nu=NU)
    return f"sqlite:///{mappe / 'tilbudstjek.db'}"


@pytest.fixture(scope="module")
def register(fyldt, lager):
    """The same on the engine that is asked for."""
    kilde, url = open_warehouse(fyldt), lager.ny()
    maal = connect_unchanged(url)
    copy_warehouse(kilde, maal, nu=NU)
    for engine in (kilde, maal):
        engine.dispose()
    return url


@pytest.mark.slow
@pytest.mark.begge_lagre
@pytest.mark.parametrize("skema", SKEMAER)
def test_every_earlier_schema_is_brought_forward_with_all_that_is_in_it(register, lager, skema):
    url = lager.kopi(register)
    gammel = connect_unchanged(url)
    with gammel.begin() as forbindelse:
        command.downgrade(make_config(forbindelse), skema)
    foer = content(gammel)
    kolonner = {navn: {kol["name"] for kol in inspect(gammel).get_columns(navn)} for navn in foer}
    assert len(foer["afdeling"]) > 60
    gammel.dispose()

    engine = open_warehouse(url)
    with engine.connect() as forbindelse:
        assert forbindelse.scalar(text("SELECT version_num FROM alembic_version")) == HOVED
    efter = content(engine, kolonner)
    for navn, rows in foer.items():
        faelles = set(efter[navn][0]) if efter[navn] else set()
        assert efter[navn] == sorted(
            ({kol: value for kol, value in row.items() if kol in faelles} for row in rows), key=str
        ), navn
    engine.dispose()
