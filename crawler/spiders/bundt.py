"""Pages gathered a tilbud at a time, so that one protected afdeling protects its siblings before anything is kept.

A tilbud that is not whole when the crawl ends is not kept at all: the next crawl asks for its pages again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.journal import Journalskriver, Noegle
from crawler.pages.beskyttelse import own_gader
from crawler.pages.detalje import Detaljeside, conceal
from domain.dump import Post


@dataclass
class Bundter:
    """What is still to come of each tilbud, and the pages that wait for it."""

    skriver: Journalskriver
    rest: Counter[str]
    ventende: dict[str, list[tuple[Detaljeside, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, noegler: Iterable[Noegle], skriver: Journalskriver) -> "Bundter":
        """Expect a page for each key."""
        return cls(skriver, Counter(tilbudsid for tilbudsid, _ in noegler))

    def add(self, side: Detaljeside, hentet: str) -> None:
        """Take a page; when it is the last of its tilbud, all of them go to the journal."""
        self.ventende.setdefault(side.afdeling.tilbudsid, []).append((side, hentet))
        self.drop(side.afdeling.tilbudsid)

    def drop(self, tilbudsid: str) -> None:
        """Expect one page less of a tilbud, whether it came or not."""
        self.rest[tilbudsid] -= 1
        if self.rest[tilbudsid] <= 0:
            self.flush(tilbudsid)

    def flush(self, tilbudsid: str) -> None:
        """Write the pages of a tilbud that have come."""
        sider = self.ventende.pop(tilbudsid, [])
        if not sider:
            return
        faerdige = conceal_siblings([side for side, _ in sider])
        tider = [hentet for _, hentet in sider]
        self.skriver.poster(
            (Post(afdeling=x.afdeling, raa=x.raa, hentet=tid) for x, tid in zip(faerdige, tider, strict=True)),
            ((x.afdeling.kilde_url, x.afvigelser) for x in faerdige),
        )


def conceal_siblings(sider: list[Detaljeside]) -> list[Detaljeside]:
    """Give the pages of one tilbud; when one of them is protected, all of them without each other's streets."""
    if len(sider) == 1 or not any(side.afdeling.er_beskyttet for side in sider):
        return sider
    gader = frozenset[str]().union(*(side.gader | own_gader(side.afdeling) for side in sider))
    return [conceal(side, gader) for side in sider]
