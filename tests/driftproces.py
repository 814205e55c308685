"""`tilbudstjek drift` as a process of its own, with its own Prefect server, asked through the server's API."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

# In every Python process below: each name asked for and each address connected to is written down.
_VAGT = """
import os, sys
def note(navn, args):
    if navn in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        hvad = args[1] if navn in ("socket.connect", "socket.sendto") else args[0]
        with open(os.environ["NETVAGT_FIL"], "a") as ud:
            ud.write(f"{navn} {hvad!r}\\n")
sys.addaudithook(note)
"""


class Driftproces:
    """Starts and stops; `var` is kept between the two. Everything it writes goes to `log`."""

    def __init__(self, mappe: Path, **miljoe: str) -> None:
        self.var = mappe / "var"
        self.log = mappe / "drift.log"
        self.netvagt = mappe / "net.txt"
        self.netvagt.touch()
        (mappe / "vagt").mkdir()
        (mappe / "vagt" / "sitecustomize.py").write_text(_VAGT, encoding="utf-8")
        self.port = free_port()
        rene = {navn: value for navn, value in os.environ.items() if not navn.startswith(("PREFECT_", "TILBUDSTJEK_"))}
        self.miljoe = {
            **rene,
            "PYTHONPATH": f"{mappe / 'vagt'}:{Path.cwd()}",
            "NETVAGT_FIL": str(self.netvagt),
            "TILBUDSTJEK_VAR": str(self.var),
            "TILBUDSTJEK_DELAY_S": "0",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
            "PREFECT_RUNNER_POLL_FREQUENCY": "2",
            **miljoe,
        }
        self._proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the calendar is there."""
        self.begin_start()
        wait_for(self._is_up, "drift did not come up", s=240)

    def begin_start(self) -> None:
        """Start without waiting."""
        with self.log.open("ab") as log:
            self._proces = subprocess.Popen(
                [sys.executable, "-m", "flows", "drift", "--port", str(self.port)],
                env=self.miljoe,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> int:
        """Ask it to stop as systemd does; give its exit status."""
        assert self._proces is not None
        self._proces.send_signal(signal.SIGTERM)
        return self._proces.wait(timeout=60)

    def is_server_up(self) -> bool:
        """Tell whether somebody listens on the server's port."""
        with socket.socket() as sok:
            return sok.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """Kill it and all it started, at once."""
        assert self._proces is not None
        if self._proces.poll() is None:
            os.killpg(self._proces.pid, signal.SIGKILL)
            self._proces.wait()

    def post(self, sti: str, indhold: object) -> Any:
        """Ask the server's API."""
        bruger, _, kode = (self.var / "prefect" / "adgang").read_text().partition(":")
        svar = _ask(f"http://127.0.0.1:{self.port}/api{sti}", indhold, (bruger, kode))
        svar.raise_for_status()
        return svar.json()

    def find_deployment(self, flow: str) -> str:
        """The id of a job's deployment."""
        (deployment,) = self.post("/deployments/filter", {"flows": {"name": {"any_": [flow]}}})
        return str(deployment["id"])

    def begin(self, flow: str) -> str:
        """Ask for a run now; its id."""
        return str(self.post(f"/deployments/{self.find_deployment(flow)}/create_flow_run", {})["id"])

    def schedule_once(self, flow: str, *, om_s: float) -> None:
        """Give a job a schedule more, whose next time is soon and the one after that in a year."""
        anker = (datetime.now(UTC) + timedelta(seconds=om_s)).isoformat()
        plan = {"interval": 366 * 86400, "anchor_date": anker, "timezone": "UTC"}
        self.post(f"/deployments/{self.find_deployment(flow)}/schedules", [{"schedule": plan, "active": True}])

    def list_runs(self, flow: str) -> list[dict[str, Any]]:
        """The runs of a job whose time has come, oldest first."""
        runs = self.post("/flow_runs/filter", {"flows": {"name": {"any_": [flow]}}, "sort": "EXPECTED_START_TIME_ASC"})
        nu = datetime.now(UTC).isoformat()
        return [run for run in runs if run["expected_start_time"] <= nu]

    def wait_for_runs(self, flow: str, antal: int, *, s: float = 240) -> list[dict[str, Any]]:
        """Wait until so many runs of a job have ended; give them."""
        slut = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

        def ended() -> list[dict[str, Any]]:
            return [run for run in self.list_runs(flow) if run["state_type"] in slut]

        wait_for(lambda: len(ended()) >= antal, f"{flow}: not {antal} runs ended", s=s)
        return ended()

    def _is_up(self) -> bool:
        assert self._proces is not None
        assert self._proces.poll() is None, self.log.read_text(errors="replace")[-3000:]
        try:
            return len(self.post("/deployments/filter", {"deployments": {"name": {"any_": ["drift"]}}})) >= 5
        except (httpx.HTTPError, FileNotFoundError):
            return False


def _ask(adresse: str, indhold: object, adgang: tuple[str, str]) -> httpx.Response:
    """Ask, and again when the server's own database is busy (503): Prefect's own client does so too."""
    for _ in range(30):
        svar = httpx.post(adresse, json=indhold, auth=adgang, timeout=60, trust_env=False)
        if svar.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return svar
        time.sleep(1)
    return svar


def wait_for(er_sket: Callable[[], bool], ellers: str, *, s: float) -> None:
    """Wait until something has happened."""
    slut = time.monotonic() + s
    while time.monotonic() < slut:
        if er_sket():
            return
        time.sleep(0.5)
    raise AssertionError(ellers)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])
