"""A list read to its end, although entries move across its pages' borders while it is being read."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from crawler.journal import Laestliste, Noegle
from crawler.opsaetning import Crawl
from crawler.pages.felter import Afvigelse
from crawler.pages.liste import Indgang, Listeside
from crawler.pages.svar import UlaeseligSide
from crawler.spiders.lister import SIDESTOERRELSE, Liste
from domain.dump import Listetal

_GANGE = 4
_TOMME_GANGE = 2
_SIDER_UDEN_NYT = 5

HentListe = Callable[[str], Awaitable[Listeside]]


@dataclass
class Laesning:
    """One list while it is read: what has been found, however often, and what the list last said of itself."""

    liste: Liste
    fundne: dict[Noegle, Indgang] = field(default_factory=dict)
    oplyst: int | None = None
    afvigelser: dict[Afvigelse, None] = field(default_factory=dict)
    modstridende: set[Noegle] = field(default_factory=set)

    @property
    def er_hel(self) -> bool:
        """Tell whether as many different afdelinger were found as the list claims."""
        return self.oplyst is not None and len(self.fundne) >= self.oplyst

    def take(self, side: Listeside) -> None:
        """Take a page in. One id with two names is two afdelinger: then neither can be known by it."""
        if side.oplyst is not None:
            self.oplyst = side.oplyst
        self.afvigelser.update(dict.fromkeys(side.afvigelser))
        for indgang in side.indgange:
            kendt = self.fundne.setdefault(indgang.noegle, indgang)
            if kendt.navn != indgang.navn:
                self.modstridende.add(indgang.noegle)

    def finish(self) -> Laestliste:
        """Give the list as it goes to the journal."""
        if self.modstridende:
            self.afvigelser[Afvigelse("modstrid", "to afdelinger med samme id")] = None
        return Laestliste(
            navn=self.liste.navn,
            tal=Listetal(oplyst=self.oplyst, fundet=len(self.fundne)),
            adresser={noegle: indgang.url for noegle, indgang in self.fundne.items()},
            afvigelser=tuple(self.afvigelser),
            modstridende=frozenset(self.modstridende),
        )


async def read_liste(
    liste: Liste, opsaetning: Crawl, hent: HentListe, *, vis: Callable[[Laesning], None]
) -> Laestliste:
    """Read a list with or without its types, whichever claims more, until the count fits or nothing new comes.

    Raises:
        UlaeseligSide: neither way gives a list page.
    """
    laesning = Laesning(liste)
    koder, foerste = await _choose(liste, opsaetning, hent)
    tomme = 0
    for _ in range(_GANGE):
        foer = len(laesning.fundne)
        async for side in _pages(liste, opsaetning, koder, foerste, hent):
            laesning.take(side)
            vis(laesning)
        foerste = None
        tomme = tomme + 1 if len(laesning.fundne) == foer else 0
        if laesning.er_hel or tomme == _TOMME_GANGE or (laesning.oplyst is None and tomme):
            break
    return laesning.finish()


async def _choose(liste: Liste, opsaetning: Crawl, hent: HentListe) -> tuple[tuple[str, ...], Listeside | None]:
    """Give the types to ask for and the first page. Whether the portal shows all without types is not known."""
    sider: list[tuple[tuple[str, ...], Listeside]] = []
    fejl: UlaeseligSide | None = None
    for koder in ((), liste.koder):
        try:
            sider.append((koder, await hent(liste.url(opsaetning.portal, offset=0, koder=koder))))
        except UlaeseligSide as ulaeselig:
            fejl = fejl or ulaeselig
    if not sider and fejl is not None:
        raise fejl
    return max(sider, key=lambda valg: (_claims(valg[1]), not valg[0]))


def _claims(side: Listeside) -> int:
    return side.oplyst if side.oplyst is not None else len(side.indgange)


async def _pages(
    liste: Liste, opsaetning: Crawl, koder: tuple[str, ...], foerste: Listeside | None, hent: HentListe
) -> AsyncIterator[Listeside]:
    """Give the pages of one reading; each begins where the one before it ended."""
    offset, uden_nyt = 0, 0
    sete: set[Noegle] = set()
    side, i_alt = foerste, None
    while True:
        side = side or await _read_or_skip(hent, liste.url(opsaetning.portal, offset=offset, koder=koder))
        yield side
        nye = {indgang.noegle for indgang in side.indgange} - sete
        uden_nyt = 0 if nye else uden_nyt + 1
        sete |= nye
        offset += len(side.indgange) or SIDESTOERRELSE
        i_alt = side.oplyst if side.oplyst is not None else i_alt
        tom = not side.indgange and not side.er_sprunget_over
        if tom or uden_nyt == _SIDER_UDEN_NYT or (i_alt is not None and offset >= i_alt):
            return
        side = None


async def _read_or_skip(hent: HentListe, url: str) -> Listeside:
    """Read a page; one that cannot be read counts as empty and is said, and the next reading tries it again."""
    try:
        return await hent(url)
    except UlaeseligSide as fejl:
        return Listeside(
            oplyst=None,
            indgange=(),
            afvigelser=(Afvigelse("ulaeselig_listeside", fejl.grund),),
            er_sprunget_over=True,
        )
