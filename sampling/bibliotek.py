"""The statistics libraries, imported late: they take three seconds, and most commands never need them."""

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def load_samplics() -> Any:  # noqa: ANN401
    """Import samplics.

    It warns that it is archived: docs/beslutninger/0008 says why it is used all the same, and what would replace it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        import samplics  # noqa: PLC0415
    return samplics


def confint(antal: float, af: float, konfidens: float) -> tuple[float, float]:
    """Give the Wilson interval of a share, by statsmodels; `antal` and `af` may be effective numbers, not whole."""
    from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped] # noqa: PLC0415

    nedre, oevre = proportion_confint(antal, af, alpha=1 - konfidens, method="wilson")
    return float(nedre), float(oevre)


def t_quantile(sandsynlighed: float, frihedsgrader: int) -> float:
    """Give a quantile of Student's t, by scipy."""
    from scipy.stats import t  # type: ignore[import-untyped] # noqa: PLC0415

    return float(t.ppf(sandsynlighed, frihedsgrader))


def find_root(funktion: Callable[[float], float], fra: float, til: float) -> float:
    """Find where a function changes sign between two points, by scipy (Brent's method)."""
    from scipy.optimize import brentq  # type: ignore[import-untyped] # noqa: PLC0415

    return float(brentq(funktion, fra, til))
