"""Rows of one entity from all its sheets: the same row twice counts once; one key with two contents counts for none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.files.former import key_of
from crawler.files.tabel import Laestark, Laestraekke

_MODSTRID = "samme nøgle står flere gange med forskelligt indhold, så ingen af rækkerne er læst; slet den forkerte"


@dataclass
class Samlet:
    """The rows to keep. `dubletter` counts by sheet; `modstrid` are the keys that no row was kept of."""

    raekker: list[Laestraekke] = field(default_factory=list)
    taget: Counter[int] = field(default_factory=Counter)
    dubletter: Counter[int] = field(default_factory=Counter)
    modstrid: list[tuple[object, ...]] = field(default_factory=list)


def join_rows(entitet: str, laeste: Sequence[Laestark]) -> Samlet:
    """Join the rows of an entity's sheets; rows that contradict each other are added to their sheets' rejected."""
    efter_noegle: dict[tuple[object, ...], list[tuple[int, Laestraekke]]] = defaultdict(list)
    for nummer, laest in enumerate(laeste):
        for raekke in laest.raekker:
            efter_noegle[tuple(raekke.felter[felt] for felt in key_of(entitet))].append((nummer, raekke))
    samlet = Samlet()
    for noegle, fundne in efter_noegle.items():
        foerste_ark, foerste = fundne[0]
        if all(raekke.felter == foerste.felter for _, raekke in fundne[1:]):
            samlet.raekker.append(foerste)
            samlet.taget[foerste_ark] += 1
            samlet.dubletter.update(nummer for nummer, _ in fundne[1:])
            continue
        samlet.modstrid.append(noegle)
        for nummer, raekke in fundne:
            laeste[nummer].afviste[_MODSTRID].append(raekke.nummer)
    return samlet
