"""PostgreSQL as it is in earnest: somebody else writing, a connection cut, a server that is gone and comes back."""

import threading

import pytest
from sqlalchemy import event, make_url, text

from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdelinger, make_dump, write_dump
from tests.warehouse.rows import rows, values
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.load import load_dump
from warehouse.postgresql import SKRIVELAAS
from warehouse.transaktion import reading, writing

pytestmark = pytest.mark.kun_postgresql


def test_a_writer_that_waits_too_long_for_another_says_so_and_works_when_it_is_free(warehouse_url, tmp_path):
    utaalmodig = open_warehouse(warehouse_url, ventetid_s=0.2)
    anden = open_warehouse(warehouse_url)
    fil = write_dump(make_dump(make_afdelinger(3)), tmp_path)
    with anden.connect() as forbindelse:
        forbindelse.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SKRIVELAAS})")
        with pytest.raises(WarehouseFejl, match="optaget af et andet program"):
            load_dump(utaalmodig, fil, nu=NAT_1)
        assert values(utaalmodig, "SELECT COUNT(*) FROM reference_kommune") == [144]
    assert load_dump(utaalmodig, fil, nu=NAT_1).status == "godkendt"
    for engine in (utaalmodig, anden):
        engine.dispose()


def test_writers_take_turns_and_the_second_sees_what_the_first_wrote(engine):
    raekkefoelge = []

    def add(navn):
        with writing(engine) as session:
            foer = session.connection().scalar(text("SELECT COUNT(*) FROM doed_adresse"))
            session.connection().execute(
                text(
                    "INSERT INTO doed_adresse (email, kode, aarsag, foerst, sidst, antal) "
                    "VALUES (:email, '5', 'x', '2026-11-01', '2026-11-01', 1)"
                ),
                {"email": f"{navn}@ude.example.org"},
            )
            raekkefoelge.append(foer)

    traade = [threading.Thread(target=add, args=(navn,)) for navn in "abcdef"]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join(timeout=30)
    assert sorted(raekkefoelge) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(("serverens", "vores"), [("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")])
def test_what_is_committed_is_on_the_disk_also_where_the_server_is_set_to_answer_before(engine, serverens, vores):
    with engine.connect() as forbindelse:
        forbindelse.exec_driver_sql(f"ALTER DATABASE {engine.url.database} SET synchronous_commit = {serverens}")
        forbindelse.commit()
    engine.dispose()
    with writing(engine) as session:
        assert session.connection().exec_driver_sql("SHOW synchronous_commit").scalar_one() == vores


def test_a_connection_cut_in_the_middle_of_a_load_keeps_nothing_and_the_next_try_works(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(20))
    fil = write_dump(make_dump(make_afdelinger(25), start=NAT_2), tmp_path)
    foer = rows(engine, "SELECT * FROM afdeling ORDER BY id")

    def cut(forbindelse, _cursor, statement, *_):
        if statement.startswith("INSERT INTO afdeling_liv"):
            pid = forbindelse.connection.dbapi_connection.info.backend_pid
            event.remove(engine, "before_cursor_execute", cut)
            with engine.connect() as anden:
                anden.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    event.listen(engine, "before_cursor_execute", cut)
    with pytest.raises(WarehouseFejl, match="forbindelse"):
        load_dump(engine, fil, nu=NAT_2)
    assert rows(engine, "SELECT * FROM afdeling ORDER BY id") == foer
    assert load_dump(engine, fil, nu=NAT_2).nye == 5


def test_idle_connections_that_the_server_closed_are_replaced_unseen(engine):
    assert values(engine, "SELECT COUNT(*) FROM reference_kommune") == [144]
    anden = open_warehouse(engine.url.render_as_string(hide_password=False))
    with anden.connect() as forbindelse:
        forbindelse.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert values(engine, "SELECT COUNT(*) FROM reference_kommune") == [144]
    anden.dispose()


@pytest.mark.parametrize(
    ("url", "besked"),
    [
        ("postgresql://tjek@127.0.0.1:1/findes", "svarer ikke"),
        ("postgresql://tjek@/findes?host=/findes/ikke", "svarer ikke"),
    ],
)
def test_a_server_that_is_not_there_is_said_so_in_danish(url, besked):
    with pytest.raises(WarehouseFejl, match=besked):
        open_warehouse(url, ventetid_s=1)


def test_a_database_that_is_not_on_the_server_is_said_so(postgresql_lager):
    with pytest.raises(WarehouseFejl, match="findes ikke på serveren"):
        open_warehouse(postgresql_lager.url("findes_ikke"))


def test_a_reader_sees_one_state_however_often_it_asks(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(3))
    antal = text("SELECT COUNT(*) FROM nu_afdeling WHERE er_set")
    with reading(engine) as session:
        assert session.connection().scalar(antal) == 3
        load_afdelinger(engine, tmp_path, make_afdelinger(8), start=NAT_2)
        assert session.connection().scalar(antal) == 3
    assert values(engine, str(antal)) == [8]


def test_every_time_is_read_back_as_it_was_written_whatever_the_servers_own_zone(postgresql_lager, tmp_path):
    url = postgresql_lager.tomt()
    postgresql_lager.run(f"ALTER DATABASE {make_url(url).database} SET timezone = 'Asia/Tokyo'")
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    assert values(engine, "SELECT tidspunkt FROM snapshot") == [NAT_1.strftime("%Y-%m-%d %H:%M:%S.%f")]
    assert values(engine, "SHOW timezone") == ["UTC"]
    engine.dispose()
