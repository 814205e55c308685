"""Findings by area and grade, as bars."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from expectations.ord import OMRAADE
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.soejler import Soejle, draw_soejler
from warehouse.queries.rapport_views import ALVORSGRADER
from warehouse.queries.tilsynsbillede import Regelfund

_MERE = re.compile(r": | \(| og ")


def draw_omraader(fund: Iterable[Regelfund], *, titel: str) -> Billede | None:
    """Draw open findings by area, most first; None when there are none."""
    samlet: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for linje in fund:
        samlet[name_omraade(linje.regel)][linje.alvor] += linje.antal
    if not samlet:
        return None
    soejler = [Soejle(navn, tuple(antal[grad] for grad in ALVORSGRADER)) for navn, antal in samlet.items()]
    soejler.sort(key=lambda soejle: (-sum(soejle.antal), soejle.navn))
    return draw_soejler(soejler, noegle="omraader", titel=titel, hvad="Område")


def name_omraade(regel: str) -> str:
    """Give the short name of a rule's area: what stands before the colon, bracket or `og` that says more."""
    kode = regel.split("-", maxsplit=1)[0].lower()
    return _MERE.split(OMRAADE.get(kode, kode))[0]
