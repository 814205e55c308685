"""Budgetskemaer from files and folders: found, read one by one, and kept when asked to. One bad file stops no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from crawler.files.budgetskema import clean_filnavn, laes_skema, parse_filnavn
from domain.skema import INTET_SKEMA, Skema
from domain.skemaforskel import Postforskel, compare_skemaer
from domain.systemfejl import explain_oserror
from warehouse.queries.budgetskema import read_skema

# What a folder may hold that somebody meant as a form; a file that is named is read whatever it is called.
ENDELSER = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".pdf", ".csv"})
_LAASEFIL = "~$"


class BudgetFejl(ValueError):
    """The files asked for cannot be found; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Laesning:
    """What the operator says of the files (None lets each file's name say it), and what forms are compared with."""

    tilbudsid: str | None = None
    aar: int | None = None
    engine: Engine | None = None
    mod: Skema | None = None

    def compare_with(self, mod: Skema) -> "Laesning":
        """Hold every form against this one instead of the one kept of the year before."""
        return replace(self, mod=mod)

    def find_forskelle(self, skema: Skema) -> tuple[Postforskel, ...]:
        """Give what changed from the form to compare with; nothing when there is none."""
        foer, aar = self.mod, skema.forventet_aar or skema.budgetaar
        if foer is None and self.engine is not None and skema.tilbudsid and aar:
            foer = read_skema(self.engine, skema.tilbudsid, aar - 1)
        return () if foer is None else compare_skemaer(foer, skema)


@dataclass(frozen=True, kw_only=True)
class Skemafil:
    """A file with the form in it, or the sentence that says why it could not be opened."""

    sti: Path
    skema: Skema | None
    fejl: str = ""

    @property
    def navn(self) -> str:
        """The file's name, fit to print."""
        return clean_filnavn(self.sti)

    @property
    def hvorfor(self) -> str:
        """What is wrong with the file as a whole."""
        return self.fejl if self.skema is None else " ".join(x.tekst for x in self.skema.fejl if x.art in INTET_SKEMA)


def find_filer(stier: Iterable[Path]) -> list[Path]:
    """Give the files asked for, and those of folders and their folders, the oldest first; each once.

    Raises:
        BudgetFejl: a path that is not there, or no file at all.
    """
    fundne: dict[Path, Path] = {}
    for sti in stier:
        if not sti.is_file() and not sti.is_dir():
            raise BudgetFejl(f"{sti} findes ikke. Giv en fil eller en mappe med budgetskemaer.")
        for fil in _list_folder(sti) if sti.is_dir() else (sti,):
            fundne.setdefault(fil.resolve(), fil)
    if not fundne:
        raise BudgetFejl("Der er ingen budgetskemaer i mappen. De skal være Excel-filer (.xlsx).")
    return sorted(fundne.values(), key=lambda fil: (fil.stat().st_mtime_ns, str(fil)))


def read_skemafil(fil: Path, laesning: Laesning) -> Skemafil:
    """Read one file; whose it is and for which year comes from the operator, or else from its name."""
    navn_id, navn_aar = parse_filnavn(fil.name) or (None, None)
    try:
        skema = laes_skema(fil, tilbudsid=laesning.tilbudsid or navn_id, forventet_aar=laesning.aar or navn_aar)
    except OSError as fejl:
        return Skemafil(sti=fil, skema=None, fejl=f"Filen kan ikke åbnes: {explain_oserror(fejl)}.")
    return Skemafil(sti=fil, skema=skema)


def _list_folder(mappe: Path) -> Iterator[Path]:
    for fil in mappe.rglob("*"):
        er_skjult = fil.name.startswith((".", _LAASEFIL))
        if fil.suffix.casefold() in ENDELSER and not er_skjult and fil.is_file():
            yield fil
