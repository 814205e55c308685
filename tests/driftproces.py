"""`tilbudstjek drift` as a process of its own, with its own Prefect server, asked through the server's API."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import httpx
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

P = ParamSpec("P")
T = TypeVar("T")

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
_TILBUDSTJEK = (sys.executable, "-m", "flows")
_SLUT = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Driftproces:
    """Starts and stops; `var` is kept between the two. Everything it writes goes to `log`.

    What it does must not hang on the hour of the test: `make_nat` first leaves no night to make up for, and the
    calendar's own times are taken away as soon as it is up. A test asks for what it wants to see.
    """

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

    def make_nat(self) -> None:
        """Run a night by hand, while nothing is served."""
        subprocess.run([*_TILBUDSTJEK, "nat"], env=self.miljoe, check=True, capture_output=True)

    def start(self) -> None:
        """Start, wait until the calendar is there, and take its times away."""
        self.begin_start()
        wait_for(self._is_up, "drift did not come up", s=240)
        for deployment in self.post("/deployments/filter", {}):
            for plan in deployment["schedules"]:
                self._send("PATCH", f"/deployments/{deployment['id']}/schedules/{plan['id']}", {"active": False})

    def begin_start(self) -> None:
        """Start without waiting."""
        with self.log.open("ab") as log:
            self._proces = subprocess.Popen(
                [*_TILBUDSTJEK, "drift", "--port", str(self.port)],
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
        return self._send("POST", sti, indhold).json()

    def _send(self, metode: str, sti: str, indhold: object) -> httpx.Response:
        bruger, _, kode = (self.var / "prefect" / "adgang").read_text().partition(":")
        svar = _ask(metode, f"http://127.0.0.1:{self.port}/api{sti}", indhold, (bruger, kode))
        return svar.raise_for_status()

    def find_deployment(self, flow: str) -> str:
        """The id of a job's deployment."""
        (deployment,) = self.post("/deployments/filter", {"flows": {"name": {"any_": [flow]}}})
        return str(deployment["id"])

    def call_as_job(self, kald: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the project's own code where it asks this server, as a job does.

        In a thread of its own: a job has no event loop running, and the browser of another test leaves one here.
        """
        adgang = (self.var / "prefect" / "adgang").read_text()

        def call() -> T:
            server = {PREFECT_API_URL: f"http://127.0.0.1:{self.port}/api", PREFECT_API_AUTH_STRING: adgang}
            with temporary_settings(server):
                return kald(*args, **kwargs)

        with ThreadPoolExecutor(1) as traad:
            return traad.submit(call).result()

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

        def ended() -> list[dict[str, Any]]:
            return [run for run in self.list_runs(flow) if run["state_type"] in _SLUT]

        wait_for(lambda: len(ended()) >= antal, f"{flow}: not {antal} runs ended", s=s)
        return ended()

    def _is_up(self) -> bool:
        assert self._proces is not None
        assert self._proces.poll() is None, self.log.read_text(errors="replace")[-3000:]
        try:
            return len(self.post("/deployments/filter", {"deployments": {"name": {"any_": ["drift"]}}})) >= 5
        except (httpx.HTTPError, FileNotFoundError):
            return False


def _ask(metode: str, adresse: str, indhold: object, adgang: tuple[str, str]) -> httpx.Response:
    """Ask, and again when the server's own database is busy (503): Prefect's own client does so too."""
    for _ in range(30):
        svar = httpx.request(metode, adresse, json=indhold, auth=adgang, timeout=60, trust_env=False)
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
