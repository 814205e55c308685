"""The table of headings: which heading of a file fills which field. A CSV file that a person can edit."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from crawler.files.fejl import UdtraekFejl
from crawler.files.former import entity_names, forms_of, key_of
from domain.systemfejl import explain_oserror
from domain.tekst import fold

HOVED = ("version", "entitet", "overskrift", "felt", "bemaerkning")


@dataclass(frozen=True)
class Kolonnetabel:
    """The table as read. `felter` gives by entity the field of each folded heading, `overskrifter` them as written."""

    version: int
    felter: Mapping[str, Mapping[str, str]]
    overskrifter: Mapping[str, Mapping[str, tuple[str, ...]]]

    def find_felt(self, entitet: str, overskrift: str) -> str | None:
        """Give the field that a heading fills; None when the table does not know it."""
        return self.felter[entitet].get(fold(overskrift))

    def first_overskrift(self, entitet: str, felt: str) -> str:
        """Give the heading to ask for; the field's own name when the table has none."""
        return self.overskrifter[entitet].get(felt, (felt,))[0]


def load_kolonner(fil: Path | None = None) -> Kolonnetabel:
    """Read a table of headings; without a file the program's own.

    Raises:
        UdtraekFejl: the file cannot be read, or a row of it cannot be meant.
    """
    return parse_kolonner(_read_text(fil), fil.name if fil else "kolonner.csv")


def parse_kolonner(tekst: str, navn: str) -> Kolonnetabel:
    """Read a table of headings from its text; `navn` is what to call it when something is wrong."""
    version = 0
    felter: dict[str, dict[str, str]] = {entitet: {} for entitet in entity_names()}
    overskrifter: dict[str, dict[str, tuple[str, ...]]] = {entitet: {} for entitet in entity_names()}
    for linje, row in _read_rows(tekst, navn):
        entitet, overskrift, felt = _check_row(row, f"{navn}, linje {linje}")
        foldet = fold(overskrift)
        if foldet in felter[entitet]:
            raise UdtraekFejl(
                f"{navn}, linje {linje}: overskriften »{overskrift}« står to gange for {entitet} "
                f"(for {felter[entitet][foldet]} og {felt}). Slet den ene."
            )
        felter[entitet][foldet] = felt
        overskrifter[entitet][felt] = (*overskrifter[entitet].get(felt, ()), overskrift)
        version = max(version, int(row["version"]))
    _check_keys(overskrifter, navn)
    return Kolonnetabel(version, felter, overskrifter)


def _read_text(fil: Path | None) -> str:
    if fil is None:
        return files(__package__).joinpath("kolonner.csv").read_text(encoding="utf-8")
    try:
        return fil.read_text(encoding="utf-8-sig")
    except OSError as fejl:
        raise UdtraekFejl(
            f"Kolonnetabellen {fil.name} kan ikke læses: {explain_oserror(fejl)}. Se efter stien."
        ) from fejl
    except UnicodeDecodeError as fejl:
        raise UdtraekFejl(f"Kolonnetabellen {fil.name} er ikke gemt som UTF-8. Gem den som »CSV UTF-8«.") from fejl


def _read_rows(tekst: str, navn: str) -> Iterator[tuple[int, dict[str, str]]]:
    laeser = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";", restkey="", restval="")
    mangler = [kolonne for kolonne in HOVED[:-1] if kolonne not in (laeser.fieldnames or ())]
    if mangler:
        raise UdtraekFejl(
            f"{navn}: første linje skal være {';'.join(HOVED)}. Der mangler {', '.join(mangler)}. "
            "Gem tabellen med semikolon mellem kolonnerne."
        )
    try:
        for row in laeser:
            if any(isinstance(celle, str) and celle.strip() for celle in row.values()):
                yield laeser.line_num, row
    except csv.Error as fejl:
        raise UdtraekFejl(f"{navn}, linje {laeser.line_num}: linjen kan ikke læses. Se efter anførselstegn.") from fejl


def _check_row(row: dict[str, str], hvor: str) -> tuple[str, str, str]:
    entitet, overskrift, felt = (row[kolonne].strip() for kolonne in ("entitet", "overskrift", "felt"))
    if not row["version"].strip().isdecimal():
        raise UdtraekFejl(f"{hvor}: versionen »{row['version']}« er ikke et helt tal. Skriv fx 2.")
    if entitet not in entity_names():
        raise UdtraekFejl(f"{hvor}: entiteten »{entitet}« findes ikke. Den skal være {', '.join(entity_names())}.")
    if felt not in forms_of(entitet):
        raise UdtraekFejl(f"{hvor}: {entitet} har ikke feltet »{felt}«. Felterne er {', '.join(forms_of(entitet))}.")
    if not fold(overskrift):
        raise UdtraekFejl(f"{hvor}: overskriften mangler. Skriv den, som den står i filen.")
    return entitet, overskrift, felt


def _check_keys(overskrifter: Mapping[str, Mapping[str, tuple[str, ...]]], navn: str) -> None:
    for entitet, kendte in overskrifter.items():
        mangler = [felt for felt in key_of(entitet) if felt not in kendte]
        if mangler:
            raise UdtraekFejl(
                f"{navn}: {entitet} har ingen overskrift til {', '.join(mangler)}, som kender rækkerne fra hinanden. "
                "Tilføj en linje for hver."
            )
