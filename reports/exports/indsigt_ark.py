"""The workbook of all that is known of somebody: a sheet a table, and nothing in it a formula."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from reports.exports.tabel import neutralise
from warehouse.queries.indsigt import Tabelfund

_INDSTILLINGER = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_BREDDE = 22
_HOEJST_I_CELLE = 32_000
_AFKORTET = " … (afkortet her; hele teksten står i JSON-filen)"


def write_ark(titel: str, fund: Sequence[Tabelfund], *, dag: date) -> bytes:
    """Write the rows as a workbook, a sheet for each table in their order."""
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    bog.set_properties({"title": titel, "author": "Tilbudstjek", "created": datetime.combine(dag, time())})
    fed = bog.add_format({"bold": True, "bottom": 1})
    citat = bog.add_format({"quote_prefix": True})
    for et in fund or (Tabelfund(tabel="intet fundet", rows=()),):
        _write_tabel(bog.add_worksheet(et.tabel), et, fed, citat)
    bog.close()
    return ud.getvalue()


def _write_tabel(ark: Worksheet, fund: Tabelfund, fed: Format, citat: Format) -> None:
    kolonner = list(fund.rows[0]) if fund.rows else []
    ark.set_column(0, max(0, len(kolonner) - 1), _BREDDE)
    ark.freeze_panes(1, 0)
    for plads, kolonne in enumerate(kolonner):
        ark.write_string(0, plads, kolonne, fed)
    for nummer, row in enumerate(fund.rows, start=1):
        for plads, kolonne in enumerate(kolonner):
            _write_celle(ark, nummer, plads, row[kolonne], citat)


def _write_celle(ark: Worksheet, nummer: int, plads: int, value: object, citat: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        ark.write_string(nummer, plads, "ja" if value else "nej")
    elif isinstance(value, int | float):
        ark.write_number(nummer, plads, value)
    else:
        tekst = value.isoformat() if isinstance(value, date) else str(value)
        if len(tekst) > _HOEJST_I_CELLE:
            tekst = tekst[:_HOEJST_I_CELLE] + _AFKORTET
        er_formel = neutralise(tekst) != tekst
        ark.write_string(nummer, plads, tekst, citat if er_formel else None)
