"""How long each kind of data is kept: the list that ships with the program, and what an installation sets otherwise."""

import json
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from domain.reference import read_rows

FRA = "fra"
_PERIODE = re.compile(r"(\d{1,4}) (dage|måneder)")


class OpbevaringFejl(ValueError):
    """A time limit that cannot be used; the message is Danish and says what to do."""


class Handling(StrEnum):
    """What becomes of what is too old."""

    SLETTES = "slettes"
    TEKSTEN_SLETTES = "teksten slettes"
    GEMMES = "gemmes"


@dataclass(frozen=True)
class Periode:
    """A length of time: `antal` days or months."""

    antal: int
    enhed: str

    def before(self, dag: date) -> date:
        """Give the day that lies this long before another; the last of the month where it has no such day."""
        if self.enhed == "dage":
            return dag - timedelta(days=self.antal)
        maaneder = dag.year * 12 + dag.month - 1 - self.antal
        aar, maaned = divmod(maaneder, 12)
        return date(aar, maaned + 1, min(dag.day, monthrange(aar, maaned + 1)[1]))

    def __str__(self) -> str:
        """Give it in words: `24 måneder` is two years to whoever reads."""
        if self.enhed == "måneder" and self.antal % 12 == 0:
            return f"{self.antal // 12} år"
        return f"1 {self.enhed.rstrip('e').removesuffix('er')}" if self.antal == 1 else f"{self.antal} {self.enhed}"


@dataclass(frozen=True, kw_only=True)
class Opbevaring:
    """What is kept (`hvad`, `navn`, in which tables), for how long (None: for good), counted from when, and why.

    `mindst` is the shortest time that may be set, `sikkerhed` how sure the basis is (A-C, as in every reference list),
    `er_tilpasset` whether the installation set another time than the list's own.
    """

    hvad: str
    navn: str
    tabeller: tuple[str, ...]
    periode: Periode | None
    mindst: Periode | None
    regnet_fra: str
    handling: Handling
    hvorfor: str
    hjemmel: str
    sikkerhed: str
    kilde: str
    er_tilpasset: bool = False

    def find_graense(self, dag: date) -> date | None:
        """Give the day that what is older must go on `dag`; None where nothing goes."""
        return None if self.periode is None else self.periode.before(dag)


@cache
def load_opbevaring() -> Mapping[str, Opbevaring]:
    """Give the list by `hvad`, in its order."""
    return {row["hvad"]: _read(row) for row in read_rows("opbevaring.csv")}


def adapt_opbevaring(tilpasninger: str) -> Mapping[str, Opbevaring]:
    """Give the list as an installation wants it: JSON such as `{"dumps": "60 dage", "mail": "fra"}`; empty for none.

    Raises:
        OpbevaringFejl: no such JSON, no such kind, one that is never deleted, or a time that is too short.
    """
    liste = dict(load_opbevaring())
    for hvad, tekst in _read_json(tilpasninger).items():
        if hvad not in liste:
            raise OpbevaringFejl(f"Der er intet, der hedder »{hvad}«. Det kan være: {', '.join(liste)}.")
        liste[hvad] = replace(liste[hvad], periode=_read_periode(liste[hvad], tekst), er_tilpasset=True)
    return liste


def _read(row: Mapping[str, str]) -> Opbevaring:
    antal, enhed, mindst = row["antal"], row["enhed"], row["mindst"]
    return Opbevaring(
        hvad=row["hvad"],
        navn=row["navn"],
        tabeller=tuple(row["tabeller"].split()),
        periode=Periode(int(antal), enhed) if antal else None,
        mindst=Periode(int(mindst), enhed) if mindst else None,
        regnet_fra=row["regnet_fra"],
        handling=Handling(row["handling"]),
        hvorfor=row["hvorfor"],
        hjemmel=row["hjemmel"],
        sikkerhed=row["sikkerhed"],
        kilde=row["kilde"],
    )


def _read_json(tekst: str) -> dict[str, str]:
    try:
        laest = json.loads(tekst) if tekst.strip() else {}
    except (ValueError, RecursionError):
        laest = None
    if not isinstance(laest, dict) or not all(isinstance(value, str) for value in laest.values()):
        raise OpbevaringFejl('TILBUDSTJEK_OPBEVARING skal være JSON som {"dumps": "60 dage", "mail": "fra"}.')
    return laest


def _read_periode(emne: Opbevaring, tekst: str) -> Periode | None:
    if emne.mindst is None:
        raise OpbevaringFejl(f"»{emne.hvad}« bliver aldrig slettet af programmet ({emne.hjemmel or emne.hvorfor}).")
    if tekst == FRA:
        return None
    if not (match := _PERIODE.fullmatch(tekst.strip())):
        raise OpbevaringFejl(f"»{tekst}« er ingen tid for »{emne.hvad}«. Skriv fx 30 dage, 13 måneder eller fra.")
    periode = Periode(int(match[1]), match[2])
    # Any day in a year without a leap day does: what is compared is lengths.
    if periode.before(date(2026, 6, 30)) > emne.mindst.before(date(2026, 6, 30)):
        raise OpbevaringFejl(f"»{emne.hvad}« skal gemmes mindst {emne.mindst}; {periode} er for kort.")
    return periode
