"""The API against its own description, by schemathesis: what it cannot break, no system can."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import NAT_1
from tests.reports.scene import REGLER, play_night
from tests.reports.web.api.register import asking_behind_login, make_noegle
from warehouse.sager import open_sager

PROEVEDE_STIER = 12
KORTE = ("/tilbud/{tilbudsid}", "/budgetkalender/{aar}", "/koersler")


@pytest.fixture
def klient(engine, tmp_path):
    play_night(engine, tmp_path)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    with asking_behind_login(engine) as klient:
        klient.headers["Authorization"] = make_noegle(engine)
        yield klient


def attack(klient, mappe: Path, *valg: str) -> str:
    """Run schemathesis with every check; give what it wrote, or fail with it."""
    program = Path(sys.executable).parent / "schemathesis"
    noegle = f"Authorization: {klient.headers['authorization']}"
    fast = ("--checks", "all", "--seed", "7", "--no-color", "--generation-database", "none", "--header", noegle)
    ud = subprocess.run(
        [program, "run", f"{klient.base_url}/api/v1/openapi.json", *fast, *valg],
        cwd=mappe,
        env={**os.environ, "SCHEMATHESIS_HOOKS": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert ud.returncode == 0, ud.stdout[-6000:] + ud.stderr
    return ud.stdout


def test_no_boundary_value_breaks_it_or_its_description(klient, tmp_path):
    # Three addresses of the twelve: the whole takes too long for every change.
    stier = [ord_ for sti in KORTE for ord_ in ("--include-path", sti)]
    skrevet = attack(klient, tmp_path, "--phases", "examples,coverage", "--max-examples", "5", *stier)
    assert f"Tested: {len(KORTE)}" in skrevet


@pytest.mark.slow
def test_nothing_generated_breaks_it_or_its_description(klient, tmp_path):
    skrevet = attack(klient, tmp_path, "--max-examples", "50")
    assert f"Tested: {PROEVEDE_STIER}" in skrevet
    assert "❌" not in skrevet
