"""A report as a workbook: a sheet with its words, and one for each table, numbers as numbers and nothing a formula."""

import io
import re
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from reports.stikproeve.dokument import Afsnit, Blok, Celle, Decimal, Dokument, Liste, Pct, Tabel, Varsel, write_celle

_FORBUDTE = re.compile(r"[\[\]:*?/\\']")
_NAVN_GRAENSE = 31
_BREDEST = 60
_TEKSTBREDDE = 110
# Everything is written as what it is: a text that begins with "=" or looks like a link stays a text.
_INDSTILLINGER = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(dokument: Dokument, *, nu: datetime) -> bytes:
    """Give a report as a workbook, the same bytes for the same report and moment."""
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    bog.set_properties({"title": dokument.titel, "author": "Tilbudstjek", "created": nu.replace(tzinfo=None)})
    formater = _Formater(bog)
    _write_tekst(bog.add_worksheet("Rapport"), dokument, formater)
    brugte = {"rapport"}
    for tabel in dokument.tabeller:
        _write_tabel(bog.add_worksheet(_name_sheet(tabel.navn, brugte)), tabel, formater)
    bog.close()
    return ud.getvalue()


class _Formater:
    """The looks of cells."""

    def __init__(self, bog: Workbook) -> None:
        self.titel: Format = bog.add_format({"bold": True, "font_size": 16, "text_wrap": True})
        self.overskrift: Format = bog.add_format({"bold": True, "font_size": 12, "text_wrap": True})
        self.tekst: Format = bog.add_format({"text_wrap": True, "valign": "top"})
        self.vigtig: Format = bog.add_format({"text_wrap": True, "bold": True})
        self.hoved: Format = bog.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"})
        self.tal: Format = bog.add_format({"num_format": "#,##0"})
        self.procent: Format = bog.add_format({"num_format": "0.0%"})
        self.decimal: Format = bog.add_format({"num_format": "#,##0.0"})
        self.ord: Format = bog.add_format({"align": "right"})


def _write_tekst(ark: Worksheet, dokument: Dokument, formater: _Formater) -> None:
    ark.set_column(0, 0, _TEKSTBREDDE)
    ark.set_paper(9)
    ark.fit_to_pages(1, 0)
    linjer = [(dokument.titel, formater.titel), (dokument.om, formater.tekst)]
    for afsnit in dokument.afsnit:
        linjer += _list_linjer(afsnit, formater)
    for nummer, (tekst, udseende) in enumerate(linjer):
        ark.write_string(nummer, 0, tekst, udseende)


def _list_linjer(afsnit: Afsnit, formater: _Formater) -> list[tuple[str, Format]]:
    linjer = [("", formater.tekst), (afsnit.overskrift, formater.overskrift)]
    for blok in afsnit.blokke:
        linjer += [(tekst, formater.vigtig if isinstance(blok, Varsel) else formater.tekst) for tekst in _read(blok)]
    return linjer


def _read(blok: Blok) -> Sequence[str]:
    if isinstance(blok, str):
        return (blok,)
    if isinstance(blok, Varsel):
        return (blok.tekst,)
    if isinstance(blok, Liste):
        return tuple(f"• {punkt}" for punkt in blok.punkter)
    return (f"Se arket med tabellen »{blok.titel}«.",)


def _write_tabel(ark: Worksheet, tabel: Tabel, formater: _Formater) -> None:
    ark.write_string(0, 0, tabel.titel, formater.vigtig)
    for kolonne, navn in enumerate(tabel.kolonner):
        ark.write_string(1, kolonne, navn, formater.hoved)
        ark.set_column(kolonne, kolonne, _find_bredde(tabel, kolonne))
    for nummer, raekke in enumerate(tabel.raekker, start=2):
        for kolonne, celle in enumerate(raekke):
            _write_celle(ark, (nummer, kolonne), celle, formater, er_tal=kolonne >= tabel.tal_fra)
    ark.freeze_panes(2, 1)
    ark.set_landscape()
    ark.set_paper(9)
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(1)


def _write_celle(ark: Worksheet, plads: tuple[int, int], celle: Celle, formater: _Formater, *, er_tal: bool) -> None:
    if isinstance(celle, Pct):
        ark.write_number(*plads, celle.andel, formater.procent)
    elif isinstance(celle, Decimal):
        ark.write_number(*plads, celle.vaerdi, formater.decimal)
    elif isinstance(celle, int):
        ark.write_number(*plads, celle, formater.tal)
    else:
        ark.write_string(*plads, write_celle(celle), formater.ord if er_tal else formater.tekst)


def _find_bredde(tabel: Tabel, kolonne: int) -> float:
    laengder = [len(write_celle(raekke[kolonne])) for raekke in tabel.raekker]
    ord_ = max(len(del_) for del_ in tabel.kolonner[kolonne].split())
    return min(_BREDEST, max([ord_, *laengder]) + 3)


def _name_sheet(navn: str, brugte: set[str]) -> str:
    """Give a sheet's name as Excel takes it, and no name twice."""
    rent = _FORBUDTE.sub(" ", navn).strip()
    kandidat, nummer = rent[:_NAVN_GRAENSE].strip(), 2
    while kandidat.lower() in brugte:
        hale = f" {nummer}"
        kandidat, nummer = rent[: _NAVN_GRAENSE - len(hale)].strip() + hale, nummer + 1
    brugte.add(kandidat.lower())
    return kandidat
