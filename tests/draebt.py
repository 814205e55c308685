"""A process whose children take or put back a backup and kill themselves (SIGKILL) at a step they are told.

A step is something about to be done to the disk, to a database or to another process, or a line of progress: what
Python itself tells of (`sys.addaudithook`) and what the program says as it goes. So each place where a death could
matter is tried by its number, however fast the machine is.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

_ROD = Path(__file__).parents[1]
_GERNINGER = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "subprocess.Popen", "sqlite3.connect"}


@dataclass(frozen=True, kw_only=True)
class Udfald:
    """How a child ended: killed, or done after so many steps."""

    er_draebt: bool
    skridt: int
    fejl: str


class Draeber:
    """Starts the process, and asks it for one child at a time."""

    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe
        miljoe = {**os.environ, "PYTHONPATH": str(_ROD)}
        self._proces = subprocess.Popen(
            [sys.executable, "-c", "from tests.draebt import main; main()"],
            env=miljoe,
            cwd=mappe,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Draeber":
        return self

    def __exit__(self, *_: object) -> None:
        self._proces.communicate()

    def do(self, **opgave: Any) -> Udfald:
        """Have a piece of work done; `ved` is the step it dies before, `navn` words that step must hold."""
        assert self._proces.stdin is not None
        assert self._proces.stdout is not None
        self._proces.stdin.write(json.dumps({"rod": str(self._mappe), **opgave}, default=str) + "\n")
        self._proces.stdin.flush()
        return Udfald(**json.loads(self._proces.stdout.readline()))


def main() -> None:
    """Do the work that comes in, a line each, each in a child of its own."""
    # Imported once, not in each child.
    for modul in ("flows.sikkerhedskopi_gendan", "warehouse.migrations.opgrader", "psycopg"):
        importlib.import_module(modul)
    for linje in sys.stdin:
        opgave = json.loads(linje)
        laes, skriv = os.pipe()
        pid = os.fork()
        if pid == 0:
            _work(opgave, skriv)
        os.close(skriv)
        with os.fdopen(laes) as svar:
            sagt = svar.read()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        skridt, _, fejl = sagt.partition(" ")
        udfald = {"er_draebt": status == -signal.SIGKILL, "skridt": int(skridt or 0), "fejl": fejl}
        sys.stdout.write(json.dumps(udfald) + "\n")
        sys.stdout.flush()


class _Skridt:
    """Counts steps, and ends the process before the one it was told; also the file that progress is written to."""

    def __init__(self, opgave: dict[str, Any]) -> None:
        self.antal = 0
        self._ved, self._navn, self._rod = opgave.get("ved", 0), opgave.get("navn"), opgave["rod"]

    def hook(self, navn: str, args: tuple[object, ...]) -> None:
        if navn in _GERNINGER or (navn == "open" and str(args[0]).startswith(self._rod)):
            self._take(f"{navn} {args}")

    def write(self, tekst: str) -> int:
        if tekst.strip():
            self._take(tekst)
        return len(tekst)

    def flush(self) -> None:
        """Nothing is kept back."""

    def _take(self, hvad: str) -> None:
        self.antal += 1
        if self.antal == self._ved or (self._navn is not None and self._navn in hvad):
            os.kill(os.getpid(), signal.SIGKILL)


def _work(opgave: dict[str, Any], svar: int) -> None:
    """Do it and leave the process, without a word to whoever forked it but the count."""
    skridt, fejl = _Skridt(opgave), ""
    sys.addaudithook(skridt.hook)
    try:
        _run(opgave, skridt)
    except BaseException as opstaaet:  # noqa: BLE001 - the test is told, whatever it was
        fejl = f"{type(opstaaet).__name__}: {opstaaet}"
    os.write(svar, f"{skridt.antal} {fejl}".encode())
    os._exit(0)


def _run(opgave: dict[str, Any], skridt: _Skridt) -> None:
    from rich.console import Console

    from flows.fremdrift import Visning
    from flows.settings import Indstillinger
    from flows.sikkerhedskopi import take_kopi
    from flows.sikkerhedskopi_gendan import gendan

    pg_bin = opgave.get("pg_bin")
    indstillinger = Indstillinger(
        var=Path(opgave["var"]), database_url=opgave["url"], pg_bin=Path(pg_bin) if pg_bin else None, _env_file=None
    )
    visning = Visning(Console(file=skridt, highlight=False))  # type: ignore[arg-type]
    fil, nu = Path(opgave["fil"]), datetime.fromisoformat(opgave["nu"])
    if opgave["hvad"] == "kopi":
        take_kopi(indstillinger, fil, nu=nu, hvem="drift", visning=visning)
    else:
        gendan(indstillinger, fil, nu=nu, hvem="drift", erstat=opgave.get("erstat", False), visning=visning)
