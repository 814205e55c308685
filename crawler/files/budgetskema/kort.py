"""The cell maps: the versions of the form as data (`skemaer.toml`), and which of its cells holds what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from domain.skema import Post
from domain.tekst import fold

KOLONNER = ("antal", "takst", "beloeb", "belaegning")
_BOGSTAVER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Linje:
    """A line of a sheet: rows `linje` to `til`, its captions folded, and its columns (1 is A) by what they hold.

    `er_valgfri`: how its caption reads is not certain, so nobody is told when it is not found.
    """

    post: Post
    linje: int
    til: int
    soeg_til: int | None
    tekster: tuple[str, ...]
    er_valgfri: bool
    kolonner: Mapping[str, int]

    @property
    def er_anker(self) -> bool:
        """Whether the row is certain and known by its caption, so that a moved layout shows by it."""
        return bool(self.tekster) and self.soeg_til is None


@dataclass(frozen=True, kw_only=True)
class Noegletalsfelt:
    """A nøgletal of the form: the column of `domain.entiteter` it is called by, its letter, its captions folded."""

    felt: str
    litra: str
    tekster: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of the form: the years it is for, its sheets by role, their lines; `aar_celle` is (row, column)."""

    navn: str
    fra_aar: int
    til_aar: int | None
    aar_celle: tuple[int, int]
    ark: Mapping[str, str]
    budget: tuple[Linje, ...]
    ekstra: tuple[Linje, ...]
    koncernnote: tuple[Linje, ...]
    noegletal: tuple[Noegletalsfelt, ...]

    def covers(self, aar: int) -> bool:
        """Tell whether the form is the one for a budget year."""
        return self.fra_aar <= aar and (self.til_aar is None or aar <= self.til_aar)


@dataclass(frozen=True, kw_only=True)
class Kort:
    """All that is known of the forms; names of sheets are folded, the official ones by their beginnings."""

    versioner: tuple[Version, ...]
    officielle_ark: tuple[str, ...]
    offentlige_ark: tuple[str, ...]


@cache
def load_kort() -> Kort:
    """Give the cell maps that ship with the program."""
    return parse_kort(files(__package__).joinpath("skemaer.toml").read_text(encoding="utf-8"))


def read_kort(fil: Path) -> Kort:
    """Read cell maps from a file of one's own."""
    return parse_kort(fil.read_text(encoding="utf-8"))


def parse_kort(tekst: str) -> Kort:
    """Read cell maps as they are written in `skemaer.toml`.

    Raises:
        KeyError: a version lacks one of its parts.
        ValueError: not TOML, a post that is not one, or a column that is not a letter.
    """
    data = tomllib.loads(tekst)
    return Kort(
        versioner=tuple(_read_version(version) for version in data["version"]),
        officielle_ark=_fold_all(data["officielle_ark"]),
        offentlige_ark=_fold_all(data["offentlige_ark"]),
    )


def name_celle(raekke: int, kolonne: int) -> str:
    """Give a cell's name as people say it: row 40 and column 5 are E40."""
    return f"{name_kolonne(kolonne)}{raekke}"


def name_kolonne(kolonne: int) -> str:
    """Give a column's letters: 1 is A."""
    bogstaver = ""
    while kolonne:
        kolonne, rest = divmod(kolonne - 1, len(_BOGSTAVER))
        bogstaver = _BOGSTAVER[rest] + bogstaver
    return bogstaver


def parse_celle(navn: str) -> tuple[int, int]:
    """Give (row, column) of a cell's name. Raises ValueError when it is none."""
    bogstaver = navn.rstrip("0123456789")
    return int(navn[len(bogstaver) :]), parse_kolonne(bogstaver)


def parse_kolonne(bogstaver: str) -> int:
    """Give the number of a column: A is 1. Raises ValueError when it is none."""
    nummer = 0
    for bogstav in bogstaver:
        nummer = nummer * len(_BOGSTAVER) + _BOGSTAVER.index(bogstav) + 1
    return nummer


def _read_version(data: Mapping[str, Any]) -> Version:
    return Version(
        navn=data["navn"],
        fra_aar=data["fra_aar"],
        til_aar=data.get("til_aar"),
        aar_celle=parse_celle(data["aar_celle"]),
        ark=data["ark"],
        budget=_read_linjer(data["budget"]),
        ekstra=_read_linjer(data["ekstra"]),
        koncernnote=_read_linjer(data["koncernnote"]),
        noegletal=tuple(
            Noegletalsfelt(felt=x["felt"], litra=x["felt"][0], tekster=_fold_all(x["tekst"]))
            for x in data["noegletal"]["felter"]
        ),
    )


def _read_linjer(data: Mapping[str, Any]) -> tuple[Linje, ...]:
    return tuple(
        Linje(
            post=Post(linje["post"]),
            linje=linje["linje"],
            til=linje.get("til", linje["linje"]),
            soeg_til=linje.get("soeg_til"),
            tekster=_fold_all(linje.get("tekst", [])),
            er_valgfri=linje.get("valgfri", False),
            kolonner={navn: parse_kolonne(linje[navn]) for navn in KOLONNER if navn in linje},
        )
        for linje in data["linjer"]
    )


def _fold_all(tekster: list[str]) -> tuple[str, ...]:
    return tuple(fold(tekst) for tekst in tekster)
