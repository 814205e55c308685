"""What was deleted and cannot be taken off the disk yet: told as such, and the other tables are taken all the same."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from warehouse.engine import normalise_url
from warehouse.opbevaring.ryd import overwrite_deleted

pytestmark = [pytest.mark.kun_postgresql, pytest.mark.slow]

SOEGT = "Qzforsvundethus"


@pytest.fixture
def ryddet(engine, tmp_path):
    """A register that a name was deleted from a moment ago: every row that held it has been written over."""
    for nat, navn in ((NAT_1, SOEGT), (NAT_2, "Nu")):
        load_afdelinger(engine, tmp_path, [make_afdeling(1, navn=navn)], start=nat)
    return engine


@contextmanager
def reading_beside(engine, saetning: str) -> Iterator[None]:
    """Let somebody else read, and keep the transaction open."""
    with engine.connect() as laeser:
        laeser.execute(text(saetning)).all()
        yield


def go_on(_sekunder: float) -> None:
    """Wait for nobody."""


def slet(engine) -> None:
    with engine.begin() as conn:
        conn.execute(text("UPDATE afdeling SET navn = 'x' WHERE navn = :navn"), {"navn": SOEGT})
        conn.execute(text("UPDATE raw_afdeling SET indhold = '{}' WHERE indhold LIKE :navn"), {"navn": f"%{SOEGT}%"})


def find_fil(engine, tabel: str) -> int:
    with engine.connect() as conn:
        return int(conn.execute(text("SELECT pg_relation_filenode(:tabel)"), {"tabel": tabel}).scalar_one())


def test_a_table_that_somebody_reads_is_not_gone_yet_and_the_others_are_written_anew(ryddet):
    slet(ryddet)
    foer = {tabel: find_fil(ryddet, tabel) for tabel in ("afdeling", "raw_afdeling")}
    with reading_beside(ryddet, "SELECT navn FROM afdeling"):
        assert not overwrite_deleted(ryddet, foer, sleep=go_on)
    assert find_fil(ryddet, "afdeling") == foer["afdeling"]
    assert find_fil(ryddet, "raw_afdeling") != foer["raw_afdeling"]
    assert overwrite_deleted(ryddet, foer)
    assert find_fil(ryddet, "afdeling") != foer["afdeling"]


def test_rows_that_an_older_reader_may_still_see_are_not_gone_though_the_table_was_written_anew(ryddet):
    with reading_beside(ryddet, "SELECT COUNT(*) FROM mail"):
        slet(ryddet)
        assert not overwrite_deleted(ryddet, ["afdeling", "raw_afdeling"], sleep=go_on)
    assert overwrite_deleted(ryddet, ["afdeling", "raw_afdeling"])


def test_rows_deleted_while_somebody_writes_in_another_database_of_the_server_are_not_gone_yet(ryddet, lager):
    """Rewriting a table takes the oldest writer of any database for one who may still ask for its rows."""
    andet = create_engine(normalise_url(lager.tomt()))
    with andet.connect() as skriver:
        skriver.execute(text("DELETE FROM mail"))
        slet(ryddet)
        assert not overwrite_deleted(ryddet, ["afdeling", "raw_afdeling"], sleep=go_on)
    assert overwrite_deleted(ryddet, ["afdeling", "raw_afdeling"])
    andet.dispose()


def test_what_is_read_for_a_moment_is_tried_again_and_gone(ryddet):
    """As the server's own housekeeping does, or somebody who connects."""
    with ryddet.connect() as laeser:
        laeser.execute(text("SELECT COUNT(*) FROM mail")).all()
        slet(ryddet)
        pauser: list[float] = []

        def sleep(sekunder):
            pauser.append(sekunder)
            laeser.rollback()

        assert overwrite_deleted(ryddet, ["afdeling", "raw_afdeling"], sleep=sleep)
    assert len(pauser) == 1


def test_the_connection_is_given_back_as_it_was(ryddet):
    ventetid = text("SHOW lock_timeout")
    with ryddet.connect() as conn:
        foer = conn.execute(ventetid).scalar_one()
    with reading_beside(ryddet, "SELECT navn FROM afdeling"):
        overwrite_deleted(ryddet, ["afdeling"], sleep=go_on)
    for _ in range(3):
        with ryddet.connect() as conn:
            assert conn.execute(ventetid).scalar_one() == foer
