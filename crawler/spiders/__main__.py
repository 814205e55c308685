"""The crawl's own process: the set-up on standard input, progress and the end on standard output, warnings on error."""

import asyncio
import gc

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from twisted.python.failure import Failure

from crawler import saetninger
from crawler.afslutning import describe_oserror
from crawler.journal import Journal, Journalskriver, read_journal
from crawler.opsaetning import Crawl, decode_opsaetning
from crawler.spiders.genforsoeg import Genforsoeg
from crawler.spiders.indstillinger import make_settings
from crawler.spiders.log import quiet_logging
from crawler.spiders.melding import end_with_parent, read_first_line, send
from crawler.spiders.portal import PortalSpider


def main() -> None:
    """Crawl as told. The last message is `faerdig`, or `fejl` with a Danish sentence."""
    # Pages make many small objects that die young: fewer sweeps, and none of what was imported.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    opsaetning = decode_opsaetning(read_first_line())
    end_with_parent()
    try:
        fejl = _crawl(opsaetning)
    except OSError as ingen_plads:
        fejl = _describe(ingen_plads, opsaetning)
    send({"type": "fejl", "tekst": fejl} if fejl else {"type": "faerdig"})


def _crawl(opsaetning: Crawl) -> str | None:
    """Crawl into the journal; give the Danish sentence when it failed."""
    journal = read_journal(opsaetning.journal)
    with opsaetning.journal.open("ab") as fil:
        skriver = Journalskriver(fil)
        if journal.start is None:
            skriver.begin(opsaetning)
        crawler, fejl = _run_spider(opsaetning, journal, skriver)
        spider = crawler.spider
        if fejl or not isinstance(spider, PortalSpider):
            return _describe(fejl[0] if fejl else None, opsaetning)
        if spider.stoppet is not None and spider.stoppet.er_fejl:
            return spider.stoppet.tekst
        taeller = crawler.get_downloader_middleware(Genforsoeg)
        skriver.slut(spider.slut(dict(taeller.tal) if taeller else {}))
        return None


def _run_spider(
    opsaetning: Crawl, journal: Journal, skriver: Journalskriver
) -> tuple[Crawler, list[BaseException | None]]:
    """Run the spider to its end; give it with the errors that ended it."""
    process = AsyncCrawlerProcess(make_settings(opsaetning))
    quiet_logging()
    crawler = process.create_crawler(PortalSpider)
    fejl: list[BaseException | None] = []
    lukninger: set[asyncio.Task[None]] = set()

    def on_error(failure: Failure) -> None:
        fejl.append(failure.value)
        lukninger.add(asyncio.ensure_future(crawler.engine.close_spider_async(reason="fejl")))

    crawler.signals.connect(on_error, signals.spider_error)
    process.crawl(crawler, opsaetning=opsaetning, journal=journal, skriver=skriver)
    process.start(install_signal_handlers=False)
    return crawler, fejl


def _describe(fejl: BaseException | None, opsaetning: Crawl) -> str:
    if isinstance(fejl, OSError):
        return describe_oserror(fejl, opsaetning.mappe)
    return saetninger.intern(type(fejl).__name__ if fejl else "start")


if __name__ == "__main__":
    main()
