"""Opening the database: settings that keep what was promised, and clear answers when it cannot be opened."""

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import IntegrityError

from tests.warehouse.boern import open_in_child
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl


def pragma(engine: Engine, navn: str) -> object:
    with engine.connect() as forbindelse:
        return forbindelse.exec_driver_sql(f"PRAGMA {navn}").scalar()


@pytest.mark.kun_sqlite
def test_sqlite_is_set_up_for_readers_beside_a_writer_and_for_power_cuts(engine: Engine):
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "foreign_keys") == 1
    assert pragma(engine, "busy_timeout") == 30_000
    assert pragma(engine, "synchronous") == 2
    assert pragma(engine, "secure_delete") == 1


@pytest.mark.begge_lagre
def test_what_was_written_is_not_in_the_traceback_of_an_error(engine: Engine):
    with pytest.raises(IntegrityError) as fejl, engine.begin() as forbindelse:
        forbindelse.execute(
            text("INSERT INTO doed_adresse (email) VALUES (:email)"), {"email": "leder@solgaarden.example.org"}
        )
    assert "doed_adresse" in str(fejl.value)
    assert "solgaarden" not in str(fejl.value)


def test_the_folder_of_the_database_is_made(tmp_path: Path):
    open_warehouse(f"sqlite:///{tmp_path / 'ny' / 'mappe' / 'w.db'}").dispose()
    assert (tmp_path / "ny" / "mappe" / "w.db").exists()


def test_a_database_in_memory_works():
    engine = open_warehouse("sqlite://")
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT COUNT(*) FROM reference_postnr")).scalar() == 1109
    engine.dispose()


@pytest.mark.begge_lagre
def test_a_rolled_back_transaction_takes_its_tables_with_it(engine: Engine):
    with engine.connect() as forbindelse:
        forbindelse.execute(text("CREATE TABLE proeve (x INTEGER)"))
        forbindelse.rollback()
        assert not inspect(forbindelse).has_table("proeve")


@pytest.mark.parametrize("indhold", [b"Dette er et brev, ikke en database." * 40, b"\x00" * 4096])
def test_a_file_that_is_not_a_database_is_told_apart(tmp_path: Path, indhold: bytes):
    fil = tmp_path / "brev.db"
    fil.write_bytes(indhold)
    with pytest.raises(WarehouseFejl, match="ikke en database"):
        open_warehouse(f"sqlite:///{fil}")
    assert fil.read_bytes() == indhold


def test_a_folder_in_place_of_a_file_is_told_apart(tmp_path: Path):
    with pytest.raises(WarehouseFejl, match="kan ikke åbnes"):
        open_warehouse(f"sqlite:///{tmp_path}")


def test_a_database_that_may_only_be_read_says_so(tmp_path: Path):
    fil = tmp_path / "tom.db"
    fil.touch()
    with pytest.raises(WarehouseFejl, match="kan kun læses"):
        open_warehouse(f"sqlite:///file:{fil}?mode=ro&uri=true")


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path):
    (tmp_path / "fil").touch()
    with pytest.raises(WarehouseFejl, match="Mappen til databasen"):
        open_warehouse(f"sqlite:///{tmp_path / 'fil' / 'w.db'}")


@pytest.mark.parametrize("url", ["ikke en adresse", "", "ukendt://et/eller/andet"])
def test_an_address_that_cannot_be_used_says_so(url: str):
    with pytest.raises(WarehouseFejl, match=r"[Dd]atabase"):
        open_warehouse(url)


def test_a_disk_that_is_full_while_the_schema_is_made_leaves_no_half_schema(tmp_path: Path):
    fil = tmp_path / "w.db"

    def limit(dbapi_connection, _record):
        dbapi_connection.execute("PRAGMA max_page_count = 20")

    from sqlalchemy.pool import Pool

    event.listen(Pool, "connect", limit)
    try:
        with pytest.raises(WarehouseFejl, match="Disken er fuld"):
            open_warehouse(f"sqlite:///{fil}")
    finally:
        event.remove(Pool, "connect", limit)
    engine = open_warehouse(f"sqlite:///{fil}")
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT COUNT(*) FROM reference_kommune")).scalar() == 144
    engine.dispose()


def test_processes_that_open_an_empty_database_at_once_all_get_in(tmp_path: Path):
    sammenhaeng = multiprocessing.get_context("forkserver")
    sammenhaeng.set_forkserver_preload(["tests.warehouse.boern"])
    boern = [sammenhaeng.Process(target=open_in_child, args=(f"sqlite:///{tmp_path / 'w.db'}",)) for _ in range(4)]
    for barn in boern:
        barn.start()
    for barn in boern:
        barn.join(timeout=30)
    assert [barn.exitcode for barn in boern] == [0, 0, 0, 0]
