"""The replica in a process of its own, for as long as a `with` block lasts."""

import json
import selectors
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from crawler.replica.grundlag import LANDSTAL
from crawler.replica.kommando import KLAR, VAERT
from crawler.replica.server import STYRING, TAL
from crawler.replica.uheld import Uheld

_ROD = Path(__file__).resolve().parents[2]
_START_S = 60.0
_SLUT_S = 5.0


class ReplicaFejl(RuntimeError):
    """The replica could not be started; the message is Danish and says what it said."""


class ReplicaProces:
    """A replica on loopback. It dies with the process that started it, however that one ends."""

    def __init__(
        self, seed: int, nat: int, antal_tilbud: int = LANDSTAL, uheld: Uheld | None = None, *, port: int = 0
    ) -> None:
        """Say what to serve; nothing runs before the `with` block. Port 0 takes a free one."""
        self._register = ("--seed", str(seed), "--nat", str(nat), "--antal", str(antal_tilbud))
        self._uheld = uheld or Uheld()
        self._port = port
        self._proces: subprocess.Popen[bytes] | None = None
        self._fejltekst: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """The portal's address, without a slash at the end. Nothing answers there while it is `nede`."""
        return f"http://{VAERT}:{self._port}"

    def __enter__(self) -> Self:
        """Start serving, and wait until it answers. Raises ReplicaFejl when it does not."""
        if self._uheld.nede:
            self._port = self._port or _find_port()
        else:
            self._start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Stop serving."""
        self._stop()

    def sig(self, uheld: Uheld) -> None:
        """Change the mishaps of a running replica: its lists begin in their first order, counts go on."""
        self._uheld = uheld
        if uheld.nede:
            self._stop()
        elif self._proces is None:
            self._start()
        else:
            self._ask(STYRING, uheld.to_json().encode())

    def tal(self) -> dict[str, Any]:
        """Give the number of requests by kind (`detaljer`, `lister` …), `samtidige_hoejst` and the `agenter`."""
        tal: dict[str, Any] = json.loads(self._ask(TAL))
        return tal

    def _start(self) -> None:
        self._fejltekst = TemporaryFile()  # noqa: SIM115 - closed by _stop
        kommando = (sys.executable, "-m", "crawler.replica", *self._register, "--port", str(self._port))
        self._proces = subprocess.Popen(  # noqa: S603 - our own module with our own arguments
            (*kommando, "--uheld", self._uheld.to_json(), "--slut-med-stdin"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._fejltekst,
            cwd=_ROD,
            start_new_session=True,
        )
        if not self._is_ready(self._proces):
            sagde = self._read_fejltekst()
            self._stop()
            raise ReplicaFejl(f"Kopien af portalen kom ikke i gang. Den sagde: {sagde or 'intet'}")

    def _is_ready(self, proces: "subprocess.Popen[bytes]") -> bool:
        if proces.stdout is None:
            return False
        with selectors.DefaultSelector() as venter:
            venter.register(proces.stdout, selectors.EVENT_READ)
            linje = proces.stdout.readline().decode() if venter.select(_START_S) else ""
        if not linje.startswith(KLAR):
            return False
        self._port = int(linje.rsplit(":", 1)[1])
        return self._answers()

    def _answers(self) -> bool:
        """The socket is open before the server behind it runs: ask once and wait for the answer."""
        try:
            self._ask(TAL)
        except (urllib.error.URLError, OSError):
            return False
        return True

    def _ask(self, sti: str, indhold: bytes | None = None) -> bytes:
        anmodning = urllib.request.Request(self.url + sti, data=indhold)  # noqa: S310 - loopback
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(anmodning, timeout=_START_S) as svar:
            tekst: bytes = svar.read()
            return tekst

    def _read_fejltekst(self) -> str:
        time.sleep(0.1)
        if self._fejltekst is None:
            return ""
        self._fejltekst.seek(0)
        return self._fejltekst.read().decode("utf-8", "replace").strip()

    def _stop(self) -> None:
        proces, self._proces = self._proces, None
        if proces is not None:
            _end(proces)
        if self._fejltekst is not None:
            self._fejltekst.close()
            self._fejltekst = None


def _end(proces: "subprocess.Popen[bytes]") -> None:
    if proces.stdin is not None:
        proces.stdin.close()
    try:
        proces.wait(_SLUT_S)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()
    if proces.stdout is not None:
        proces.stdout.close()


def _find_port() -> int:
    with socket.create_server((VAERT, 0)) as stik:
        port: int = stik.getsockname()[1]
        return port
