"""What the chain says was deleted, asked of one row at a time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection, select

from warehouse.revision.kaede import REVISION
from warehouse.revision.raa import select_raa, write_utc
from warehouse.revision.slettet import SLETTET, Spaend


class Slettede:
    """The spans that were deleted from one table, each with the number of the link that says so."""

    def __init__(self, spaend: Iterable[tuple[int, int, int]] = ()) -> None:
        """Take spans as (first id, last id, number of the link)."""
        self._spaend = sorted(spaend)
        self._fra = [fra for fra, _, _ in self._spaend]
        self._naar_til = list(accumulate((til for _, til, _ in self._spaend), max))

    def find_sletning(self, raekke_id: int, nr: int) -> int | None:
        """Give the number of the link that says that a row which link `nr` speaks of was deleted after it, if any."""
        plads = bisect_right(self._fra, raekke_id) - 1
        while plads >= 0 and self._naar_til[plads] >= raekke_id:
            _, til, sletning = self._spaend[plads]
            if til >= raekke_id and sletning > nr:
                return sletning
            plads -= 1
        return None


@dataclass(frozen=True, kw_only=True)
class Sletninger:
    """What was deleted, by table; and by the link that tells of it, the spans, their tables, and its time as kept."""

    tabeller: Mapping[str, Slettede]
    spaend: dict[int, list[Spaend]]
    navne: Mapping[int, set[str]]
    tider: Mapping[int, str]


def read_sletninger(forbindelse: Connection) -> Sletninger:
    """Read what the chain was told was deleted."""
    tabeller: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    led: defaultdict[int, list[Spaend]] = defaultdict(list)
    navne: defaultdict[int, set[str]] = defaultdict(set)
    for nr, tabel, fra, til in forbindelse.execute(
        select(SLETTET.c.nr, SLETTET.c.tabel, SLETTET.c.fra, SLETTET.c.til).order_by(SLETTET.c.nr, SLETTET.c.fra)
    ):
        tabeller[tabel].append((fra, til, nr))
        led[nr].append((fra, til))
        navne[nr].add(tabel)
    fortalt = select_raa(REVISION.c.nr, REVISION.c.tidspunkt).where(REVISION.c.nr.in_(select(SLETTET.c.nr)))
    return Sletninger(
        tabeller={tabel: Slettede(spaend) for tabel, spaend in tabeller.items()},
        spaend=dict(led),
        navne=navne,
        tider={nr: write_utc(tid) for nr, tid in forbindelse.execute(fortalt)},
    )
