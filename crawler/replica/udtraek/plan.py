"""Which fault of the extract stands at which tilbud, and on which of the two nights."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.grundlag import LANDSTAL
from crawler.replica.plan import BEGGE, NY, RETTET
from crawler.replica.terning import draw_lod, make_terning
from crawler.replica.udtraek.model import Tilbudsdata, Udtraeksfejl
from domain.entiteter import ENTITETER

# Every third kind has one more fault that is mended on the second night, every third one that is new.
_TAKT = 3
_NAT_2 = 2


@dataclass(frozen=True, kw_only=True)
class Plantning:
    """A fault at a tilbud, and on which nights."""

    fejl: Udtraeksfejl
    tilbudsid: str
    naetter: frozenset[int]

    def plant(self, data: Tilbudsdata, seed: int) -> tuple[Tilbudsdata, frozenset[Plantet]]:
        """Do it to the tilbud's data; the same way on both nights."""
        return self.fejl.plant(data, self._make_terning(seed))

    def _make_terning(self, seed: int) -> Random:
        return make_terning(seed, f"udtræk/{self.fejl.regel}/{self.tilbudsid}")


@dataclass(frozen=True, kw_only=True)
class Udfald:
    """A tilbud's data on a night with what is planted there; `rettede` and `nye` are against the night before."""

    data: Tilbudsdata
    fund: frozenset[Plantet] = frozenset()
    rettede: frozenset[Plantet] = frozenset()
    nye: frozenset[Plantet] = frozenset()


def plant_first(plantning: Plantning, data: Tilbudsdata, seed: int) -> Udfald:
    """Plant what the first night has at a tilbud."""
    if 1 not in plantning.naetter:
        return Udfald(data=data)
    med_fejl, fund = plantning.plant(data, seed)
    return Udfald(data=med_fejl, fund=fund)


def plant_second(plantning: Plantning, data: Tilbudsdata, foer: Tilbudsdata, seed: int) -> Udfald:
    """Plant what the second night has at a tilbud; `foer` is its data of the first, without a fault."""
    foerst = plant_first(plantning, foer, seed)
    nu = Udfald(data=data)
    if _NAT_2 in plantning.naetter and plantning.fejl.passer(data):
        med_fejl, fund = plantning.plant(data, seed)
        if _is_seen(foer=foerst.data, ren=data, med_fejl=med_fejl):
            nu = Udfald(data=med_fejl, fund=fund)
    return replace(nu, rettede=foerst.fund - nu.fund, nye=nu.fund - foerst.fund)


def _is_seen(*, foer: Tilbudsdata, ren: Tilbudsdata, med_fejl: Tilbudsdata) -> bool:
    """Tell whether a fault can be found on the second night: not when it drops a row that the first night had.

    So it is with a fault that stood the night before too, when a time limit passed between: then it drops another row.
    """
    return _list_noegler(foer).isdisjoint(_list_noegler(ren) - _list_noegler(med_fejl))


def plan_fejl(
    fejlarter: Sequence[Udtraeksfejl], frie: Mapping[str, Tilbudsdata], seed: int, antal_tilbud: int
) -> tuple[Plantning, ...]:
    """Give each kind tilbud of its own, those that fit fewest first; none has two faults."""
    egnede = {
        n: _list_egnede(fejl, frie, seed) for n, fejl in enumerate(fejlarter) if fejl.mindst_tilbud <= antal_tilbud
    }
    optagne: set[str] = set()
    plan: list[Plantning] = []
    for nummer in sorted(egnede, key=lambda n: len(egnede[n])):
        ledige = (tilbudsid for tilbudsid in egnede[nummer] if tilbudsid not in optagne)
        nye = list(_place(fejlarter[nummer], ledige, frie, seed=seed, nummer=nummer, antal_tilbud=antal_tilbud))
        optagne.update(plantning.tilbudsid for plantning in nye)
        plan += nye
    return tuple(plan)


def _list_egnede(fejl: Udtraeksfejl, frie: Mapping[str, Tilbudsdata], seed: int) -> list[str]:
    egnede = [tilbudsid for tilbudsid, data in frie.items() if fejl.passer(data)]
    return sorted(egnede, key=lambda tilbudsid: draw_lod(str(seed), fejl.regel, tilbudsid))


def _place(
    fejl: Udtraeksfejl,
    ledige: Iterator[str],
    frie: Mapping[str, Tilbudsdata],
    *,
    seed: int,
    nummer: int,
    antal_tilbud: int,
) -> Iterator[Plantning]:
    antal = max(1, round(fejl.kasus * min(1.0, antal_tilbud / LANDSTAL)))
    for tilbudsid in _take(ledige, antal):
        yield Plantning(fejl=fejl, tilbudsid=tilbudsid, naetter=BEGGE)
    naetter = {0: RETTET, 1: NY}.get(nummer % _TAKT)
    for tilbudsid in _take(ledige, 0 if naetter is None else 1):
        plantning = Plantning(fejl=fejl, tilbudsid=tilbudsid, naetter=naetter or BEGGE)
        if _can_change(frie[tilbudsid], plantning.plant(frie[tilbudsid], seed)[0], naetter):
            yield plantning


def _take(ledige: Iterator[str], antal: int) -> Iterable[str]:
    return (tilbudsid for _, tilbudsid in zip(range(antal), ledige, strict=False))


def _can_change(ren: Tilbudsdata, med_fejl: Tilbudsdata, naetter: frozenset[int] | None) -> bool:
    """Tell whether the fault can come or go in one night.

    A row that is missed once has not ended yet, so a fault that drops rows is found only on the night after, and one
    that adds rows is mended only then. A budgetskema stays until a new one comes.
    """
    foer, efter = _list_noegler(ren), _list_noegler(med_fejl)
    if naetter == RETTET:
        return efter <= foer and ren.skemaer == med_fejl.skemaer
    return foer <= efter


def _list_noegler(data: Tilbudsdata) -> set[tuple[object, ...]]:
    return {
        (entitet, *(row[navn] for navn in ENTITETER[entitet].noegle))
        for entitet, rows in data.raekker.items()
        for row in rows
    }
