"""Files of made-up dataudtræk, written by real spreadsheet programs' libraries, and read by the reader under test."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from crawler.files import Udtraeksfil, laes_udtraek
from crawler.files.former import key_of
from crawler.files.kolonner import load_kolonner
from domain.eksempel_raekker import fejlfri_raekke
from domain.entiteter import ENTITETER

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOEGLE = "en nøgle til prøver"
TABEL = load_kolonner()
TAKST = ("Tilbuds-id", "Afdelings-id", "Ydelses-id", "Takstår", "Takst (kr.)", "Takst ændret")
BELAEGNING = ("Tilbuds-id", "År", "Forudsat belægningsprocent")


def laes(fil: Path, **valg: Any) -> Udtraeksfil:
    """Read a file as of START."""
    return laes_udtraek(fil, start=valg.pop("start", START), hash_noegle=NOEGLE, **valg)


def write_csv(fil: Path, *linjer: str, encoding: str = "utf-8", skift: str = "\n") -> Path:
    """Write lines of text."""
    fil.write_bytes(skift.join([*linjer, ""]).encode(encoding))
    return fil


def write_takster(fil: Path, *raekker: str, overskrifter: Iterable[str] = TAKST) -> Path:
    """Write a CSV file of takster: each row as text, cells parted by semicolons."""
    return write_csv(fil, ";".join(overskrifter), *raekker)


def write_xlsx(fil: Path, ark: Mapping[str, Sequence[Sequence[Any]]], **indstillinger: Any) -> Path:
    """Write a workbook with a sheet for each name; dates get a date format."""
    with xlsxwriter.Workbook(str(fil), indstillinger) as bog:
        dato = bog.add_format({"num_format": "dd-mm-yyyy"})
        for navn, raekker in ark.items():
            side = bog.add_worksheet(navn)
            for nummer, raekke in enumerate(raekker):
                for kolonne, celle in enumerate(raekke):
                    if isinstance(celle, date):
                        side.write_datetime(nummer, kolonne, celle, dato)
                    elif celle is not None:
                        side.write(nummer, kolonne, celle)
    return fil


def rezip(fil: Path, *, uden: str = "", **dele: bytes) -> Path:
    """Write a workbook's package anew with parts changed or added; names use __ for / and _DOT_ for dots."""
    nye = {navn.replace("__", "/").replace("_DOT_", "."): indhold for navn, indhold in dele.items()}
    kilde = io.BytesIO(fil.read_bytes())
    with zipfile.ZipFile(kilde) as ind, zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as ud:
        for navn in ind.namelist():
            if navn not in nye and (not uden or uden not in navn):
                ud.writestr(navn, ind.read(navn))
        for navn, indhold in nye.items():
            ud.writestr(navn, indhold)
    return fil


def read_part(fil: Path, navn: str) -> bytes:
    """Give one part of a workbook's package."""
    with zipfile.ZipFile(fil) as pakke:
        return pakke.read(navn)


def example(entitet: str, **aendringer: Any) -> tuple[list[str], list[Any]]:
    """Give the headings of an entity and a faultless row of it, by the column table; dates as dates."""
    raekke = fejlfri_raekke(entitet, aendringer)
    datoer = {k.navn for k in ENTITETER[entitet].kolonner if k.navn.endswith("_dato")}
    felter = list(raekke.felter)
    celler = [
        date.fromisoformat(str(value)) if felt in datoer and value else value for felt, value in raekke.felter.items()
    ]
    return [TABEL.first_overskrift(entitet, felt) for felt in felter], celler


def keys(udtraek: Udtraeksfil, entitet: str) -> list[tuple[Any, ...]]:
    """Give the keys of the rows read of an entity."""
    return [tuple(x.felter[felt] for felt in key_of(entitet)) for x in udtraek.dump.raekker if x.entitet == entitet]
