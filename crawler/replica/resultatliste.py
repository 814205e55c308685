"""A result list whose entries move while it is being read, as the real one's do when a tilbud is edited."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from crawler.replica.side import Side
from crawler.replica.sider.liste import SIDESTOERRELSE
from crawler.replica.terning import draw_lod

# The values of the portal's filters that are known, and the paragraph each means.
FILTRE = {
    "juridiskgrundlag.voksne.laengerevarendebo.laengerevarendebo": "§ 108",
    "juridiskgrundlag.voksne.laengerevarendebo.midlertidigtbo": "§ 107",
    "juridiskgrundlag.voksne.bo.botilbudmaalrettetunge": "§ 108 a",
    "juridiskgrundlag.boernogunge.bo.almindeligdoegninstitution": "§ 43",
    "juridiskgrundlag.boernogunge.bo.almindeligtopholdssted": "§ 43",
}
_FLYTTES = (1, 4)


class Resultatliste:
    """One list in its present order.

    The first time a reader comes past the middle, a few entries that were read move to the end: those behind them
    move up over the page border, so that one reading misses some and meets others twice.
    """

    def __init__(self, sider: Sequence[Side], flytninger: int) -> None:
        """Order the pages by relevance; `flytninger` is how many readings are disturbed."""
        self._sider = sorted(sider, key=lambda side: (draw_lod("relevans", *side.noegle), side.noegle))
        self._flytninger = flytninger
        self._er_forfra = True

    def select(self, filtre: AbstractSet[str]) -> list[Side]:
        """Give the entries that have any of the paragraphs the filters mean; all of them without a filter."""
        if not filtre:
            return self._sider
        paragraffer = {FILTRE[filter_] for filter_ in filtre & FILTRE.keys()}
        return [side for side in self._sider if not paragraffer.isdisjoint(side.typer)]

    def turn_to(self, offset: int, antal: int) -> None:
        """Note that a reader asks for a page of a list of `antal` entries; it may disturb the order."""
        midte = antal // (2 * SIDESTOERRELSE) * SIDESTOERRELSE
        if offset == 0:
            self._er_forfra = True
        elif self._er_forfra and 0 < midte <= offset:
            self._er_forfra = False
            self._move()

    def _move(self) -> None:
        if self._flytninger == 0:
            return
        start = self._flytninger % SIDESTOERRELSE
        self._flytninger -= 1
        flyttede = [self._sider[start + plads] for plads in _FLYTTES]
        self._sider = [side for side in self._sider if side not in flyttede] + flyttede
