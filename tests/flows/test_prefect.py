"""The flow under a real Prefect server, started for the test."""

import os
import subprocess
import sys

import pytest

from crawler.replica.proces import ReplicaProces

# In a process of its own: Prefect's settings are read when it is imported.
_SCRIPT = """
import asyncio
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness
from flows.budgetkalender import budgetkalender
from flows.nat import natlig_kontrol

async def tell():
    async with get_client() as client:
        flow_runs = await client.read_flow_runs()
        task_runs = await client.read_task_runs()
        return flow_runs, sorted(run.name.rsplit("-", 1)[0] for run in task_runs)

with prefect_test_harness(server_startup_timeout=120):
    print("status", natlig_kontrol())
    print("budgetter", budgetkalender())
    flow_runs, navne = asyncio.run(tell())
    print("flows", *sorted(run.state_type.value for run in flow_runs))
    print("parametre", *(run.parameters for run in flow_runs))
    print("trin", *navne)
"""


@pytest.mark.slow
def test_a_night_under_a_server_shows_its_steps_and_tells_it_no_secret(tmp_path):
    with ReplicaProces(11, 1, antal_tilbud=60) as replica:
        env = {
            **os.environ,
            "TILBUDSTJEK_VAR": str(tmp_path),
            "TILBUDSTJEK_PORTAL_URL": replica.url,
            "TILBUDSTJEK_DELAY_S": "0",
            "TILBUDSTJEK_HASH_NOEGLE": "meget-hemmelig",
            "PREFECT_HOME": str(tmp_path / "prefect"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }
        run = subprocess.run([sys.executable, "-c", _SCRIPT], env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "status godkendt" in run.stdout
    assert "budgetter Der er ikke læst et dataudtræk med budgetter ind endnu." in run.stdout
    assert "flows COMPLETED COMPLETED" in run.stdout
    assert "parametre {} {}" in run.stdout
    stikproever = ["frys-rammer", "lad-frister-gaa", "laeg-plan", "opgoer-kontroller", "paamind", "stikproever"]
    nat = ["foer-sager", "frys-rapport", "hent", "kontroller", "opfoelgning", "skriv-budgetkalender", "skriv-mails"]
    nat.append("skriv-orienteringer")
    assert f"trin {' '.join(sorted([*nat, *stikproever, 'skriv-budgetkalender']))}" in run.stdout
    assert "meget-hemmelig" not in run.stdout + run.stderr
    stored = b"".join(file.read_bytes() for file in (tmp_path / "prefect").rglob("*") if file.is_file())
    assert b"meget-hemmelig" not in stored
