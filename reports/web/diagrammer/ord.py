"""How values are written in and beside drawings."""

from collections.abc import Callable

from reports.visning import tal

Skriv = Callable[[float], str]


def write_pct(value: float) -> str:
    """Write a percentage with one decimal: `97,4 %`."""
    return f"{value:.1f} %".replace(".", ",")


def write_hel_pct(value: float) -> str:
    """Write a percentage as an axis has room for: `97 %`, or `97,5 %` where it is not whole."""
    return f"{value:.0f} %" if value == int(value) else write_pct(value)


def write_antal(value: float) -> str:
    """Write a count with the Danish thousands dot."""
    return tal(round(value))
