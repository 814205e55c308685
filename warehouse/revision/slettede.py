"""What the chain says was deleted, asked of one row at a time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from sqlalchemy import Connection, select

from warehouse.revision.slettet import SLETTET, Spaend


class Slettede:
    """The spans that were deleted from one table, each with the number of the link that says so."""

    def __init__(self, spaend: Iterable[tuple[int, int, int]] = ()) -> None:
        """Take spans as (first id, last id, number of the link)."""
        self._spaend = sorted(spaend)
        self._fra = [fra for fra, _, _ in self._spaend]
        self._naar_til = list(accumulate((til for _, til, _ in self._spaend), max))

    def is_gone(self, raekke_id: int, nr: int) -> bool:
        """Tell whether a row that link `nr` speaks of was deleted after it."""
        plads = bisect_right(self._fra, raekke_id) - 1
        while plads >= 0 and self._naar_til[plads] >= raekke_id:
            _, til, sletning = self._spaend[plads]
            if til >= raekke_id and sletning > nr:
                return True
            plads -= 1
        return False


def read_slettede(forbindelse: Connection) -> tuple[dict[str, Slettede], dict[int, list[Spaend]]]:
    """Give what was deleted by table, and the spans by the number of the link that tells of them."""
    tabeller: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    led: defaultdict[int, list[Spaend]] = defaultdict(list)
    for nr, tabel, fra, til in forbindelse.execute(
        select(SLETTET.c.nr, SLETTET.c.tabel, SLETTET.c.fra, SLETTET.c.til).order_by(SLETTET.c.nr, SLETTET.c.fra)
    ):
        tabeller[tabel].append((fra, til, nr))
        led[nr].append((fra, til))
    return {tabel: Slettede(spaend) for tabel, spaend in tabeller.items()}, dict(led)
