"""Two budgetskemaer of one tilbud held together, post by post, the largest changes first."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.skema import UKENDT_TAL, Post, Skema, Skemapost


@dataclass(frozen=True, kw_only=True)
class Postforskel:
    """A post in both years, in kroner; None is an amount nobody knows, and an empty line is nothing."""

    post: Post
    foer_kr: float | None
    nu_kr: float | None

    @property
    def forskel_kr(self) -> float | None:
        """How much more it is now."""
        return None if self.foer_kr is None or self.nu_kr is None else self.nu_kr - self.foer_kr

    @property
    def forskel_pct(self) -> float | None:
        """The change in percent of what it was; None from nothing."""
        return None if self.forskel_kr is None or not self.foer_kr else 100 * self.forskel_kr / abs(self.foer_kr)


def compare_skemaer(foer: Skema, nu: Skema) -> tuple[Postforskel, ...]:
    """Give the posts (sums too) that changed, the largest change in kroner first; those with an unknown amount last.

    Empty when one of the forms has no posts: then there is nothing to hold the other against.
    """
    if not foer.poster or not nu.poster:
        return ()
    raekker = _rows_of(foer, nu)
    forskelle = (
        Postforskel(post=post, foer_kr=_find_sum(foer, post, steder), nu_kr=_find_sum(nu, post, steder))
        for post, steder in raekker.items()
    )
    aendrede = [forskel for forskel in forskelle if forskel.forskel_kr != 0.0]
    return tuple(sorted(aendrede, key=lambda x: (x.forskel_kr is None, -abs(x.forskel_kr or 0.0))))


_Sted = tuple[str, int]


def _rows_of(foer: Skema, nu: Skema) -> dict[Post, set[_Sted]]:
    """Give the places where either form has a post, in the order of the form."""
    steder: dict[Post, set[_Sted]] = {}
    for linje in sorted((*foer.poster, *nu.poster), key=_order):
        steder.setdefault(linje.post, set()).add((linje.ark, linje.linje))
    return steder


def _order(linje: Skemapost) -> int:
    return list(Post).index(linje.post)


def _find_sum(skema: Skema, post: Post, steder: Iterable[_Sted]) -> float | None:
    """Add up a post; None when it stands, in either form, where this one has a cell nobody can read."""
    return None if _unknown_rows(skema).intersection(steder) else skema.sum_beloeb(post)


def _unknown_rows(skema: Skema) -> set[_Sted]:
    celler = (
        (fejl.ark, fejl.celle.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for fejl in skema.fejl if fejl.art in UKENDT_TAL
    )
    return {(ark, int(raekke)) for ark, raekke in celler if raekke}
