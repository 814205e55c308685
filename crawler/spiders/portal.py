"""The spider: reads the lists, then asks for every afdeling's page, and hands each answer to the page readers."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler import saetninger
from crawler.journal import Crawlslut, Journal, Journalskriver, Laestliste, Noegle
from crawler.opsaetning import Crawl
from crawler.pages.detalje import Detaljeside, parse_detalje
from crawler.pages.felter import Afvigelse
from crawler.pages.liste import Listeside, parse_liste
from crawler.pages.svar import UlaeseligSide
from crawler.spiders.bundt import Bundter
from crawler.spiders.indstillinger import ROBOTNAVN
from crawler.spiders.listelaesning import Laesning, read_liste
from crawler.spiders.lister import LISTER, Liste
from crawler.spiders.melding import Maaler
from crawler.spiders.stop import Stop, Vagt, refuses, unreadable
from crawler.spiders.svar import FORBINDELSESFEJL, check_robots, leads_elsewhere, name_failure, read_answer
from domain.dump import Manglende

_NO_REQUESTS: tuple[scrapy.Request, ...] = ()


class PortalSpider(scrapy.Spider):
    """One crawl of the portal. What it reads goes to the journal; `stoppet` says why it ended before its time."""

    name = "portal"

    def __init__(self, opsaetning: Crawl, journal: Journal, skriver: Journalskriver) -> None:
        """Go on from what the journal holds."""
        super().__init__()
        self.opsaetning = opsaetning
        self.journal = journal
        self.skriver = skriver
        self.allowed_domains = [urlsplit(opsaetning.portal).hostname or ""]
        self.stoppet: Stop | None = None
        self.lister: dict[str, Laestliste] = dict(journal.lister)
        self.tal = {"sider": 0, "listesider": 0, "genoptaget": len(journal.poster)}
        self._bundter = Bundter.of((), skriver)
        self._vagt = Vagt()
        self._maaler = Maaler()
        self._faerdige = 0
        self._i_alt = 0
        self._ender = False
        self._robots_pause: float | None = None
        self._begyndt = time.monotonic()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Read the lists one after the other, then each page that is not in the journal yet.

        Nothing is left to Scrapy's scheduler: pages are asked for here, so many at a time, and read as they come.
        """
        self.crawler.signals.connect(self._note_robots, signal=signals.robots_parsed)
        try:
            for liste in LISTER:
                if liste.navn not in self.lister:
                    await self._read_liste(liste)
            await self._read_pages()
        except Stop as stop:
            self.stoppet = stop
        for request in _NO_REQUESTS:
            yield request

    def slut(self, tal: dict[str, int]) -> Crawlslut:
        """Give how the crawl ended."""
        sekunder = int(time.monotonic() - self._begyndt)
        return Crawlslut(
            slut=self._now(),
            stoppet=self.stoppet.tekst if self.stoppet else None,
            tal=self.tal | tal | {"sekunder": sekunder},
        )

    async def _read_liste(self, liste: Liste) -> None:
        fundet_foer = sum(laest.tal.fundet for laest in self.lister.values())

        def vis(laesning: Laesning) -> None:
            self._maaler.vis("lister", fundet_foer + len(laesning.fundne), None)

        try:
            laest = await read_liste(liste, self.opsaetning, self._fetch_liste, vis=vis)
        except UlaeseligSide as fejl:
            raise unreadable(f"listen over {liste.titel}", fejl.grund) from fejl
        self.lister[liste.navn] = laest
        self.skriver.liste(laest)

    def _note_robots(self, robotparser: RobotParser) -> None:
        self._robots_pause = robotparser.crawl_delay(ROBOTNAVN)

    async def _fetch(self, url: str) -> Response:
        """Fetch a page. Raises Stop when robots.txt forbids it, UlaeseligSide when no answer came."""
        try:
            return await self.crawler.engine.download_async(scrapy.Request(url))
        except IgnoreRequest as fejl:
            raise Stop(saetninger.robots(urlsplit(url).path)) from fejl
        except FORBINDELSESFEJL as fejl:
            raise UlaeseligSide(name_failure(fejl)) from fejl

    async def _fetch_liste(self, url: str) -> Listeside:
        """Fetch and read a page of a list. Raises Stop on a refusal, UlaeseligSide on what else is no list."""
        svar = await self._fetch(url)
        check_robots(self.crawler.stats, pause=self._robots_pause, delay_s=self.opsaetning.delay_s)
        self.tal["listesider"] += 1
        try:
            return parse_liste(read_answer(svar).html, svar.url)
        except UlaeseligSide as fejl:
            if refuses(fejl.grund):
                raise unreadable("listen", fejl.grund) from fejl
            raise

    def _list_missing(self) -> Iterator[tuple[Noegle, str]]:
        """Give the pages still to be had, those of one tilbud together; what cannot be asked for is noted."""
        adresser: dict[Noegle, str] = {}
        for laest in self.lister.values():
            adresser = laest.adresser | adresser
        modstridende = frozenset[Noegle]().union(*(laest.modstridende for laest in self.lister.values()))
        mangler = {noegle: url for noegle, url in sorted(adresser.items()) if noegle not in self.journal.poster}
        self._i_alt, self._faerdige = len(adresser), len(adresser) - len(mangler)
        self._bundter = Bundter.of(mangler, self.skriver)
        for noegle, url in mangler.items():
            if noegle in modstridende:
                self._note_missing(noegle, "modstrid")
            elif urlsplit(url).netloc != urlsplit(self.opsaetning.portal).netloc:
                self._note_missing(noegle, "fremmed_adresse")
            else:
                yield noegle, url

    async def _read_pages(self) -> None:
        ventende = self._list_missing()
        arbejdere = (self._work(ventende) for _ in range(self.opsaetning.samtidige))
        for udfald in await asyncio.gather(*arbejdere, return_exceptions=True):
            if isinstance(udfald, BaseException):
                raise udfald

    async def _work(self, ventende: Iterator[tuple[Noegle, str]]) -> None:
        """Fetch and read pages until there are no more; when it ends, however it ends, the others end too."""
        try:
            for noegle, url in ventende:
                await self._work_on(noegle, url)
                if self._ender:
                    return
        finally:
            self._ender = True

    async def _work_on(self, noegle: Noegle, url: str) -> None:
        try:
            side = self._read_side(await self._fetch(url), noegle)
        except UlaeseligSide as fejl:
            self._note_missing(noegle, fejl.grund)
            self._vagt.saw_failure(fejl.grund)
        else:
            self._vagt.saw_page()
            self.tal["sider"] += 1
            self._bundter.add(side, self._now())
            self._progress()

    def _read_side(self, svar: Response, noegle: Noegle) -> Detaljeside:
        tekst = read_answer(svar)
        if leads_elsewhere(svar, noegle):
            raise UlaeseligSide("omdirigeret")
        side = parse_detalje(
            tekst.html,
            svar.url,
            tilbudsid=noegle[0],
            afdelingsid=noegle[1],
            hash_noegle=self.opsaetning.hash_noegle,
        )
        if tekst.er_forkert_maerket:
            side = side.with_afvigelse(Afvigelse("tegnsaet", "Content-Type"))
        if side.er_tvivlsom:
            self.skriver.poster((), [(side.afdeling.kilde_url, side.afvigelser)])
            raise UlaeseligSide("flertydig")
        return side

    def _note_missing(self, noegle: Noegle, grund: str) -> None:
        self.skriver.mangler(Manglende(tilbudsid=noegle[0], afdelingsid=noegle[1], grund=grund))
        self._bundter.drop(noegle[0])
        self._progress()

    def _progress(self) -> None:
        self._faerdige += 1
        self._maaler.vis("detaljer", self._faerdige, self._i_alt)

    def _now(self) -> str:
        forloebet = timedelta(seconds=time.monotonic() - self._begyndt)
        return (self.opsaetning.start + forloebet).isoformat(timespec="seconds")
