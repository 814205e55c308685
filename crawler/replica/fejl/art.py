"""A kind of fault: how many pages it takes, which it fits, what it does to them, and what must then be found."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import NamedTuple

from crawler.replica.dar.registeradresse import Registeradresse
from crawler.replica.side import Side

Gruppe = tuple[Side, ...]


class Plantet(NamedTuple):
    """A finding that the rules must give; `afdelingsid` is None where the rule speaks of the tilbud."""

    regel: str
    tilbudsid: str
    afdelingsid: str | None


class Omfang(Enum):
    """Which pages a fault takes for itself, so that no other fault disturbs it."""

    EJER = "alle sider med samme ejer"
    TILBUD = "alle sider i ét tilbud"
    PAR = "to sider med hver sin ejer"
    SIDE = "én side"

    @property
    def rang(self) -> int:
        """The order of planting: what takes most room first."""
        return list(Omfang).index(self)


@dataclass(frozen=True)
class Plantning:
    """The pages as they are with the fault, and every finding that comes of it.

    `fund_dar` comes only where the address register is loaded, and `adresser` is what that must hold for it.
    """

    sider: Gruppe
    fund: frozenset[Plantet]
    fund_dar: frozenset[Plantet] = frozenset()
    adresser: tuple[Registeradresse, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fejlart:
    """A kind of fault, planted `kasus` times in a register of national size.

    `er_kraesen` says that few groups of pages fit, so that it must choose before the others.
    """

    navn: str
    omfang: Omfang
    kasus: int
    plant: Callable[[Gruppe, Random], Plantning]
    passer: Callable[[Gruppe], bool] = lambda _: True
    er_kraesen: bool = False


def of_afdelinger(regel: str, sider: Gruppe) -> frozenset[Plantet]:
    """Give one finding for each page."""
    return frozenset(Plantet(regel, *side.noegle) for side in sider)


def of_tilbud(regel: str, sider: Gruppe) -> frozenset[Plantet]:
    """Give one finding for the tilbud of the pages."""
    return frozenset({Plantet(regel, sider[0].afdeling.tilbudsid, None)})


def side_fejl(
    regel: str,
    kasus: int,
    change: Callable[[Side, Random], Side],
    *,
    passer: Callable[[Side], bool] | None = None,
    navn: str = "",
) -> Fejlart:
    """Give a kind of fault that changes one page and is found there alone."""

    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        sider = (change(gruppe[0], terning),)
        return Plantning(sider, of_afdelinger(regel, sider))

    return Fejlart(
        navn=navn or regel,
        omfang=Omfang.SIDE,
        kasus=kasus,
        plant=plant,
        passer=lambda gruppe: passer is None or passer(gruppe[0]),
        er_kraesen=passer is not None,
    )


def faelles_fejl(
    regel: str,
    kasus: int,
    change: Callable[[Gruppe, Random], Gruppe],
    *,
    omfang: Omfang = Omfang.TILBUD,
    passer: Callable[[Gruppe], bool] = lambda _: True,
) -> Fejlart:
    """Give a kind of fault that changes every page of a group alike and is found on each."""

    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        sider = change(gruppe, terning)
        return Plantning(sider, of_afdelinger(regel, sider))

    return Fejlart(navn=regel, omfang=omfang, kasus=kasus, plant=plant, passer=passer, er_kraesen=True)


def empty_field(regel: str, kasus: int, felt: str) -> Fejlart:
    """Give a kind of fault that leaves one field of one page empty."""
    return side_fejl(regel, kasus, lambda side, _: side.change(**{felt: None}))
