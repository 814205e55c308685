"""The stamp of a database: another after every commit, by whomever, and the same as long as nobody wrote."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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


def test_there_is_no_stamp_while_something_is_written_unseen_and_nobody_waits_for_it(engine):
    stempel = Stempel(engine)
    with stempel.writing_unseen() as forbindelse:
        forbindelse.execute(text(_SKRIV))
        assert stempel.read() is None
    assert stempel.read() is not None


def test_a_database_in_memory_has_no_stamp():
    engine = open_warehouse("sqlite://")
    try:
        assert Stempel(engine).read() is None
    finally:
        engine.dispose()
