"""The schema: what the migrations make is what the models say, and a schema of another program is refused."""

import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from tests.builders import load_afdelinger, make_afdeling
from tests.mails import column, make_key, put_mails
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.migrations.opgrader import make_config, newest_version
from warehouse.skema import HOVED
from warehouse.tables import METADATA, table_of
from warehouse.tables.register import Afdeling, AfledtAfdeling


def test_migrations_from_empty_make_exactly_the_models(engine: Engine):
    with engine.connect() as forbindelse:
        assert compare_metadata(MigrationContext.configure(forbindelse), METADATA) == []


def test_the_version_written_beside_the_program_is_the_newest_migration():
    assert newest_version() == HOVED


def test_every_view_of_the_contract_has_its_columns(engine: Engine):
    tabeller = inspect(engine)
    afdeling = {c.name for c in table_of(Afdeling).c}
    afledt = {c.name for c in table_of(AfledtAfdeling).c} - {"afdeling_id"}
    assert {c["name"] for c in tabeller.get_columns("nu_afdeling")} == afdeling | afledt | {"er_set"}
    assert [c["name"] for c in tabeller.get_columns("kontroldag")] == ["snapshot_id", "dag", "dag_nr", "aar"]
    assert [c["name"] for c in tabeller.get_columns("nu_tilbud")] == [
        "tilbudsid",
        "antal_afdelinger",
        "alle_set",
        "navn",
        "er_beskyttet",
    ]


def test_the_first_migration_can_be_taken_back(engine: Engine):
    from alembic import command

    with engine.begin() as forbindelse:
        command.downgrade(make_config(forbindelse), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    assert inspect(engine).get_view_names() == []


def test_a_schema_from_a_newer_program_is_refused_and_left_alone(engine: Engine, warehouse_url: str):
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WarehouseFejl, match=r"nyere udgave .* Opdatér programmet"):
        open_warehouse(warehouse_url)
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_a_database_of_another_program_is_refused(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'andet.db'}"
    fremmed = create_engine(url)
    with fremmed.begin() as forbindelse:
        forbindelse.execute(text("CREATE TABLE afdeling (navn TEXT)"))
    fremmed.dispose()
    with pytest.raises(WarehouseFejl, match="ikke lavet af tilbudstjek"):
        open_warehouse(url)


def test_a_start_with_nothing_to_do_takes_less_than_a_tenth_of_a_second(warehouse_url: str):
    begyndt = time.perf_counter()
    open_warehouse(warehouse_url).dispose()
    assert time.perf_counter() - begyndt < 0.1


def test_mails_written_before_their_tries_were_counted_keep_their_message_id(engine: Engine, tmp_path: Path):
    from alembic import command

    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    put_mails(engine, ["a@ude.example.org"])
    put_mails(engine, ["b@ude.example.org"], status="sendt")
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE mail SET indhold = '' WHERE status = 'sendt'"))
        command.downgrade(make_config(forbindelse), "0004")
        command.upgrade(make_config(forbindelse), "head")
    assert column(engine, "message_id") == {"1001": f"<{make_key(1001)}@example.org>", "1002": None}
    assert column(engine, "antal_forsoeg") == {"1001": 0, "1002": 0}
