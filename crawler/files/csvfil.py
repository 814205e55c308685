"""CSV: the separator is the one that makes headings of the first rows; quotes and line breaks as in RFC 4180."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.files.ark import Ark, Arkraekke
from crawler.files.fejl import UdtraekFejl
from crawler.files.graenser import FLESTE_KOLONNER, FLESTE_RAEKKER, LAENGSTE_CELLE, OVERSKRIFT_SENEST
from crawler.files.kolonner import Kolonnetabel
from domain.tekst import squeeze

if TYPE_CHECKING:
    from _csv import Reader

_SKILLETEGN = (";", ",", "\t")


def read_csv(tekst: str, navn: str, tabel: Kolonnetabel) -> Ark:
    """Read a text of rows. `navn` is the file's name.

    Raises:
        UdtraekFejl: a quote that is never closed, a cell, row or file that is too large.
    """
    skilletegn = max(_SKILLETEGN, key=lambda tegn: _count_headings(tekst, tegn, tabel))
    raekker = tuple(_read_rows(tekst, navn, skilletegn))
    return Ark(navn=Path(navn).stem, betegnelse=f"Filen {navn}", raekker=raekker, er_lige_lange=False)


def _count_headings(tekst: str, skilletegn: str, tabel: Kolonnetabel) -> tuple[int, int]:
    """Give the most headings any of the first rows has when split so; ties go to the most cells."""
    bedste = (0, 0)
    try:
        for row in islice(_reader(tekst, skilletegn), OVERSKRIFT_SENEST):
            kendte = max(sum(tabel.find_felt(e, celle) is not None for celle in row) for e in tabel.felter)
            bedste = max(bedste, (kendte, len(row)))
    except csv.Error:
        return bedste
    return bedste


def _read_rows(tekst: str, navn: str, skilletegn: str) -> Iterator[Arkraekke]:
    laeser = _reader(tekst, skilletegn)
    linje = 1
    antal = 0
    try:
        for row in laeser:
            if any(map(squeeze, row)):
                antal += 1
                _check_size(row, antal, navn, linje)
            yield linje, row
            linje = laeser.line_num + 1
    except csv.Error as fejl:
        raise UdtraekFejl(
            f"{navn}, linje {linje}: linjen kan ikke læses. Et anførselstegn er ikke lukket eller står forkert, eller "
            "teksten er for lang. Ret det, eller bed om udtrækket som .xlsx."
        ) from fejl


def _reader(tekst: str, skilletegn: str) -> "Reader":
    csv.field_size_limit(LAENGSTE_CELLE * 4)
    return csv.reader(io.StringIO(tekst, newline=""), delimiter=skilletegn, strict=True)


def _check_size(row: list[str], antal: int, navn: str, linje: int) -> None:
    if antal > FLESTE_RAEKKER:
        raise UdtraekFejl(f"{navn} har over {FLESTE_RAEKKER} rækker. Del udtrækket i flere filer.")
    if len(row) > FLESTE_KOLONNER and any(map(squeeze, row[FLESTE_KOLONNER:])):
        raise UdtraekFejl(
            f"{navn}, linje {linje}: der er over {FLESTE_KOLONNER} kolonner. Se efter, om det er den rigtige fil."
        )
