"""A process without a main module's file, as Dask starts them, imports pyspark and starts processes of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parents[3]
# Read from standard input, the main module has neither a file nor a spec.
_PROGRAM = """
from expectations.spark.foer_import import prepare_import

prepare_import()
import multiprocessing
import great_expectations

with multiprocessing.get_context("spawn").Pool(1) as pulje:
    print(pulje.apply(len, ("krisecenter",)))
"""


@pytest.mark.slow
def test_a_process_from_nowhere_imports_the_rules_and_starts_another():
    faerdig = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROD, capture_output=True, text=True, timeout=120, check=False
    )
    assert (faerdig.returncode, faerdig.stdout.strip()) == (0, "11"), faerdig.stderr[-2000:]
