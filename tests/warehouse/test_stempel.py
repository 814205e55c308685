"""The stamp of a database: another after every commit, by whomever, and the same as long as nobody wrote."""

import subprocess
import sys

from sqlalchemy import text

from warehouse.engine import open_warehouse
from warehouse.stempel import Stempel

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
    skriv = "import sqlite3, sys; f = sqlite3.connect(sys.argv[1]); f.execute(sys.argv[2]); f.commit()"
    subprocess.run([sys.executable, "-c", skriv, str(engine.url.database), _SKRIV], check=True)
    assert stempel.read() != foer


def test_a_stamp_after_the_connection_was_let_go_of_is_a_new_one_or_still_tells_of_writes(engine):
    stempel = Stempel(engine)
    stempel.read()
    stempel.close()
    foer = stempel.read()
    with engine.begin() as forbindelse:
        forbindelse.execute(text(_SKRIV))
    assert stempel.read() != foer


def test_a_database_in_memory_has_no_stamp():
    engine = open_warehouse("sqlite://")
    try:
        assert Stempel(engine).read() is None
    finally:
        engine.dispose()
