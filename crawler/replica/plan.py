"""Which faults and traps stand where, and on which of the two nights."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from crawler.replica.faelder import FAELDER
from crawler.replica.fejl import FEJLARTER, FLERE, Fejlart, Gruppe, Omfang, Plantet, Plantning
from crawler.replica.grundlag import LANDSTAL

if TYPE_CHECKING:
    from crawler.replica.side import Side

BEGGE = frozenset({1, 2})
RETTET = frozenset({1})
NY = frozenset({2})
# Every third kind has a fault that is mended, every third one that is new.
_TAKT = 3


@dataclass(frozen=True, kw_only=True)
class Plads:
    """A fault, trap or harmless change in its place, and on which nights."""

    art: Fejlart
    plantning: Plantning
    naetter: frozenset[int]

    @property
    def sider(self) -> Gruppe:
        """The pages as they are with it."""
        return self.plantning.sider

    @property
    def fund(self) -> frozenset[Plantet]:
        """What is found there whether or not the address register is loaded."""
        return self.plantning.fund


class Planlaegger:
    """Gives each fault pages of its own: no page is touched by two."""

    def __init__(self, tilbud: Iterable[Gruppe], terning: Random, antal_tilbud: int) -> None:
        """Take the faultless register; `antal_tilbud` scales the number of cases."""
        self._tilbud = list(tilbud)
        self._terning = terning
        self._andel = antal_tilbud / LANDSTAL
        self._optaget: set[tuple[str, str]] = set()
        self._grupper = {omfang: self._collect(omfang) for omfang in Omfang if omfang is not Omfang.PAR}

    def _collect(self, omfang: Omfang) -> list[Gruppe]:
        sider = [side for gruppe in self._tilbud for side in gruppe]
        if omfang is Omfang.TILBUD:
            grupper = list(self._tilbud)
        elif omfang is Omfang.EJER:
            ejere: dict[str, list[Side]] = defaultdict(list)
            for side in sider:
                ejere[side.ejer].append(side)
            grupper = [tuple(samlet) for samlet in ejere.values()]
        else:
            grupper = [(side,) for side in sider]
        self._terning.shuffle(grupper)
        return grupper

    def place(self, art: Fejlart, kasus: int | None = None) -> Iterator[Plantning]:
        """Plant a kind in as many groups as it shall have and there is room for."""
        rest = kasus or max(1, round(art.kasus * self._andel))
        for gruppe in self._free_groups(art):
            if rest == 0:
                return
            self._optaget.update(side.noegle for side in gruppe)
            yield art.plant(gruppe, self._terning)
            rest -= 1

    def _free_groups(self, art: Fejlart) -> Iterator[Gruppe]:
        if art.omfang is Omfang.PAR:
            yield from self._free_pairs(art)
            return
        for gruppe in self._grupper[art.omfang]:
            if self._is_free(gruppe) and art.passer(gruppe):
                yield gruppe

    def _free_pairs(self, art: Fejlart) -> Iterator[Gruppe]:
        venter: Side | None = None
        for (side,) in self._grupper[Omfang.SIDE]:
            if not self._is_free((side,)) or not art.passer((side,)):
                continue
            if venter is None:
                venter = side
            elif venter.ejer != side.ejer and art.passer((venter, side)):
                yield venter, side
                venter = None

    def _is_free(self, gruppe: Gruppe) -> bool:
        return self._optaget.isdisjoint(side.noegle for side in gruppe)


def plan_fejl(planlaegger: Planlaegger) -> Iterator[Plads]:
    """Plant every fault, and say which are mended and which are new on the second night."""
    for nummer, art in enumerate(FEJLARTER):
        steder = list(planlaegger.place(art))
        for lobenummer, plantning in enumerate(steder):
            er_rettet = lobenummer == len(steder) - 1 and _is_mended(art, nummer, len(steder))
            naetter = RETTET if er_rettet else BEGGE
            yield Plads(art=art, plantning=plantning, naetter=naetter)


def _is_mended(art: Fejlart, nummer: int, antal: int) -> bool:
    """Tell whether the last fault of a kind is mended: never the only one of its rule in a small register."""
    return art in FLERE or (nummer % _TAKT == 0 and antal > 1)


def plan_nye(planlaegger: Planlaegger) -> Iterator[Plads]:
    """Plant the faults that only the second night has."""
    for art in FEJLARTER[1::_TAKT]:
        for plantning in planlaegger.place(art, 1):
            yield Plads(art=art, plantning=plantning, naetter=NY)


def plan_faelder(planlaegger: Planlaegger) -> Iterator[Plads]:
    """Set every trap."""
    for art in FAELDER:
        for plantning in planlaegger.place(art):
            yield Plads(art=art, plantning=plantning, naetter=BEGGE)
