"""Faults planted in plejefamilier: a few families under each socialtilsyn for each kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.replica.fejl import Plantet
from crawler.replica.grundlag import SOCIALTILSYN, load_tal
from crawler.replica.terning import draw_lod, make_terning
from crawler.replica.udtraek.model import Plejefejl, Row, Rows
from domain.afvigelse import socialtilsyn_emne


@dataclass(frozen=True, kw_only=True)
class Plejeplan:
    """The families as they are with the faults, and what must be found."""

    familier: Rows
    fund: frozenset[Plantet]


def plant_pleje(familier: Rows, arter: Iterable[Plejefejl], seed: int) -> Plejeplan:
    """Plant every kind under every socialtilsyn as far as there are families; none has two faults."""
    aendrede: dict[str, Row] = {}
    fund: set[Plantet] = set()
    for socialtilsyn in SOCIALTILSYN:
        egne = [row for row in familier if row["socialtilsyn"] == socialtilsyn]
        egne.sort(key=lambda row: draw_lod(str(seed), "plejefejl", row["plejefamilieid"]))
        ledige = iter(egne)
        for art in arter:
            for row in _take(ledige, _count(art, socialtilsyn, len(egne))):
                terning = make_terning(seed, f"plejefejl/{art.regel}/{row['plejefamilieid']}")
                aendrede[row["plejefamilieid"]] = art.change(row, terning)
                fund.add(Plantet(art.regel, socialtilsyn_emne(socialtilsyn), None))
    return Plejeplan(familier=tuple(aendrede.get(row["plejefamilieid"], row) for row in familier), fund=frozenset(fund))


def _count(art: Plejefejl, socialtilsyn: str, antal: int) -> int:
    i_landet = load_tal()["Tabel 5", "Aktive plejefamilier"][socialtilsyn]
    oensket = art.familier.get(socialtilsyn, 0)
    return max(1, round(oensket * min(1.0, antal / i_landet))) if oensket else 0


def _take(ledige: Iterator[Row], antal: int) -> Sequence[Row]:
    return [row for _, row in zip(range(antal), ledige, strict=False)]
