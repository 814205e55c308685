"""The crawl against a bare Scrapy spider that only fetches the same pages: `python -m bench.crawl`.

Both run in processes of their own against one replica of the portal, by turns, with the same number of requests at a
time and no delay. Start-up counts for both, and so does the dump for the crawl. Prints pages a second and the ratio.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.replica.proces import ReplicaProces
from crawler.replica.uheld import Uheld
from crawler.run import Crawl, run_crawl
from crawler.spiders.lister import LISTER, SIDESTOERRELSE
from domain.dump import Dump, decode_dump

_SAMTIDIGE = 8
_ROD = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and print; with `--sider` be the bare spider."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tilbud", type=int, default=1999)
    parser.add_argument("--gange", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sider", type=Path, help=argparse.SUPPRESS)
    valg = parser.parse_args()
    if valg.sider:
        fetch_bare(json.loads(valg.sider.read_text(encoding="utf-8")))
    else:
        compare(valg.tilbud, valg.gange, valg.seed)


def compare(tilbud: int, gange: int, seed: int) -> None:
    """Run crawl and bare spider by turns and print what each did."""
    with ReplicaProces(seed, 1, tilbud, Uheld(flytninger=0)) as replica, TemporaryDirectory() as navn:
        dump = crawl(replica.url, Path(navn))
        adresser = list(list_pages(dump, replica.url))
        sider = Path(navn) / "sider.json"
        sider.write_text(json.dumps(adresser), encoding="utf-8")
        forhold: list[float] = []
        for gang in range(1, gange + 1):
            egen = _pages_a_second(len(adresser), lambda: crawl(replica.url, Path(navn)))
            bar = _pages_a_second(len(adresser), lambda: start_bare(sider))
            forhold.append(egen / bar)
            print(f"{gang}: crawl {egen:6.1f} pages/s, bare Scrapy {bar:6.1f} pages/s, ratio {forhold[-1]:.2f}")
        print(
            f"{len(adresser)} pages, {_SAMTIDIGE} at a time: median ratio {statistics.median(forhold):.2f} (aim 0.80)"
        )


def crawl(portal: str, mappe: Path) -> Dump:
    """Crawl and read the dump back."""
    fil = run_crawl(
        Crawl(
            portal=portal,
            mappe=mappe,
            hash_noegle="bench",
            koersel="bench",
            start=datetime(2026, 11, 1, tzinfo=UTC),
            delay_s=0.0,
            samtidige=_SAMTIDIGE,
            genoptag=False,
        )
    )
    with fil.open("rb") as lines:
        return decode_dump(lines)


def list_pages(dump: Dump, portal: str) -> Iterator[str]:
    """Give the address of every page the crawl fetched, lists first."""
    for liste in LISTER:
        yield liste.url(portal, offset=0, koder=liste.koder)
        for offset in range(0, dump.slut.lister[liste.navn].fundet, SIDESTOERRELSE):
            yield liste.url(portal, offset=offset)
    for post in dump.poster:
        yield post.afdeling.kilde_url


def start_bare(sider: Path) -> None:
    """Run the bare spider in a process of its own."""
    subprocess.run([sys.executable, "-m", "bench.crawl", "--sider", str(sider)], cwd=_ROD, check=True)


def fetch_bare(adresser: list[str]) -> None:
    """Fetch pages with Scrapy as it comes, and do nothing with them."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class BarSpider(scrapy.Spider):
        name = "bar"
        start_urls = adresser

        def parse(self, response: scrapy.http.Response) -> None:
            """Do nothing."""

    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": _SAMTIDIGE,
            "CONCURRENT_REQUESTS_PER_DOMAIN": _SAMTIDIGE,
            "COOKIES_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "LOG_LEVEL": "WARNING",
        }
    )
    process.crawl(BarSpider)
    process.start()


def _pages_a_second(sider: int, work: Callable[[], object]) -> float:
    begyndt = time.monotonic()
    work()
    return sider / (time.monotonic() - begyndt)


if __name__ == "__main__":
    main()
