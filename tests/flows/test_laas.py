import os
import signal
import subprocess
import sys

import pytest

from flows.laas import OptagetFejl, hold_lock

_HOLDER = """
import sys, pathlib
from flows.laas import hold_lock
with hold_lock(pathlib.Path(sys.argv[1])):
    print("holdt", flush=True)
    sys.stdin.read()
"""


def _start_holder(var):
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(var)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holdt\n"
    return holder


def test_a_second_run_is_refused_at_once(tmp_path):
    with _start_holder(tmp_path) as holder:
        with pytest.raises(OptagetFejl, match="i gang"), hold_lock(tmp_path):
            pass
        holder.communicate("")
    with hold_lock(tmp_path):
        assert (tmp_path / "tilbudstjek.lock").exists()


def test_a_killed_run_lets_go_of_the_lock(tmp_path):
    with _start_holder(tmp_path) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        with hold_lock(tmp_path):
            assert holder.returncode == -signal.SIGKILL
