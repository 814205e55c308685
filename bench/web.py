"""The pages at national size with a year of nights: how fast beside an empty page, with many readers, and how heavy.

`python -m bench.web FIL` (a file of `bench.web_register`). The server runs in a process of
its own, as `tilbudstjek web` does. Pages are asked by turns with an empty page of the same server: the frame around a
sentence, with the state of the register that every page has. `--uden-gemme` keeps no drawn pages: what a page costs
the first time. `--processer` starts as many workers.
"""

import argparse
import asyncio
import math
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.web_laesere import Laesning, read_pages
from bench.web_server import find_port
from bench.web_sider import TOM, list_sider

RUNDER, LAESERE, TAENKETID_S = 15, 20, 1.0
LOVET = 5
_P95 = 0.95
_STIL = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@dataclass(frozen=True, kw_only=True)
class Maaling:
    """One address: its median and the empty page's (ms) measured by turns, and its weight with style sheet (kB)."""

    sti: str
    ms: float
    tom_ms: float
    kb: float

    @property
    def gange(self) -> float:
        """How many empty pages it costs."""
        return self.ms / self.tom_ms


@dataclass(frozen=True, kw_only=True)
class Mange:
    """Twenty readers who think so long between two pages: their 95th percentile by page, in medians of one reader."""

    taenketid_s: float
    gange: Mapping[str, float]


@contextmanager
def serving(fil: Path, *, gemmer: bool, processer: int) -> Iterator[str]:
    """Serve the pages over a warehouse in a process of its own, and give its address."""
    port = find_port()
    valg = [str(fil), str(port), str(processer), "ja" if gemmer else "nej"]
    proces = subprocess.Popen([sys.executable, "-m", "bench.web_server", *valg])
    adresse = f"http://127.0.0.1:{port}"
    try:
        _wait_for(adresse, proces)
        yield adresse
    finally:
        proces.terminate()
        proces.wait()


def _wait_for(adresse: str, proces: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if proces.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            httpx.get(f"{adresse}/stil.css")
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        return
    raise RuntimeError("the server did not start")


def measure_single(klient: httpx.Client, sti: str, *, runder: int = RUNDER) -> Maaling:
    """Ask an address and the empty page by turns, once before it counts."""
    tider: dict[str, list[float]] = {sti: [], TOM: []}
    kb = weigh(klient, sti)
    _time(klient, TOM)
    for _ in range(runder):
        for en in (sti, TOM):
            tider[en].append(_time(klient, en))
    return Maaling(sti=sti, ms=statistics.median(tider[sti]), tom_ms=statistics.median(tider[TOM]), kb=kb)


def weigh(klient: httpx.Client, sti: str) -> float:
    """Give the kilobytes (1,000 bytes) that a page and all it loads take, not packed."""
    svar = klient.get(sti)
    svar.raise_for_status()
    dele = _STIL.findall(svar.text) if svar.headers["content-type"].startswith("text/html") else []
    return (len(svar.content) + sum(len(klient.get(del_).content) for del_ in dele)) / 1000


def _time(klient: httpx.Client, sti: str) -> float:
    began = time.perf_counter()
    klient.get(sti).raise_for_status()
    return 1000 * (time.perf_counter() - began)


def measure_many(adresse: str, stier: Sequence[str], *, sekunder: float) -> tuple[Mange, ...]:
    """Let twenty readers go through the pages in two ways; give how many times a reader's own median their 95 % is."""
    alene = _read(adresse, stier, Laesning(laesere=1, taenketid_s=0, sekunder=sekunder))
    return tuple(
        Mange(
            taenketid_s=taenketid_s,
            gange={
                sti: sorted(maalt)[int(_P95 * (len(maalt) - 1))] / statistics.median(alene[sti])
                for sti, maalt in _read(
                    adresse, stier, Laesning(laesere=LAESERE, taenketid_s=taenketid_s, sekunder=varighed)
                ).items()
                if sti in alene
            },
        )
        for taenketid_s, varighed in ((0.0, sekunder), (TAENKETID_S, 4 * sekunder))
    )


def _read(adresse: str, stier: Sequence[str], laesning: Laesning) -> Mapping[str, list[float]]:
    return asyncio.run(read_pages(adresse, stier, laesning))


def _say(alene: Sequence[Maaling], mange: Sequence[Mange]) -> None:
    print(f"{'side':44} {'ms':>7} {'gange tom':>9} {'kB':>6}   20 læseres 95 %, gange én læsers median")
    for x in alene:
        p95 = "  ".join(f"{en.gange.get(x.sti, math.nan):6.1f}" for en in mange)
        print(f"{x.sti[:44]:44} {x.ms:7.1f} {x.gange:9.2f} {x.kb:6.0f}   {p95}")
    print(f"den tomme side: {statistics.median(x.tom_ms for x in alene):.1f} ms; den langsomste: ", end="")
    print(f"{max(x.gange for x in alene):.2f} gange; den tungeste: {max(x.kb for x in alene):.0f} kB")
    for en in mange:
        forhold = sorted(en.gange.values())
        print(f"20 læsere, {en.taenketid_s:.0f} s tanke: median {statistics.median(forhold):.1f}, ", end="")
        print(f"{sum(x <= LOVET for x in forhold)} af {len(forhold)} sider højst {LOVET}, værst {forhold[-1]:.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", type=Path)
    parser.add_argument("--uden-gemme", action="store_true")
    parser.add_argument("--processer", type=int, default=1)
    parser.add_argument("--sekunder", type=float, default=10)
    valg = parser.parse_args()
    stier = list_sider(valg.fil)
    with serving(valg.fil, gemmer=not valg.uden_gemme, processer=valg.processer) as adresse:
        with httpx.Client(base_url=adresse, timeout=60) as klient:
            alene = [measure_single(klient, sti) for sti in stier]
        mange = measure_many(adresse, stier, sekunder=valg.sekunder)
    _say(alene, mange)


if __name__ == "__main__":
    main()
