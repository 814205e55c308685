"""A sheet of a file before anyone knows what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.files.celler import Celle

Arkraekke = tuple[int, Sequence[Celle]]


@dataclass(frozen=True, kw_only=True)
class Ark:
    """Rows of cells with the number each is known by in its file (from 1).

    `navn` names a sheet, or the file when it has only one. `er_lige_lange` tells that every row has a cell for every
    column; of a CSV file that is not so, and a row that is too short or too long is no whole row. `afviste` are rows
    that could not even be split into cells, each with the reason.
    """

    navn: str
    betegnelse: str
    raekker: Sequence[Arkraekke]
    er_lige_lange: bool = True
    fra_1904: bool = False
    entitet: str | None = None
    afviste: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fil:
    """A file's sheets, what kind of file it was, and what a person should know about it."""

    navn: str
    filtype: str
    ark: tuple[Ark, ...]
    bemaerkninger: tuple[str, ...] = field(default=())


def letter_of(nummer: int) -> str:
    """Give the letter(s) a spreadsheet calls a column by; the first, 0, is A."""
    bogstaver = ""
    rest = nummer + 1
    while rest:
        rest, plads = divmod(rest - 1, 26)
        bogstaver = chr(ord("A") + plads) + bogstaver
    return bogstaver
