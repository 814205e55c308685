"""Readers who go through pages at the same time, over plain sockets: it is not to be the readers who are measured."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Laesning:
    """How readers go about it: how many, how long each thinks between two pages, and for how long they go on."""

    laesere: int
    taenketid_s: float
    sekunder: float


async def read_pages(adresse: str, stier: Sequence[str], laesning: Laesning) -> Mapping[str, list[float]]:
    """Let readers go round the pages, each from a place of its own; give the times (ms) by page."""
    tider: dict[str, list[float]] = {sti: [] for sti in stier}
    slut = time.perf_counter() + laesning.sekunder

    async def read(nummer: int) -> None:
        # They did not all sit down in the same moment.
        await asyncio.sleep(laesning.taenketid_s * nummer / laesning.laesere)
        vej = await asyncio.open_connection(urlsplit(adresse).hostname, urlsplit(adresse).port)
        plads = nummer * len(stier) // laesning.laesere
        while time.perf_counter() < slut:
            sti = stier[plads % len(stier)]
            began = time.perf_counter()
            await _get(vej, urlsplit(adresse).netloc, sti)
            tider[sti].append(1000 * (time.perf_counter() - began))
            plads += 1
            await asyncio.sleep(laesning.taenketid_s)
        vej[1].close()

    await asyncio.gather(*(read(nummer) for nummer in range(laesning.laesere)))
    return {sti: maalt for sti, maalt in tider.items() if maalt}


async def _get(vej: tuple[asyncio.StreamReader, asyncio.StreamWriter], vaert: str, sti: str) -> None:
    ind, ud = vej
    ud.write(f"GET {sti} HTTP/1.1\r\nHost: {vaert}\r\n\r\n".encode())
    hoved = (await ind.readuntil(b"\r\n\r\n")).lower()
    if not hoved.startswith(b"http/1.1 200"):
        raise RuntimeError(f"{sti}: {hoved[:20]!r}")
    await ind.readexactly(int(hoved.split(b"content-length: ")[1].split(b"\r\n")[0]))
