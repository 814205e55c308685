"""Faults through the whole night on both engines: started again, it ends as one that nothing happened to."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROD = Path(__file__).resolve().parents[2]
SEEDS = 24


@pytest.mark.parametrize("motor", ["sqlite", "postgresql"])
def test_a_night_that_is_disturbed_and_started_again_ends_as_one_that_is_not(tmp_path, motor):
    log = tmp_path / "log.jsonl"
    valg = ("--lager", motor, "--seeds", f"1-{SEEDS}", "--log", str(log), "--mappe", str(tmp_path))
    # In a process of its own: nights are forked from it, and this one may have threads.
    koerte = subprocess.run(
        (sys.executable, "-m", "bench.uheld", *valg), cwd=ROD, capture_output=True, text=True, check=False
    )
    rows = [json.loads(linje) for linje in log.read_text(encoding="utf-8").splitlines()]
    assert {row["seed"]: row["forskelle"] for row in rows if row["forskelle"]} == {}
    assert len(rows) == SEEDS, koerte.stderr[-3000:]
    assert koerte.returncode == 0
