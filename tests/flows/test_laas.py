"""Two runs never write at once: on one machine, and on two that share a PostgreSQL server."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from flows.laas import OptagetFejl, hold_lock
from flows.settings import Indstillinger
from warehouse.enekoersel import EnekoerselTabtFejl
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.postgresql import KOERSELSLAAS
from warehouse.transaktion import reading, writing

_HOLDER = """
import sys
from flows.laas import hold_lock
from flows.settings import load_settings
with hold_lock(load_settings()):
    print("holdt", flush=True)
    sys.stdin.read()
"""


def _settings(var, url=""):
    return Indstillinger(var=var, database_url=url)


def _start_holder(var, url=""):
    env = {**os.environ, "TILBUDSTJEK_VAR": str(var), "TILBUDSTJEK_DATABASE_URL": url}
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holdt\n"
    return holder


def _hold_soon(indstillinger):
    """Hold the lock as soon as the server has seen that a dead holder is gone; it sees it at once, but not before."""
    for _ in range(50):
        try:
            with hold_lock(indstillinger):
                return True
        except OptagetFejl:
            time.sleep(0.1)
    return False


@pytest.mark.begge_lagre
def test_a_second_run_is_refused_at_once(tmp_path, warehouse_url):
    indstillinger = _settings(tmp_path, warehouse_url)
    with _start_holder(tmp_path, warehouse_url) as holder:
        with pytest.raises(OptagetFejl, match="i gang"), hold_lock(indstillinger):
            pass
        holder.communicate("")
    with hold_lock(indstillinger):
        assert (tmp_path / "tilbudstjek.lock").exists()


@pytest.mark.begge_lagre
def test_a_second_machine_with_the_same_database_is_refused(tmp_path, warehouse_url):
    with _start_holder(tmp_path / "en", warehouse_url) as holder:
        with pytest.raises(OptagetFejl, match="i gang"), hold_lock(_settings(tmp_path / "to", warehouse_url)):
            pass
        holder.communicate("")
    with hold_lock(_settings(tmp_path / "to", warehouse_url)):
        assert (tmp_path / "to" / "tilbudstjek.lock").exists()


@pytest.mark.begge_lagre
def test_a_killed_run_lets_go_of_the_lock(tmp_path, warehouse_url):
    with _start_holder(tmp_path / "en", warehouse_url) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert _hold_soon(_settings(tmp_path / "to", warehouse_url))


def _terminate_holder(lager, database):
    lager.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        f"WHERE locktype = 'advisory' AND objid = {KOERSELSLAAS} AND datname = '{database}'"
    )


def test_a_run_that_lost_its_lock_on_the_server_writes_no_more_but_may_read(tmp_path, postgresql_lager):
    url = postgresql_lager.tomt()
    with hold_lock(_settings(tmp_path, url)):
        engine = open_warehouse(url)
        with writing(engine) as session:
            session.execute(text("INSERT INTO reference_version (id, sha256) VALUES (2, 'foer')"))
        _terminate_holder(postgresql_lager, engine.url.database)
        with pytest.raises(EnekoerselTabtFejl, match="mistet sin lås"), writing(engine) as session:
            session.execute(text("INSERT INTO reference_version (id, sha256) VALUES (3, 'efter')"))
        with reading(engine) as session:
            assert session.execute(text("SELECT max(id) FROM reference_version")).scalar_one() == 2
    # What was refused holds nothing that others wait for.
    with hold_lock(_settings(tmp_path, url)), writing(engine) as session:
        assert session.execute(text("SELECT count(*) FROM reference_version")).scalar_one() == 2
    engine.dispose()


def test_a_server_that_cannot_be_reached_is_said_and_the_file_is_let_go(tmp_path):
    nede = _settings(tmp_path, f"postgresql://postgres@/ingen?host={tmp_path}")
    with pytest.raises(WarehouseFejl), hold_lock(nede):
        pass
    with hold_lock(_settings(tmp_path)):
        assert (tmp_path / "tilbudstjek.lock").exists()
