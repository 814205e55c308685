"""A rule as data: what it finds, why that is wrong, how to mend it, by which law, and the SQL that finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from domain.skema import Skema


class Alvor(StrEnum):
    """How serious a finding is, most serious first."""

    KRITISK = "kritisk"
    ALVORLIG = "alvorlig"
    ADVARSEL = "advarsel"


class Formaal(StrEnum):
    """The aim of control in SEL § 14 stk. 4 that a rule serves."""

    INDBERETTET = "nr. 1"
    FAKTA = "nr. 2"
    SYSTEMATIK = "nr. 3"


class Modtager(StrEnum):
    """Who is told. `OS` is the team itself: a fault of the portal or of our reading never reaches an owner."""

    TILBUD = "tilbud"
    SOCIALTILSYN = "socialtilsyn"
    KOMMUNE = "kommune"
    OS = "os"


class Entitet(StrEnum):
    """What a finding speaks of; one suite each."""

    AFDELING = "afdeling"
    TILBUD = "tilbud"
    SOCIALTILSYN = "socialtilsyn"


@dataclass(frozen=True, kw_only=True)
class Eksempel:
    """A tiny register that breaks or keeps a rule.

    `afdelinger` are changes to `domain.eksempel.fejlfri`, one mapping an afdeling. `fund` are the keys
    (tilbudsid, afdelingsid) that must be found; empty when the rule is kept. `dato` is the day it is judged.
    `savnet` are the keys that were there the night before but not in this fetch. `dar` are the addresses that the
    address register has, and `dar_foer` what they were called before; without either no register is loaded.
    `udtraek` are the entities delivered by dataudtræk on that day, each row as changes to
    `domain.eksempel_raekker.fejlfri_raekke` (an entity without rows is delivered empty); `udtraek_foer` were delivered
    30 days before. `skemaer` are budgetskemaer read on that day. `doede_adresser` are e-mail addresses that mails came
    back from for good.
    """

    navn: str
    afdelinger: tuple[Mapping[str, Any], ...]
    fund: tuple[tuple[str, str | None], ...] = ()
    dato: date = date(2026, 11, 1)
    savnet: tuple[tuple[str, str], ...] = ()
    udtraek: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    udtraek_foer: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    skemaer: tuple[Skema, ...] = ()
    dar: tuple[str, ...] = ()
    dar_foer: Mapping[str, str] = field(default_factory=dict)
    doede_adresser: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One rule of the catalogue.

    `sql` is one SELECT over the views of docs/arkitektur.md that gives `tilbudsid`, `afdelingsid` (NULL when the
    finding is about the tilbud), `vaerdi`, optionally `forslag`, and whatever else proves the fault. Where one tilbud
    can break a rule in several rows, a column `raekke` tells them apart in words ("Ydelse 3, 2026").
    `lovkilder` are keys of `domain/reference/lovkilder.csv`. `sikkerhed` is how sure the field is that the duty
    exists (A read in the law, B secondary, C inferred); a C rule is at most a warning.
    """

    id: str
    titel: str
    finder: str
    hvorfor: str
    ret: str
    alvor: Alvor
    formaal: Formaal
    lovkilder: tuple[str, ...]
    modtagere: frozenset[Modtager]
    entitet: Entitet
    felt: str
    sql: str
    bryder: tuple[Eksempel, ...]
    holder: tuple[Eksempel, ...]
    sikkerhed: str = "A"
    aktiv: bool = True
    note: str = ""

    @property
    def omraade(self) -> str:
        """The area: the letters of the id, in lower case."""
        return self.id.split("-")[0].lower()
