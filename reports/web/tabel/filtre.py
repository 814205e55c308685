"""The filters of a table: each reads one word of the address, and says in words what it was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from domain.tekst import fold, squeeze
from reports.visning import dato
from reports.web.tabel.soegeord import explain_refusal


@dataclass(frozen=True)
class Laest:
    """What a filter read: the value to look for, or a sentence that says why there is none."""

    value: str | None = None
    fejl: str | None = None


@dataclass(frozen=True, kw_only=True)
class Valgfilter:
    """One of some: `muligheder` are values with their words; `alle` is said for no choice."""

    art: ClassVar[str] = "valg"
    navn: str
    etiket: str
    muligheder: Sequence[tuple[str, str]]
    alle: str = "Alle"

    def read(self, tekst: str) -> Laest:
        """Take one of the values, and no other."""
        if any(tekst == value for value, _ in self.muligheder):
            return Laest(tekst)
        return Laest(fejl=f"Filteret »{self.etiket}« har ikke den mulighed, adressen beder om.")

    def write(self, value: str) -> str:
        """Give the words of a value."""
        return dict(self.muligheder)[value]


@dataclass(frozen=True, kw_only=True)
class Tekstfilter:
    """Words to look for; whoever makes the table's query folds them."""

    art: ClassVar[str] = "tekst"
    navn: str
    etiket: str
    hjaelp: str = ""
    laengst: int = 100

    def read(self, tekst: str) -> Laest:
        """Take words that can be looked for and may stand in an address."""
        soegt = squeeze(tekst) or ""
        if len(soegt) > self.laengst:
            return Laest(fejl=f"Teksten i »{self.etiket}« er for lang. Skriv højst {self.laengst} tegn.")
        if "\x00" in soegt or not fold(soegt):
            return Laest(fejl=f"Teksten i »{self.etiket}« indeholder ingen bogstaver eller tal at søge efter.")
        if afslag := explain_refusal(soegt):
            return Laest(fejl=afslag)
        return Laest(soegt)

    def write(self, value: str) -> str:
        """Give the words themselves."""
        return f"»{value}«"


@dataclass(frozen=True, kw_only=True)
class Jafilter:
    """A box to tick."""

    art: ClassVar[str] = "ja"
    navn: str
    etiket: str

    def read(self, tekst: str) -> Laest:
        """Take the tick."""
        if tekst == "ja":
            return Laest("ja")
        return Laest(fejl=f"Filteret »{self.etiket}« kan kun være slået til eller fra.")

    def write(self, value: str) -> str:
        """Give the tick as a word."""
        return value


@dataclass(frozen=True, kw_only=True)
class Dagfilter:
    """A day; its value is the ISO form."""

    art: ClassVar[str] = "dag"
    navn: str
    etiket: str

    def read(self, tekst: str) -> Laest:
        """Take a day that is in the calendar."""
        try:
            return Laest(date.fromisoformat(tekst.strip()).isoformat())
        except ValueError:
            return Laest(fejl=f"Dagen i »{self.etiket}« findes ikke. Skriv den som 2026-11-01.")

    def write(self, value: str) -> str:
        """Give the day as people write it."""
        return dato(date.fromisoformat(value))


Filter: TypeAlias = Valgfilter | Tekstfilter | Jafilter | Dagfilter
