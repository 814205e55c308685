"""The set-up of docs/prefect.md: a standing server, a work pool, a worker; the warehouse on PostgreSQL.

The server keeps to SQLite here: Prefect wants the extension pg_trgm, which the tests' PostgreSQL is without.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from crawler.replica.proces import ReplicaProces
from tests.driftproces import free_port, wait_for
from tests.lagre import PostgresqlLager
from warehouse.engine import open_warehouse
from warehouse.queries import list_koersler

pytestmark = pytest.mark.slow
KODE = "drift:proeve-kode-1"
FLOWS = str(Path(sys.executable).parent)


def _ask(port: int, sti: str, indhold: object) -> Any:
    bruger, _, kode = KODE.partition(":")
    svar = httpx.post(f"http://127.0.0.1:{port}/api{sti}", json=indhold, auth=(bruger, kode), trust_env=False)
    svar.raise_for_status()
    return svar.json()


@pytest.fixture
def begynd(tmp_path: Path):
    """Start a command in the background, written to a log; all are ended when the test is."""
    processer = []

    def start(navn: str, *args: str, env: dict[str, str]) -> Path:
        log = tmp_path / f"{navn}.log"
        with log.open("wb") as ud:
            processer.append(subprocess.Popen(args, env=env, stdout=ud, stderr=ud, cwd=tmp_path))
        return log

    yield start
    for proces in reversed(processer):
        proces.terminate()
    for proces in processer:
        proces.wait(timeout=60)


def test_a_night_through_a_work_pool_of_a_standing_server(  # noqa: PLR0915 - one set-up, followed to its end
    postgresql_lager: PostgresqlLager, tmp_path, begynd
):
    port = free_port()
    warehouse_url = postgresql_lager.tomt()
    rene = {navn: value for navn, value in os.environ.items() if not navn.startswith(("PREFECT_", "TILBUDSTJEK_"))}
    faelles = {
        **rene,
        "PYTHONPATH": str(Path.cwd()),
        "TILBUDSTJEK_VAR": str(tmp_path / "var"),
        "TILBUDSTJEK_DELAY_S": "0",
    }
    log = begynd(
        "server",
        *(sys.executable, "-m", "flows", "drift", "--server", "--port", str(port)),
        env={
            **faelles,
            "TILBUDSTJEK_VAR": str(tmp_path / "prefect"),
            "PREFECT_SERVER_API_AUTH_STRING": KODE,
        },
    )

    def is_up() -> bool:
        try:
            _ask(port, "/work_pools/filter", {})
        except httpx.HTTPError:
            return False
        return True

    wait_for(is_up, f"no server: {log.read_text(errors='replace')[-2000:]}", s=180)
    with ReplicaProces(11, 1, antal_tilbud=40) as replica:
        klient = {
            **faelles,
            "TILBUDSTJEK_DATABASE_URL": warehouse_url,
            "TILBUDSTJEK_PORTAL_URL": replica.url,
            "PREFECT_HOME": str(tmp_path / "var" / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_API_AUTH_STRING": KODE,
        }
        mangler = _run(klient, sys.executable, "-m", "flows", "drift", "--pulje", "tilbudstjek")
        assert mangler.returncode == 1
        assert "ingen arbejdspulje" in mangler.stderr
        lavet = _run(klient, f"{FLOWS}/prefect", "work-pool", "create", "tilbudstjek", "--type", "process")
        assert lavet.returncode == 0, lavet.stderr
        lagt = _run(klient, sys.executable, "-m", "flows", "drift", "--pulje", "tilbudstjek")
        assert lagt.returncode == 0, lagt.stderr
        assert "natlig-kontrol/drift" in lagt.stdout.splitlines()
        arbejder = begynd(
            "arbejder", f"{FLOWS}/prefect", "worker", "start", "--pool", "tilbudstjek", "--type", "process", env=klient
        )
        (deployment,) = _ask(port, "/deployments/filter", {"flows": {"name": {"any_": ["natlig-kontrol"]}}})
        run = _ask(port, f"/deployments/{deployment['id']}/create_flow_run", {})

        def find_run() -> Any:
            (fundet,) = _ask(port, "/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
            return fundet

        wait_for(lambda: find_run()["state_type"] in ("COMPLETED", "FAILED", "CRASHED"), "the night did not end", s=300)
    assert find_run()["state_type"] == "COMPLETED", arbejder.read_text(errors="replace")[-3000:]
    engine = open_warehouse(warehouse_url)
    assert [koersel["status"] for koersel in list_koersler(engine)] == ["godkendt"]
    engine.dispose()
    planlagte = _ask(port, "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
    assert any(et["auto_scheduled"] for et in planlagte), "schedules give runs on a standing server too"


def _run(env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(args, env=env, capture_output=True, text=True, check=False)
