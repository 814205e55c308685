"""The stamp of a database: another after every commit, by whomever, and the same as long as nobody wrote."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from warehouse.engine import open_warehouse
from warehouse.stempel import Stempel
from warehouse.tables import METADATA

_SKRIV = "UPDATE reference_version SET sha256 = 'x' || sha256"


def test_two_stamps_with_nothing_written_between_are_equal(engine):
    stempel = Stempel(engine)
    assert stempel.read() == stempel.read() is not None


def test_every_commit_of_this_process_gives_another_stamp(engine):
    stempel = Stempel(engine)
    sete = [stempel.read()]
    for _ in range(3):
        with engine.begin() as forbindelse:
            forbindelse.execute(text(_SKRIV))
        sete.append(stempel.read())
    assert len(set(sete)) == 4


def test_what_is_rolled_back_or_only_read_changes_no_stamp(engine):
    stempel = Stempel(engine)
    foer = stempel.read()
    with engine.connect() as forbindelse:
        forbindelse.execute(text(_SKRIV))
        forbindelse.rollback()
        forbindelse.execute(text("SELECT COUNT(*) FROM afdeling"))
    assert stempel.read() == foer


def test_what_is_written_but_not_committed_is_not_stamped_until_it_is(engine):
    stempel = Stempel(engine)
    foer = stempel.read()
    with engine.begin() as forbindelse:
        forbindelse.execute(text(_SKRIV))
        assert stempel.read() == foer
    assert stempel.read() != foer


def test_a_commit_of_another_process_gives_another_stamp(engine):
    stempel = Stempel(engine)
    foer = stempel.read()
    skriv = """if True:
        import sqlite3, sys, psycopg
        sted = sys.argv[1]
        with sqlite3.connect(sted) if sted.startswith("/") else psycopg.connect(sted) as forbindelse:
            forbindelse.execute(sys.argv[2])
    """
    sted = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    if engine.dialect.name == "sqlite":
        sted = str(engine.url.database)
    subprocess.run([sys.executable, "-c", skriv, sted, _SKRIV], check=True)
    assert stempel.read() != foer


def write(engine, sql=_SKRIV):
    with engine.begin() as forbindelse:
        forbindelse.execute(text(sql))


def test_what_is_written_unseen_is_kept_and_changes_no_stamp(engine):
    stempel = Stempel(engine)
    foer = stempel.read()
    with stempel.writing_unseen() as forbindelse:
        forbindelse.execute(text(_SKRIV))
    assert stempel.read() == foer
    with engine.connect() as forbindelse:
        assert forbindelse.scalar(text("SELECT sha256 FROM reference_version")).startswith("x")


def test_what_is_written_unseen_is_all_or_nothing(engine):
    stempel = Stempel(engine)

    def write_half():
        with stempel.writing_unseen() as forbindelse:
            forbindelse.execute(text(_SKRIV))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    with engine.connect() as forbindelse:
        assert not forbindelse.scalar(text("SELECT sha256 FROM reference_version")).startswith("x")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["andre", "uset", "laes"]), max_size=12))
def test_what_others_wrote_is_never_hidden_by_what_is_written_unseen(engine, trin):
    stempel = Stempel(engine)
    sidst, har_andre_skrevet = stempel.read(), False
    for et in [*trin, "laes"]:
        if et == "andre":
            write(engine)
            har_andre_skrevet = True
        elif et == "uset":
            with stempel.writing_unseen() as forbindelse:
                forbindelse.execute(text(_SKRIV))
        else:
            nu = stempel.read()
            assert (nu != sidst) == har_andre_skrevet
            sidst, har_andre_skrevet = nu, False


def test_nobody_waits_for_what_is_written_unseen(engine):
    stempel = Stempel(engine)
    foer = stempel.read()
    with stempel.writing_unseen() as forbindelse:
        forbindelse.execute(text(_SKRIV))
        # SQLite's one connection that knows is in use, so there is no stamp for a moment.
        assert stempel.read() == (None if engine.dialect.name == "sqlite" else foer)
    assert stempel.read() == foer


def test_a_database_in_memory_has_no_stamp():
    engine = open_warehouse("sqlite://")
    try:
        assert Stempel(engine).read() is None
    finally:
        engine.dispose()


@pytest.fixture
def postgresql(postgresql_lager):
    """Two fresh warehouses of one server."""
    to = [open_warehouse(postgresql_lager.tomt()) for _ in range(2)]
    yield to
    for engine in to:
        engine.dispose()


def test_another_database_of_the_server_moves_no_stamp(postgresql):
    egen, anden = postgresql
    stempel = Stempel(egen)
    foer = stempel.read()
    write(anden)
    assert stempel.read() == foer


def test_every_table_moves_the_stamp_of_postgresql(postgresql):
    engine, _ = postgresql
    sql = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname = :navn"
    with engine.connect() as forbindelse:
        med = set(forbindelse.scalars(text(sql), {"navn": "taeller_stempel"}))
    assert med == set(METADATA.tables) - {"stempeltal"}


def test_many_statements_of_a_transaction_count_once_and_a_savepoint_taken_back_counts_not_at_all(postgresql):
    engine, _ = postgresql
    tal = text("SELECT tal FROM stempeltal")
    with engine.connect() as forbindelse:
        foer = forbindelse.scalar(tal)
    with engine.begin() as forbindelse:
        for _ in range(3):
            forbindelse.execute(text(_SKRIV))
    with engine.begin() as forbindelse, forbindelse.begin_nested() as punkt:
        forbindelse.execute(text(_SKRIV))
        punkt.rollback()
    with engine.begin() as forbindelse:
        with forbindelse.begin_nested() as punkt:
            forbindelse.execute(text(_SKRIV))
            punkt.rollback()
        forbindelse.execute(text(_SKRIV))
    with engine.connect() as forbindelse:
        assert forbindelse.scalar(tal) == foer + 2
