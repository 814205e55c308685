"""Which of the portal's lists a tilbud is on when no column says so: its paragraphs tell."""

from collections.abc import Iterable
from functools import cache

from domain.paragraf import find_paragraffer
from domain.reference import load_paragraffer


def lists_of(tekster: Iterable[str]) -> tuple[str, ...]:
    """Give the lists that the paragraphs in some texts belong on, empty when none is known."""
    grupper = _groups()
    return tuple(sorted({grupper[p] for tekst in tekster for p in find_paragraffer(tekst) if p in grupper}))


@cache
def _groups() -> dict[str, str]:
    return {raekke.paragraf: raekke.gruppe for raekke in load_paragraffer()}
