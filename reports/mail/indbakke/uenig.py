"""Whether an answer disputes what we wrote, and which of the mail's numbered points."""

import re
from collections.abc import Iterator

_UENIG = re.compile(r"\buenig[et]?\b", re.IGNORECASE)
_LINJER = 10
_BREDDE = 1000
_SPAEND = 50

_TEGN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
_TAL = re.compile(r"[1-9]\d{0,2}")
# A number counts after one of the first, for as long as nothing but the others stands between.
_BEGYNDER = re.compile(r"uenig[et]?|punkt(?:et|er|erne)?|pkt|nr|nummer", re.IGNORECASE)
_MELLEM = frozenset({"i", "om", "og", "samt", "med", "vedr", *",.;:-–&#»«\"'()"})
_STREGER = frozenset({"-", "–"})


def is_uenig(tekst: str) -> bool:
    """Tell whether the first lines of an answer (quoted parts dropped) hold the word »uenig« or »uenige«."""
    return any(_UENIG.search(linje) for linje in _first_lines(tekst))


def list_punkter(tekst: str) -> tuple[int, ...]:
    """Give the numbers named where an answer says »uenig«: on that line, or on lines of numbers right after it.

    A number with other words before it is none: it may be a count, a date, or where somebody lives.
    """
    fundne: set[int] = set()
    i_gang = False
    for linje in _first_lines(tekst):
        siger_det = _UENIG.search(linje) is not None
        i_gang = siger_det or (i_gang and _has_only_tal(linje))
        if i_gang:
            ordene = _TEGN.findall(linje)
            fundne.update(_list_tal(ordene if siger_det else ["punkt", *ordene]))
    return tuple(sorted(fundne))


def _first_lines(tekst: str) -> list[str]:
    linjer = [linje[:_BREDDE] for linje in tekst.splitlines() if linje.strip()]
    return linjer[:_LINJER]


def _has_only_tal(linje: str) -> bool:
    return all(
        _TAL.fullmatch(ord_) or _BEGYNDER.fullmatch(ord_) or ord_.lower() in _MELLEM for ord_ in _TEGN.findall(linje)
    )


def _list_tal(ordene: list[str]) -> Iterator[int]:
    taeller, sidste, streg = False, 0, False
    for ord_, naeste in zip(ordene, [*ordene[1:], ""], strict=True):
        if _TAL.fullmatch(ord_) and taeller and naeste != "%":
            fra = sidste + 1 if streg and sidste < int(ord_) <= sidste + _SPAEND else int(ord_)
            yield from range(fra, int(ord_) + 1)
            sidste, streg = int(ord_), False
        elif _BEGYNDER.fullmatch(ord_):
            taeller, streg = True, False
        elif ord_.lower() in _MELLEM:
            streg = ord_ in _STREGER and sidste > 0
        else:
            taeller, streg = False, False
