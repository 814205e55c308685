"""An even spread within each group that is compared: as wide as prices are, and never a natural outlier.

Drawn freely, one in some thousand amounts lies so far out that a rule would point at it, and a small group may be
narrow by chance. So the members of a group get the quantiles of a normal distribution, one each, in drawn order.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from statistics import NormalDist
from typing import TypeVar

from crawler.replica.terning import make_terning

M = TypeVar("M", bound=Hashable)

_YDERST = 2.2


def spread(seed: int, formaal: str, medlemmer: Iterable[tuple[M, Hashable]]) -> Mapping[M, float]:
    """Give each member its distance from the middle of its group, in standard deviations."""
    grupper: defaultdict[Hashable, list[M]] = defaultdict(list)
    for medlem, gruppe in medlemmer:
        grupper[gruppe].append(medlem)
    return {
        medlem: afstand
        for gruppe, samlet in grupper.items()
        for medlem, afstand in zip(samlet, _quantiles(seed, f"{formaal}/{gruppe}", len(samlet)), strict=True)
    }


def _quantiles(seed: int, formaal: str, antal: int) -> list[float]:
    normal = NormalDist()
    afstande = [max(-_YDERST, min(_YDERST, normal.inv_cdf((n + 0.5) / antal))) for n in range(antal)]
    make_terning(seed, formaal).shuffle(afstande)
    return afstande
