"""A list is read until its count fits, though it moves, lies about its length or has no length at all."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.opsaetning import Crawl
from crawler.pages.liste import Indgang, Listeside
from crawler.pages.svar import UlaeseligSide
from crawler.spiders.listelaesning import read_liste
from crawler.spiders.lister import LISTER

OPSAETNING = Crawl(
    portal="https://p.example", mappe=Path(), hash_noegle="n", koersel="k", start=datetime(2026, 11, 1, tzinfo=UTC)
)


class Portal:
    """A list in memory that answers by address, as the real one does."""

    def __init__(self, antal, *, oplyst="antal", uden_filter=True, ulaeselige=()):
        self.noegler = [str(nummer) for nummer in range(antal)]
        self.oplyst = antal if oplyst == "antal" else oplyst
        self.uden_filter = uden_filter
        self.ulaeselige = list(ulaeselige)
        self.spurgt = []

    async def hent(self, url):
        query = parse_qs(urlsplit(url).query)
        offset = int(query["offset"][0])
        har_filter = any(navn.startswith("tilbudstyper") for navn in query)
        self.spurgt.append((offset, har_filter))
        if offset in self.ulaeselige:
            self.ulaeselige.remove(offset)
            raise UlaeseligSide("http_503")
        synlige = self.noegler if har_filter or self.uden_filter else self.noegler[:3]
        oplyst = len(synlige) if self.oplyst is not None and len(synlige) < len(self.noegler) else self.oplyst
        side = synlige[offset : offset + 20]
        return Listeside(oplyst=oplyst, indgange=tuple(Indgang("1", n, f"https://p.example/{n}", n) for n in side))

    def read(self):
        return asyncio.run(read_liste(LISTER[0], OPSAETNING, self.hent, vis=lambda _: None))


def test_a_list_is_read_once_when_everything_fits():
    portal = Portal(45)
    laest = portal.read()
    assert (laest.tal.oplyst, laest.tal.fundet, len(laest.adresser)) == (45, 45, 45)
    assert portal.spurgt == [(0, False), (0, True), (20, False), (40, False)]


def test_the_types_are_asked_for_when_the_portal_shows_less_without_them():
    portal = Portal(45, uden_filter=False)
    assert portal.read().tal.fundet == 45
    assert portal.spurgt[2:] == [(20, True), (40, True)]


class Flytter(Portal):
    """Moves three entries from the front to the end after the second page, the first times it is read."""

    flytninger = 2

    async def hent(self, url):
        side = await super().hent(url)
        if "offset=20" in url and self.flytninger:
            self.flytninger -= 1
            self.noegler = self.noegler[3:] + self.noegler[:3]
        return side


def test_entries_that_move_while_being_read_are_found_by_reading_again():
    laest = Flytter(65).read()
    assert (laest.tal.oplyst, laest.tal.fundet) == (65, 65)


def test_a_total_larger_than_the_list_ends_the_reading_and_is_left_to_the_gate():
    portal = Portal(45, oplyst=60)
    laest = portal.read()
    assert (laest.tal.oplyst, laest.tal.fundet) == (60, 45)
    assert len(portal.spurgt) < 20


def test_a_list_without_a_total_is_read_until_nothing_new_comes():
    laest = Portal(45, oplyst=None).read()
    assert (laest.tal.oplyst, laest.tal.fundet) == (None, 45)


def test_a_page_that_cannot_be_read_is_tried_again_in_the_next_reading():
    laest = Portal(65, ulaeselige=[20]).read()
    assert laest.tal.fundet == 65
    assert [(x.art, x.hvad) for x in laest.afvigelser] == [("ulaeselig_listeside", "http_503")]


@pytest.mark.parametrize("oplyst", [10_000_000, None])
def test_a_portal_that_ignores_the_offset_does_not_keep_us_for_ever(oplyst):
    class Fastlaast(Portal):
        async def hent(self, url):
            return await super().hent(url.split("offset=")[0] + "offset=0")

    portal = Fastlaast(45, oplyst=oplyst)
    assert portal.read().tal.fundet == 20
    assert len(portal.spurgt) < 40


def test_an_empty_list_is_an_answer():
    laest = Portal(0).read()
    assert (laest.tal.oplyst, laest.tal.fundet) == (0, 0)


def test_when_neither_way_gives_a_list_it_is_said_why():
    with pytest.raises(UlaeseligSide, match="http_503"):
        Portal(45, ulaeselige=[0, 0]).read()


def test_one_id_with_two_names_is_two_afdelinger_and_none_of_them_can_be_known():
    class Dobbelt(Portal):
        async def hent(self, url):
            side = await super().hent(url)
            return Listeside(oplyst=46, indgange=(*side.indgange, Indgang("1", "5", "https://p.example/5", "en anden")))

    laest = Dobbelt(45).read()
    assert laest.modstridende == {("1", "5")}
    assert [x.art for x in laest.afvigelser] == ["modstrid"]
