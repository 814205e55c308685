"""Confidence intervals of weighted shares: Wilson on the effective sample size, and how two of them are put together.

Chosen by simulation among five; the figures stand in docs/stikproeve-metode.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, isinf

from sampling.bibliotek import confint, find_root, t_quantile
from sampling.maaling import Maal


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A share (0-1) with the limits of its confidence interval."""

    andel: float
    nedre: float
    oevre: float


def compute_interval(maal: Maal, konfidens: float) -> Interval:
    """Give the Wilson interval on the effective sample size, made less for what estimating the variance costs.

    The correction (t of all units over t of the degrees of freedom, squared) is Korn and Graubard's (1998); Wilson on
    the effective sample size is what Dean and Pagano (2015) recommend for surveys.
    """
    if isinf(maal.effektiv_n):
        return Interval(andel=maal.andel, nedre=maal.andel, oevre=maal.andel)
    effektiv = maal.effektiv_n * _correct(maal, konfidens)
    nedre, oevre = confint(maal.andel * effektiv, effektiv, konfidens)
    return Interval(andel=maal.andel, nedre=min(nedre, maal.andel), oevre=max(oevre, maal.andel))


def _correct(maal: Maal, konfidens: float) -> float:
    if maal.frihedsgrader < 1:
        return 1.0
    hale = (1 + konfidens) / 2
    return (t_quantile(hale, maal.vurderede - 1) / t_quantile(hale, maal.frihedsgrader)) ** 2


def combine(dele: Sequence[tuple[float, Interval]]) -> Interval:
    """Put independent shares together by their weights, which sum to 1 (MOVER: Zou, Huang and Zhang 2009).

    The distances to the limits are added as squares, each side for itself, so that a part where no fault was found
    still counts with what might have been missed there.
    """
    andel = sum(vaegt * del_.andel for vaegt, del_ in dele)
    ned = hypot(*(vaegt * (del_.andel - del_.nedre) for vaegt, del_ in dele))
    op = hypot(*(vaegt * (del_.oevre - del_.andel) for vaegt, del_ in dele))
    return Interval(andel=andel, nedre=max(andel - ned, 0.0), oevre=min(andel + op, 1.0))


def divide(del_: Interval, rest: Interval, *, del_vaegt: float, rest_vaegt: float) -> Interval | None:
    """Give the interval of a part of a whole, a/(a+b), when both are estimated; None when nothing was found.

    Args:
        del_: The share behind a; a is `del_vaegt` times it.
        rest: The share behind b, independent of the first.
        del_vaegt: Units behind a.
        rest_vaegt: Units behind b.

    Returns:
        The shares q for which 0 lies in the interval of (1-q)a - qb, put together as `combine` does. It is Fieller's
        method with Donner and Zou's (2012) limits; where both parts vary it equals statsmodels' score interval of a
        ratio, which gives no answer when one part was counted in full.
    """
    a, b = del_vaegt * del_.andel, rest_vaegt * rest.andel
    if not a + b:
        return None
    andel = a / (a + b)
    a_ned, a_op = del_vaegt * (del_.andel - del_.nedre), del_vaegt * (del_.oevre - del_.andel)
    b_ned, b_op = rest_vaegt * (rest.andel - rest.nedre), rest_vaegt * (rest.oevre - rest.andel)
    return Interval(
        andel=andel,
        nedre=_root(lambda q: (1 - q) * a - q * b - hypot((1 - q) * a_ned, q * b_op), 0.0, andel),
        oevre=_root(lambda q: (1 - q) * a - q * b + hypot((1 - q) * a_op, q * b_ned), andel, 1.0),
    )


def _root(forskel: Callable[[float], float], fra: float, til: float) -> float:
    """Find where a falling difference is nil; at the end where it never comes to be positive, or negative."""
    if forskel(fra) <= 0:
        return fra
    if forskel(til) >= 0:
        return til
    return find_root(forskel, fra, til)
