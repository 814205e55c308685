"""The Prefect server a machine without one brings along: started, waited for, and taken down again."""

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.settings import Indstillinger, find_prefect_server, load_noeglefil, point_prefect

_SERVER = {
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # In memory a restart would forget who holds a slot, and the slot would never be free again.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # Runs and events go when they are old, so that the server's database does not grow for ever.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
}
_START_S = 180.0
_SLUT_S = 20.0


class ServerFejl(RuntimeError):
    """The Prefect server cannot be used; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """The server in use; `er_egen` when this process brought it, so that nobody else serves anything there."""

    adresse: str
    er_egen: bool

    @property
    def side(self) -> str:
        """Where people look."""
        return self.adresse.removesuffix("/api")


@contextmanager
def hold_server(indstillinger: Indstillinger, *, port: int) -> Iterator[Server]:
    """Give the Prefect server to use: the standing one of PREFECT_API_URL, or one of our own.

    Call it before Prefect is imported: its settings are read then. Our own server keeps its database in VAR/prefect,
    listens on this machine only, and asks for the password in VAR/prefect/adgang.

    Raises:
        ServerFejl: the port is taken, or the server did not come up.
    """
    if (staaende := find_prefect_server()) is not None:
        yield Server(adresse=staaende, er_egen=False)
        return
    adresse = f"http://127.0.0.1:{port}/api"
    adgang = load_adgang(indstillinger.var)
    _check_port(port)
    miljoe = point_prefect(
        {
            **_SERVER,
            "PREFECT_API_URL": adresse,
            "PREFECT_API_AUTH_STRING": adgang,
            "PREFECT_SERVER_API_AUTH_STRING": adgang,
            "PREFECT_LOGGING_TO_API_ENABLED": "true",
        }
    )
    server = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "flows.drift.serverproces", str(port)], env=miljoe, stdin=subprocess.PIPE
    )
    try:
        _wait_until_up(server, adresse, adgang)
        yield Server(adresse=adresse, er_egen=True)
    finally:
        _end(server)


def prepare_standing(vaert: str) -> None:
    """Set what a standing server needs, before Prefect is imported. Its database is the environment's to name.

    Raises:
        ServerFejl: others than this machine could reach it without a password.
    """
    miljoe = point_prefect(_SERVER)
    if vaert not in {"127.0.0.1", "localhost", "::1"} and not miljoe.get("PREFECT_SERVER_API_AUTH_STRING"):
        raise ServerFejl(
            "En Prefect-server, andre maskiner kan nå, skal have et kodeord: sæt PREFECT_SERVER_API_AUTH_STRING til "
            "»bruger:kodeord«, og det samme i PREFECT_API_AUTH_STRING hos dem, der skal bruge den."
        )


def load_adgang(var: Path) -> str:
    """Give the name and password of our own server, `drift:…`; made once and kept in VAR, readable by its owner.

    Raises:
        IndstillingFejl: the file is empty. The server would then ask nobody for a password.
    """
    return load_noeglefil(var / "prefect" / "adgang", lambda: f"drift:{secrets.token_urlsafe(32)}")


def _check_port(port: int) -> None:
    with socket.socket() as sok:
        sok.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sok.bind(("127.0.0.1", port))
        except OSError as fejl:
            raise ServerFejl(
                f"Port {port} er optaget på denne maskine. Kører »tilbudstjek drift« allerede? Ellers vælg en anden "
                "med --port, eller sæt PREFECT_API_URL til den Prefect-server, der skal bruges."
            ) from fejl


def _wait_until_up(server: subprocess.Popen[bytes], adresse: str, adgang: str) -> None:
    slut = time.monotonic() + _START_S
    bruger, _, kode = adgang.partition(":")
    while time.monotonic() < slut:
        if server.poll() is not None:
            raise ServerFejl("Prefect-serveren kunne ikke starte; linjerne ovenfor siger hvorfor.")
        try:
            if httpx.get(f"{adresse}/health", auth=(bruger, kode), timeout=2).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise ServerFejl(f"Prefect-serveren svarer ikke efter {_START_S:.0f} sekunder. Se, om maskinen er overbelastet.")


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.stdin is not None:
        server.stdin.close()
    server.terminate()
    try:
        server.wait(timeout=_SLUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
