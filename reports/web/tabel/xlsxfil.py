"""Rows as a workbook, written row by row so that a download of everything takes no more memory than a page."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from reports.exports import neutralise
from reports.web.tabel.celler import Andel, Filvaerdi

_BREDDE = 24
_TEKSTBREDDE = 100
# Everything is written as what it is: a text that begins with "=" or looks like a link stays a text.
_INDSTILLINGER = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(om: Sequence[str], hoved: Sequence[str], raekker: Iterable[Sequence[Filvaerdi]], *, dag: date) -> bytes:
    """Write a workbook: a sheet that says what it holds, and one with the rows. `dag` stands as the day it was made."""
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    bog.set_properties({"title": om[0], "author": "Tilbudstjek", "created": datetime.combine(dag, time())})
    formater = _Formater(bog)
    ark = bog.add_worksheet("Om filen")
    ark.set_column(0, 0, _TEKSTBREDDE)
    for nummer, linje in enumerate(om):
        ark.write_string(nummer, 0, linje, formater.tekst)
    _write_raekker(bog.add_worksheet("Rækker"), hoved, raekker, formater)
    bog.close()
    return ud.getvalue()


class _Formater:
    """The looks of cells. `citat` tells Excel that a text is one, also when somebody edits the cell."""

    def __init__(self, bog: Workbook) -> None:
        self.hoved = bog.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"})
        self.tekst = bog.add_format({"text_wrap": True, "valign": "top"})
        self.citat = bog.add_format({"quote_prefix": True})
        self.dag = bog.add_format({"num_format": "yyyy-mm-dd"})
        self.andel = bog.add_format({"num_format": "0.0%"})


def _write_raekker(
    ark: Worksheet, hoved: Sequence[str], raekker: Iterable[Sequence[Filvaerdi]], formater: _Formater
) -> None:
    ark.set_column(0, max(0, len(hoved) - 1), _BREDDE)
    ark.freeze_panes(1, 1)
    for kolonne, etiket in enumerate(hoved):
        ark.write_string(0, kolonne, etiket, formater.hoved)
    sidste = 0
    for sidste, raekke in enumerate(raekker, start=1):
        for kolonne, value in enumerate(raekke):
            _write_celle(ark, (sidste, kolonne), value, formater)
    ark.autofilter(0, 0, sidste, max(0, len(hoved) - 1))


def _write_celle(ark: Worksheet, plads: tuple[int, int], value: Filvaerdi, formater: _Formater) -> None:
    if isinstance(value, Andel):
        if value.helhed:
            ark.write_number(*plads, value.antal / value.helhed, formater.andel)
    elif isinstance(value, str):
        er_formel = neutralise(value) != value
        ark.write_string(*plads, value, formater.citat if er_formel else None)
    elif isinstance(value, date):
        ark.write_datetime(*plads, value, formater.dag)
    elif value is not None:
        ark.write_number(*plads, value)
