"""What stands beside the addresses that are used: without neighbours nobody could say that a house is not there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.replica.dar.registeradresse import Registeradresse

_NUMRE = (-2, 2, 4)
_ETAGER = ("st", "1", "2")
_DOERE = ("th", "tv")


def add_naboer(adresser: Iterable[Registeradresse], hemmelige: frozenset[str]) -> tuple[Registeradresse, ...]:
    """Give the addresses with the houses and doors beside them, each once, sorted.

    A house among `hemmelige` (as `hustekst` writes it) is nobody's neighbour.
    """
    egne = {(x.betegnelse, x.ny is None): x for x in adresser}
    for adresse in list(egne.values()):
        for nabo in _list_naboer(adresse) if adresse.ny is None else ():
            if nabo.hustekst not in hemmelige:
                egne.setdefault((nabo.betegnelse, True), nabo)
    return tuple(egne[noegle] for noegle in sorted(egne))


def _list_naboer(adresse: Registeradresse) -> Iterator[Registeradresse]:
    nummer = int(re.sub(r"\D", "", adresse.husnr))
    for afstand in _NUMRE:
        if nummer + afstand > 0:
            yield replace(adresse, husnr=str(nummer + afstand), etage="", doer="")
    if adresse.etage:
        for etage in _ETAGER:
            for doer in _DOERE if adresse.doer else ("",):
                yield replace(adresse, etage=etage, doer=doer)
