"""What can happen to a load: a full disk, a locked file, a process killed at any moment."""

import multiprocessing
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.afdeling import Afdeling
from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdelinger, make_dump, write_dump
from tests.warehouse.boern import load_in_child
from tests.warehouse.rows import LOADED, everything, values
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.findings import record_kontrol
from warehouse.koersel import close_abandoned
from warehouse.load import load_dump

UDEN_KOERSEL = tuple(tabel for tabel in LOADED if tabel not in {"koersel", "gate_proeve"})


def changed_night(afdelinger: list[Afdeling]) -> list[Afdeling]:
    """A night with something of everything: changed, gone, and a tilbud that turns out to be a krisecenter."""
    nye = [replace(a, navn=f"{a.navn} nu") if n % 3 == 0 else a for n, a in enumerate(afdelinger)]
    nye[7] = replace(nye[7], tilbudstyper=("Krisecenter, § 109",))
    return nye[:-2]


def register_state(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All that a load writes about the register, without the ids of runs, which differ from try to try."""
    return {
        tabel: [{navn: value for navn, value in row.items() if navn != "koersel_id"} for row in alle]
        for tabel, alle in everything(engine, UDEN_KOERSEL).items()
    }


@pytest.fixture
def fuld_disk(engine: Engine) -> Iterator[None]:
    """From here on the database may grow by a few pages only."""
    with engine.connect() as forbindelse:
        sider = int(forbindelse.exec_driver_sql("PRAGMA page_count").scalar() or 0)

    def limit(dbapi_connection, _record) -> None:
        dbapi_connection.execute(f"PRAGMA max_page_count = {sider + 10}")

    engine.dispose()
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


@pytest.mark.kun_sqlite
def test_a_full_disk_during_a_load_keeps_nothing_of_it_and_the_next_try_works(
    engine: Engine, tmp_path: Path, request: pytest.FixtureRequest
):
    load_afdelinger(engine, tmp_path, make_afdelinger(100))
    foer = register_state(engine)
    request.getfixturevalue("fuld_disk")
    fil = write_dump(make_dump([replace(a, navn="x" * 2000) for a in make_afdelinger(100)], start=NAT_2), tmp_path)
    with pytest.raises(WarehouseFejl, match="Disken er fuld"):
        load_dump(engine, fil, nu=NAT_2)
    assert register_state(engine) == foer
    assert values(engine, "SELECT status FROM koersel ORDER BY start, id")[-1] in {"fejlet", "i_gang"}
    engine.dispose()
    rigelig = open_warehouse(str(engine.url))
    assert load_dump(rigelig, fil, nu=NAT_2).aendrede == 100
    rigelig.dispose()


@pytest.mark.kun_sqlite
def test_a_full_disk_during_a_control_keeps_nothing_of_it(
    engine: Engine, tmp_path: Path, request: pytest.FixtureRequest
):
    load_afdelinger(engine, tmp_path, make_afdelinger(100))
    request.getfixturevalue("fuld_disk")
    fund = tuple(
        Fund(regel="A-001", tilbudsid=a.tilbudsid, afdelingsid=a.afdelingsid, felt="navn", vaerdi="x" * 5000)
        for a in make_afdelinger(100)
    )
    resultat = Kontrolresultat(snapshot_id=1, regler=(Regelresultat(regel="A-001", alvor="kritisk", fund=fund),))
    with pytest.raises(WarehouseFejl, match="Disken er fuld"):
        record_kontrol(engine, resultat, nu=NAT_1)
    for tabel in ("afvigelse", "afvigelse_haendelse", "kontrol"):
        assert values(engine, f"SELECT COUNT(*) FROM {tabel}") == [0]


@pytest.fixture
def utaalmodig(warehouse_url: str) -> Iterator[Engine]:
    """A warehouse opened by somebody who waits a tenth of a second for a lock."""
    engine = open_warehouse(warehouse_url, ventetid_s=0.1)
    yield engine
    engine.dispose()


@pytest.fixture
def anden(utaalmodig: Engine) -> Iterator[sqlite3.Connection]:
    """Another program that is writing in the same file."""
    forbindelse = sqlite3.connect(str(utaalmodig.url.database), isolation_level=None)
    forbindelse.execute("BEGIN IMMEDIATE")
    yield forbindelse
    forbindelse.close()


@pytest.mark.kun_sqlite
def test_a_locked_database_says_so_and_works_when_it_is_free(
    utaalmodig: Engine, anden: sqlite3.Connection, tmp_path: Path
):
    fil = write_dump(make_dump(make_afdelinger(3)), tmp_path)
    with pytest.raises(WarehouseFejl, match="optaget af et andet program"):
        load_dump(utaalmodig, fil, nu=NAT_1)
    anden.execute("ROLLBACK")
    assert load_dump(utaalmodig, fil, nu=NAT_1).status == "godkendt"


@pytest.mark.kun_sqlite
def test_readers_and_an_up_to_date_start_do_not_mind_a_writer(utaalmodig: Engine, anden: sqlite3.Connection):
    assert anden.in_transaction
    assert values(utaalmodig, "SELECT COUNT(*) FROM reference_kommune") == [144]
    open_warehouse(str(utaalmodig.url), ventetid_s=0.1).dispose()


def test_a_reader_sees_the_register_as_it_was_while_a_load_goes_on(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(3))
    with engine.connect() as laeser:
        antal = "SELECT COUNT(*) FROM nu_afdeling WHERE er_set"
        assert laeser.exec_driver_sql(antal).scalar() == 3
        load_afdelinger(engine, tmp_path, make_afdelinger(8), start=NAT_2)
        assert laeser.exec_driver_sql(antal).scalar() == 3
    assert values(engine, antal) == [8]


@pytest.mark.slow
def test_a_load_killed_at_any_moment_leaves_all_or_nothing_and_the_next_one_ends_the_same(
    tomt_warehouse: Path, tmp_path: Path
):
    afdelinger = make_afdelinger(250)
    base = tmp_path / "base.db"
    shutil.copy(tomt_warehouse, base)
    engine = open_warehouse(f"sqlite:///{base}")
    load_afdelinger(engine, tmp_path, afdelinger)
    foer = register_state(engine)
    engine.dispose()
    fil = write_dump(make_dump(changed_night(afdelinger), start=NAT_2), tmp_path)
    uforstyrret, varighed = load_undisturbed(base, tmp_path / "uforstyrret.db", fil)

    terning = random.Random(20261102)  # noqa: S311 - when to kill, nothing secret
    udfald = []
    for nummer in range(20):
        kopi = Path(shutil.copy(base, tmp_path / f"drab{nummer}.db"))
        kill_while_loading(f"sqlite:///{kopi}", fil, terning.uniform(0, varighed))
        engine = open_warehouse(f"sqlite:///{kopi}")
        efter = register_state(engine)
        udfald.append("alt" if efter != foer else "intet")
        assert efter in (foer, uforstyrret)
        close_abandoned(engine, NAT_3)
        load_dump(engine, fil, nu=NAT_3)
        assert register_state(engine) == uforstyrret
        assert values(engine, "SELECT COUNT(*) FROM koersel WHERE status = 'i_gang'") == [0]
        engine.dispose()
    assert "intet" in udfald


def load_undisturbed(base: Path, kopi: Path, fil: Path) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """The state a load in peace ends in, and how long it takes a child process in seconds."""
    shutil.copy(base, kopi)
    barn = start_child(f"sqlite:///{kopi}", fil)
    begyndt = time.perf_counter()
    barn.join(timeout=60)
    varighed = time.perf_counter() - begyndt
    assert barn.exitcode == 0
    engine = open_warehouse(f"sqlite:///{kopi}")
    tilstand = register_state(engine)
    engine.dispose()
    return tilstand, varighed


def kill_while_loading(url: str, fil: Path, efter_s: float) -> None:
    barn = start_child(url, fil)
    barn.join(timeout=efter_s)
    barn.kill()
    barn.join(timeout=10)


def start_child(url: str, fil: Path) -> Any:
    sammenhaeng = multiprocessing.get_context("forkserver")
    sammenhaeng.set_forkserver_preload(["tests.warehouse.boern"])
    barn = sammenhaeng.Process(target=load_in_child, args=(url, str(fil), NAT_2))
    barn.start()
    return barn
