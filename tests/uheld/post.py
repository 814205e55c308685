"""A mail server in a process of its own, told by a file what is to go wrong: `python -m tests.uheld.post MAPPE`.

What it accepts is written to the spool before it answers, as a real server does.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiosmtpd.smtp import SMTP

from tests.postkontor import BRUGER, GODT, KODE, Certifikater, Postkontor

STYRING, KLAR = "styring.json", "klar"
DRAEB = "draeb"
_START_S = 60.0


class _Uheld:
    """Counts each step since it was last told what to do, and does it at the one it is told of."""

    def __init__(self, mappe: Path) -> None:
        self._fil = mappe / STYRING
        self._maerke = ""
        self._antal = Counter[str]()

    def __call__(self, trin: str) -> str:
        styring = read_styring(self._fil)
        if styring.get("maerke", "") != self._maerke:
            self._maerke, self._antal = styring["maerke"], Counter()
        self._antal[trin] += 1
        nummer = self._antal[trin] - styring.get("nr", 1)
        if trin != styring.get("trin") or not 0 <= nummer < styring.get("antal", 1):
            return GODT
        if styring["hvad"] == DRAEB:
            os.kill(styring["pid"], signal.SIGKILL)
            return GODT
        return str(styring["hvad"])


class _Kontor(Postkontor):
    def __init__(self, mappe: Path) -> None:
        super().__init__(Certifikater(mappe), tavs_s=30.0)
        self._fil = mappe / STYRING
        self.uheld = _Uheld(mappe)

    async def handle_DATA(self, server: SMTP, session: object, envelope: Any) -> str | bytes:  # noqa: N802 - aiosmtpd names it
        foer = len(self.modtaget)
        # The answer is decided by the step, the spool by what was accepted: both in one call, no wait between.
        koe = read_styring(self._fil).get("spool")
        svar = await super().handle_DATA(server, session, envelope)
        for til, besked in self.modtaget[foer:]:
            with Path(koe or os.devnull).open("a", encoding="utf-8") as spool:
                spool.write(
                    json.dumps({"id": str(besked["Message-ID"]).strip(), "til": til, "emne": besked["Subject"]}) + "\n"
                )
        self.modtaget.clear()
        return svar


def read_styring(fil: Path) -> dict[str, Any]:
    """Give what the server is told; empty when there is nothing."""
    try:
        svar: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return svar


class Postproces:
    """The server for as long as a `with` block lasts."""

    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe
        self._proces: subprocess.Popen[bytes] | None = None
        self.url = ""

    @property
    def certifikat(self) -> Path:
        """The file of the authority that signed its certificate."""
        return self._mappe / "ca.pem"

    def __enter__(self) -> "Postproces":
        self._mappe.mkdir(parents=True, exist_ok=True)
        kommando = (sys.executable, "-m", "tests.uheld.post", str(self._mappe))
        self._proces = subprocess.Popen(kommando, cwd=Path(__file__).resolve().parents[2], stdin=subprocess.PIPE)
        klar = self._mappe / KLAR
        frist = time.monotonic() + _START_S
        while not klar.exists():
            if time.monotonic() > frist or self._proces.poll() is not None:
                raise RuntimeError("Mailserveren kom ikke i gang.")
            time.sleep(0.02)
        self.url = f"smtps://{BRUGER}:{quote(KODE, safe='')}@127.0.0.1:{klar.read_text(encoding='ascii')}"
        return self

    def __exit__(self, *_: object) -> None:
        if self._proces is not None and self._proces.stdin is not None:
            self._proces.stdin.close()
            self._proces.wait(10)

    def sig(self, **styring: Any) -> None:
        """Say where mails are kept from now on and what goes wrong: `trin`, `nr`, `hvad`, `antal`, `pid`."""
        ny = self._mappe / "styring.ny"
        ny.write_text(json.dumps({"maerke": f"{time.monotonic_ns()}", **styring}), encoding="utf-8")
        ny.replace(self._mappe / STYRING)


def main(mappe: Path) -> None:
    """Serve until standard input is closed."""
    with _Kontor(mappe) as kontor:
        ny = mappe / "klar.ny"
        ny.write_text(str(kontor.port), encoding="ascii")
        ny.replace(mappe / KLAR)
        sys.stdin.buffer.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
