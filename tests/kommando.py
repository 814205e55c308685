"""The command line run in the test's own process, as `tilbudstjek` with the words given."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flows.cli import main

# Reading the settings sets these for the process; the other tests must not see it.
_PREFECT = {"PREFECT_HOME": "", "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}
_PREFECT |= dict.fromkeys(("PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_LOGGING_TO_API_ENABLED", "DO_NOT_TRACK"), "0")


class Svar(NamedTuple):
    """A command's exit status, and what it wrote to its two streams."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What a command with `--json` wrote, a row a line."""
        return [json.loads(linje) for linje in self.stdout.splitlines()]


def make_kommando(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], var: Path, database: str, **andet: str
) -> Callable[..., Svar]:
    """Give `run(*ord_)` on a database, with `var` as VAR; `andet` are more TILBUDSTJEK_ settings."""
    for navn, value in {"VAR": str(var), "DATABASE_URL": database, **andet}.items():
        monkeypatch.setenv(f"TILBUDSTJEK_{navn}", value)
    for navn, value in {**_PREFECT, "PREFECT_HOME": str(var / "prefect")}.items():
        monkeypatch.setenv(navn, os.environ.get(navn, value))

    def run(*ord_: object) -> Svar:
        monkeypatch.setattr(sys, "argv", ["tilbudstjek", *map(str, ord_)])
        with pytest.raises(SystemExit) as slut:
            main()
        skrevet = capsys.readouterr()
        return Svar(int(slut.value.code or 0), skrevet.out, skrevet.err)

    return run
