"""The dataudtræk as files, as a ministry might have them: a workbook with some sheets, large ones as CSV."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from crawler.files.kolonner import Kolonnetabel, load_kolonner
from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.model import Row, Rows
from crawler.replica.udtraek.udtraek import Udtraek
from domain.entiteter import ENTITETER, Art, Kolonne

# Sheets in the order somebody happened to make them, each with a title above its headings.
_ARK = {
    "sanktion": "Sanktioner",
    "tilbud": "Tilbud",
    "belaegning": "Belægningsprocenter",
    "plads": "Pladser og ledige pladser",
}
_FILER = {
    "takst": "takster",
    "budget": "årsbudgetter",
    "noegletal": "nøgletal",
    "tilsynsbesoeg": "tilsynsbesøg",
    "kvalitetsscore": "kvalitetsscorer",
    "plejefamilie": "plejefamilier",
}
_OVERSKRIFTSLINJE = 2
# One cell in so many is text where the others are numbers and dates.
_HVER_ANDEN_SKRIVEMAADE = 9


def write_udtraek(mappe: Path, udtraek: Udtraek) -> list[Path]:
    """Write every row into files in a folder; give the files."""
    mappe.mkdir(parents=True, exist_ok=True)
    tabel = load_kolonner()
    bog = mappe / f"dataudtraek-{udtraek.dag.isoformat()}.xlsx"
    _write_bog(bog, udtraek, tabel)
    filer = [bog]
    for entitet, navn in _FILER.items():
        fil = mappe / f"{navn}-{udtraek.dag.isoformat()}.csv"
        _write_csv(fil, entitet, udtraek.raekker[entitet], tabel)
        filer.append(fil)
    return filer


def _write_csv(fil: Path, entitet: str, rows: Rows, tabel: Kolonnetabel) -> None:
    with fil.open("w", encoding="cp1252", newline="") as ud:
        skriver = csv.writer(ud, delimiter=";")
        skriver.writerow(_overskrifter(entitet, tabel))
        kolonner = ENTITETER[entitet].kolonner
        skriver.writerows([write_celle(kolonne, row[kolonne.navn]) for kolonne in kolonner] for row in rows)


def _overskrifter(entitet: str, tabel: Kolonnetabel) -> list[str]:
    return [tabel.first_overskrift(entitet, kolonne.navn) for kolonne in ENTITETER[entitet].kolonner]


def write_celle(kolonne: Kolonne, vaerdi: Any) -> str:  # noqa: ANN401 - a value of any of the kinds
    """Write a value as Danes do: `1.234,50`, `31-12-2025`, `ja`."""
    if vaerdi is None:
        return ""
    if kolonne.art is Art.DATO:
        return f"{date.fromisoformat(vaerdi):%d-%m-%Y}"
    if kolonne.art is Art.JANEJ:
        return "ja" if vaerdi else "nej"
    if kolonne.art is Art.TAL:
        return _write_tal(vaerdi, decimaler=2 if kolonne.navn.endswith("_kr") else 1)
    return str(vaerdi)


def _write_tal(tal: float, *, decimaler: int) -> str:
    # By way of its text, so that every digit of it is written and none beside.
    helt, _, rest = f"{Decimal(repr(tal)):,f}".partition(".")
    rest = rest.rstrip("0")
    return helt.replace(",", ".") + (f",{rest.ljust(decimaler, '0')}" if rest else "")


def _write_bog(fil: Path, udtraek: Udtraek, tabel: Kolonnetabel) -> None:
    with Workbook(fil, {"constant_memory": True}) as bog:
        dato = bog.add_format({"num_format": "dd-mm-yyyy"})
        for entitet, navn in _ARK.items():
            ark = bog.add_worksheet(navn)
            ark.write_string(0, 0, f"Dataudtræk af {navn.lower()} pr. {udtraek.dag:%d-%m-%Y}")
            for kolonne, overskrift in enumerate(_overskrifter(entitet, tabel)):
                ark.write_string(_OVERSKRIFTSLINJE, kolonne, overskrift)
            for linje, row in enumerate(udtraek.raekker[entitet], _OVERSKRIFTSLINJE + 1):
                _write_row(ark, linje, entitet, row, dato)


def _write_row(ark: Worksheet, linje: int, entitet: str, row: Row, dato: Format) -> None:
    for nummer, (kolonne, vaerdi) in enumerate(_celler(entitet, row)):
        som_tekst = draw_lod(entitet, kolonne.navn, str(linje)) % _HVER_ANDEN_SKRIVEMAADE == 0
        if vaerdi is None:
            continue
        if som_tekst or kolonne.art in {Art.TEKST, Art.JANEJ}:
            ark.write_string(linje, nummer, write_celle(kolonne, vaerdi))
        elif kolonne.art is Art.DATO:
            ark.write_datetime(linje, nummer, date.fromisoformat(vaerdi), dato)
        else:
            ark.write_number(linje, nummer, vaerdi)


def _celler(entitet: str, row: Row) -> Iterator[tuple[Kolonne, Any]]:
    return ((kolonne, row[kolonne.navn]) for kolonne in ENTITETER[entitet].kolonner)
