"""A Prefect server as it must be run beside this program: Prefect's own, with the one thing mended that breaks it.

`python -m flows.drift.serverproces PORT` listens on loopback and lives until its standard input ends, so that a parent
that is killed leaves no server behind. `run_server` is the standing one, for systemd or a container.
"""

import os
import signal
import sys
import threading
from collections.abc import MutableMapping
from typing import Any

import uvicorn
from prefect.server.api.server import create_app
from prefect.server.database.orm_models import FlowRun, TaskRun


def run_server(*, vaert: str, port: int) -> None:
    """Serve until the process is told to stop, with Prefect's settings of the environment."""
    mend_bulk_insert()
    # No access log: it says nothing that the runs do not, and fills the disk.
    uvicorn.run(create_app(final=True), host=vaert, port=port, log_level="warning", access_log=False)


def mend_bulk_insert() -> None:
    """Let Prefect 3.8 write scheduled runs under SQLAlchemy 2.1, which wants to be told what such an insert does.

    It hands over rows with `state` beside the columns and expects it to be passed over, as SQLAlchemy 2.0 did. Without
    this its scheduler fails each time, and no schedule ever gives a run.
    """
    for model in (FlowRun, TaskRun):
        model.__dict__["state"].inplace.bulk_dml(_pass_over)


def _pass_over(_cls: type, _mapping: MutableMapping[str, Any], _value: object) -> None:
    """Leave the row as it is."""


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    run_server(vaert="127.0.0.1", port=int(sys.argv[1]))
