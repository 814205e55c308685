"""Watches a process with all that it started: the most memory they held together, and their processor time."""

import threading
from collections.abc import Iterable

import psutil  # type: ignore[import-untyped]

_HVERT_S = 0.2


class Vagt:
    """Looks five times a second until told to stop. A database server counts too: it is started by others."""

    def __init__(self, pid: int, *, server: str | None = None) -> None:
        """Watch a process; `server` is the name of programs to watch beside it."""
        self.hukommelse_mb = 0.0
        self._processor_s: dict[int, float] = {}
        self._foer: dict[int, float] = {}
        self._server = server
        self._slut = threading.Event()
        for proces in self._list(pid):
            self._foer[proces.pid] = _processor(proces) if proces.pid != pid else 0.0
        self._traad = threading.Thread(target=self._look, args=(pid,), daemon=True)
        self._traad.start()

    @property
    def processor_s(self) -> float:
        """The seconds of processor time they have taken since the watch began."""
        return sum(tid - self._foer.get(pid, 0.0) for pid, tid in self._processor_s.items())

    def stop(self) -> None:
        """Stop looking."""
        self._slut.set()
        self._traad.join()

    def _look(self, pid: int) -> None:
        while not self._slut.wait(_HVERT_S):
            brugt = 0
            for proces in self._list(pid):
                try:
                    # Shared pages would count once for each process of a server: proportional shares add up.
                    brugt += proces.memory_full_info().pss
                    self._processor_s[proces.pid] = _processor(proces)
                except psutil.Error:
                    continue
            self.hukommelse_mb = max(self.hukommelse_mb, brugt / 1e6)

    def _list(self, pid: int) -> Iterable[psutil.Process]:
        try:
            rod = psutil.Process(pid)
            yield from (rod, *rod.children(recursive=True))
        except psutil.Error:
            return
        if self._server:
            yield from (p for p in psutil.process_iter(["name", "cmdline"]) if self._is_server(p))

    def _is_server(self, proces: psutil.Process) -> bool:
        linje = " ".join(proces.info["cmdline"] or ())
        return proces.info["name"] == "postgres" and (self._server or "") in linje


def _processor(proces: psutil.Process) -> float:
    try:
        tider = proces.cpu_times()
    except psutil.Error:
        return 0.0
    return float(tider.user + tider.system)
