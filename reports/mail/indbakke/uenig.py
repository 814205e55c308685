"""Whether an answer disputes what we wrote, and which of the mail's numbered points."""

import re
from collections.abc import Iterator

_UENIG = re.compile(r"\buenig[et]?\b", re.IGNORECASE)
_LINJER = 10
_BREDDE = 1000
_MAANED = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
# Neither a share, a paragraph, a decimal, a year nor a day of the month.
_TAL = re.compile(
    rf"(?<![\w.,/§-])(?<!§ )(\d{{1,3}})(?:\s?[-–]\s?(\d{{1,3}}))?(?![\w%/-]| %|[.,]\d|\.? {_MAANED})", re.IGNORECASE
)
_KUN_TAL = re.compile(r"(?:[\d\s,.;:–-]|og|punkt(?:er|erne)?|pkt|nr)+", re.IGNORECASE)
_SPAEND = 50


def is_uenig(tekst: str) -> bool:
    """Tell whether the first lines of an answer (quoted parts dropped) hold the word »uenig« or »uenige«."""
    return any(_UENIG.search(linje) for linje in _first_lines(tekst))


def list_punkter(tekst: str) -> tuple[int, ...]:
    """Give the numbers named where an answer says »uenig«: on that line, or alone on the lines right after it."""
    return tuple(sorted({tal for linje in _list_om_punkter(tekst) for tal in _list_tal(linje)}))


def _first_lines(tekst: str) -> list[str]:
    linjer = [linje[:_BREDDE] for linje in tekst.splitlines() if linje.strip()]
    return linjer[:_LINJER]


def _list_om_punkter(tekst: str) -> Iterator[str]:
    i_gang = False
    for linje in _first_lines(tekst):
        i_gang = _UENIG.search(linje) is not None or (i_gang and _KUN_TAL.fullmatch(linje) is not None)
        if i_gang:
            yield linje


def _list_tal(linje: str) -> Iterator[int]:
    for foerste, sidste in _TAL.findall(linje):
        fra, til = int(foerste), int(sidste or foerste)
        yield from range(fra, til + 1) if fra <= til <= fra + _SPAEND else (fra, til)
