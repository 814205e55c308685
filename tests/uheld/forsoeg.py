"""One attempt at a piece of the night: a forked child with everything imported, which may be killed from outside."""

import faulthandler
import json
import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.run import CrawlFejl
from domain.dump import DumpFejl
from expectations.valg import RegelvalgFejl
from flows.laas import OptagetFejl
from flows.settings import IndstillingFejl
from reports.fejl import RapportFejl
from tests.uheld.indgreb import Indgreb, Taeller
from warehouse.fejl import WarehouseFejl

# What a night may say of itself in Danish and end by; all else is a fault of ours.
KENDTE = (CrawlFejl, DumpFejl, IndstillingFejl, OptagetFejl, RapportFejl, RegelvalgFejl, WarehouseFejl)
_TIK_S = 0.004
# A child that takes so long says in its log where it is.
_HAENGER_S = 20

Arbejde = Callable[[], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Forsoeg:
    """How an attempt ended: `svar` when it did its work, `fejl` when it said why not, `uventet` a traceback.

    All are None when it was killed. `antal` counts its statements, commits and changes of files.
    """

    sekunder: float
    svar: dict[str, Any] | None = None
    fejl: str | None = None
    uventet: str | None = None
    antal: dict[str, int] = field(default_factory=dict)

    @property
    def er_draebt(self) -> bool:
        """Tell whether it was killed before it could say anything."""
        return self.svar is None and self.fejl is None and self.uventet is None


class Igang:
    """A child at work."""

    def __init__(
        self, arbejde: Arbejde, log: Path, *, indgreb: Indgreb | None = None, arm: Callable[[], None] | None = None
    ) -> None:
        self._begyndt = time.monotonic()
        self._laes, skriv = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._laes)
            _live(arbejde, log, skriv, indgreb, arm)
        os.close(skriv)

    def wait(
        self, *, frist_s: float, draeb_efter_s: float | None = None, draeb_barn_efter_s: float | None = None
    ) -> Forsoeg:
        """Wait for its end; kill it, or the child of its own, after so many seconds; never wait beyond `frist_s`."""
        er_slut = False
        while not er_slut:
            er_slut = os.waitpid(self.pid, os.WNOHANG)[0] != 0
            brugt = time.monotonic() - self._begyndt
            if not er_slut and brugt > min(frist_s, draeb_efter_s or frist_s):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                er_slut = True
            if draeb_barn_efter_s is not None and brugt > draeb_barn_efter_s and _kill_children(self.pid):
                draeb_barn_efter_s = None
            if not er_slut:
                time.sleep(_TIK_S)
        return self._read()

    def _read(self) -> Forsoeg:
        dele = []
        while del_ := os.read(self._laes, 65536):
            dele.append(del_)
        os.close(self._laes)
        try:
            sagt = json.loads(b"".join(dele) or b"{}")
        except ValueError:
            sagt = {}
        return Forsoeg(sekunder=time.monotonic() - self._begyndt, **sagt)


def _kill_children(pid: int) -> bool:
    try:
        boern = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return False
    for barn in boern:
        os.kill(int(barn), signal.SIGKILL)
    return bool(boern)


def _live(arbejde: Arbejde, log: Path, skriv: int, indgreb: Indgreb | None, arm: Callable[[], None] | None) -> None:
    """Be the child: never returns."""
    try:
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        faulthandler.dump_traceback_later(_HAENGER_S, exit=False)
        taeller = Taeller(indgreb)
        taeller.arm()
        if arm is not None:
            arm()
        sagt = {**_try(arbejde), "antal": dict(taeller.antal)}
        os.write(skriv, json.dumps(sagt).encode())
    finally:
        os._exit(0)


def _try(arbejde: Arbejde) -> dict[str, Any]:
    try:
        return {"svar": arbejde()}
    except KENDTE as fejl:
        return {"fejl": f"{type(fejl).__name__}: {fejl}"}
    except BaseException as fejl:  # noqa: BLE001 - whatever a night dies of is the answer
        # Where in our own code; the drivers' frames below say nothing more.
        rammer = [f"{x.filename}:{x.lineno} {x.name}" for x in traceback.extract_tb(fejl.__traceback__)]
        egne = [ramme for ramme in rammer if "site-packages" not in ramme]
        return {"uventet": "\n".join([*egne, traceback.format_exc()[-600:]])}
