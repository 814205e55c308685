"""Opening a file that a person sends: every sheet as rows of cells, or a sentence that says why it cannot be read."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from sampling.ark.fejl import refuse
from sampling.ark.kolonner import name_celle

Celle = int | float | str | bool | date | datetime | time | timedelta
Omraade = tuple[tuple[int, int], tuple[int, int]]

MB = 1024 * 1024
_FIL_GRAENSE = 20 * MB
_UDPAKKET_GRAENSE = 300 * MB
_CELLE_GRAENSE = 5_000_000
_ARKFIL = re.compile(r"xl/worksheets/[^/]+\.xml")
# A cell with something in it: those that only have a format close themselves.
_CELLE = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*(?<!/)>")
# What the standard library raises of a damaged or locked package.
_ZIPFEJL = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError),
    *(RuntimeError, NotImplementedError, ValueError),
)
_BLOK = 4 * MB
_OVERLAP = 512
_GEM = "Gem filen som Excel-projektmappe (.xlsx), og prøv igen."


@dataclass(frozen=True)
class Fane:
    """One sheet: its name, its cells by row from the very first cell, and the areas that are merged."""

    navn: str
    raekker: tuple[tuple[Celle, ...], ...]
    flettede: tuple[Omraade, ...]


def open_faner(indhold: bytes) -> tuple[Fane, ...]:
    """Give the sheets of an xlsx file, hidden ones too.

    Raises:
        ArkFejl: The file is too large, locked with a password, damaged, or no xlsx file.
    """
    if len(indhold) > _FIL_GRAENSE:
        raise refuse("Filen er over 20 MB. Et arbejdsark er meget mindre; fjern billeder og indsatte filer.")
    _check_zip(indhold)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(indhold)) as bog:
            return tuple(_read(bog.get_sheet_by_name(navn)) for navn in bog.sheet_names)
    except PasswordError as fejl:
        raise refuse("Filen er låst med en adgangskode. Fjern adgangskoden, gem filen, og prøv igen.") from fejl
    except (CalamineError, OSError, ValueError) as fejl:
        raise refuse(f"Filen kan ikke læses; den er måske beskadiget. {_GEM}") from fejl


def _read(ark: CalamineSheet) -> Fane:
    raekker = tuple(tuple(row) for row in ark.to_python(skip_empty_area=False))
    return Fane(navn=ark.name, raekker=raekker, flettede=tuple(ark.merged_cell_ranges or ()))


def _check_zip(indhold: bytes) -> None:
    """Refuse what would be unpacked to more than a machine can hold: one stray cell far out is enough for that."""
    try:
        grund = _find_grund(indhold)
    except _ZIPFEJL as fejl:
        raise refuse(f"Filen kan ikke læses; den er måske beskadiget eller låst med en adgangskode. {_GEM}") from fejl
    if grund is not None:
        raise refuse(grund)


def _find_grund(indhold: bytes) -> str | None:
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        dele = pakke.infolist()
        if sum(en.file_size for en in dele) > _UDPAKKET_GRAENSE:
            return "Filen fylder for meget, når den pakkes ud. Det er ikke et arbejdsark fra Tilbudstjek."
        if "xl/workbook.xml" not in pakke.namelist():
            return f"Filen er ikke et Excel-ark. {_GEM}"
        arkfiler = [en.filename for en in dele if _ARKFIL.fullmatch(en.filename)]
        return next(filter(None, (_find_udenfor(pakke, navn) for navn in arkfiler)), None)


def _find_udenfor(pakke: zipfile.ZipFile, navn: str) -> str | None:
    bredde = hoejde = 0
    for kolonne, raekke in _find_celler(pakke, navn):
        bredde, hoejde = max(bredde, kolonne), max(hoejde, raekke)
        if bredde * hoejde > _CELLE_GRAENSE:
            celle = name_celle(raekke - 1, kolonne - 1)
            return f"Der står noget langt uden for skemaet, i nærheden af celle {celle}. Slet det, og gem filen igen."
    return None


def _find_celler(pakke: zipfile.ZipFile, navn: str) -> Iterator[tuple[int, int]]:
    """Give the column and row, from 1, of each cell with something in it."""
    with pakke.open(navn) as fil:
        rest = b""
        while blok := fil.read(_BLOK):
            tekst = rest + blok
            for fundet in _CELLE.finditer(tekst):
                yield _number(fundet[1].decode()), int(fundet[2])
            # A tag may lie across two blocks; one that is read twice changes nothing.
            rest = tekst[-_OVERLAP:]


def _number(bogstaver: str) -> int:
    tal = 0
    for tegn in bogstaver:
        tal = 26 * tal + ord(tegn) - ord("A") + 1
    return tal
