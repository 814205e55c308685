"""The workbook written with xlsxwriter: values, formulas with their kept results, and the boxes of a form."""

from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from crawler.replica.skema.plan import Formel, Skemaplan, Vaerdi
from crawler.replica.skema.udfyld import BUDGET, fill_plan, list_celler
from domain.skema import Skema

_RAMMER = range(1, 111)


def write_skema(skema: Skema | Skemaplan, fil: Path) -> Path:
    """Write a form, or a plan of one, as a workbook; give its path."""
    plan = skema if isinstance(skema, Skemaplan) else fill_plan(skema)
    with xlsxwriter.Workbook(fil, {"strings_to_formulas": False, "strings_to_urls": False}) as mappe:
        ramme = mappe.add_format({"border": 1, "num_format": "#,##0.00"})
        for navn, celler in plan.ark.items():
            ark = mappe.add_worksheet(navn)
            if navn == BUDGET:
                _write_boxes(ark, ramme)
            for celle, vaerdi in celler.items():
                _write(ark, celle, vaerdi, ramme)
    return fil


def _write_boxes(ark: Worksheet, ramme: Format) -> None:
    """Draw the empty boxes that a real form has, so that reading one costs what reading a real one does."""
    for celle in list_celler(_RAMMER):
        ark.write_blank(celle, None, ramme)


def _write(ark: Worksheet, celle: str, vaerdi: Vaerdi, ramme: Format) -> None:
    if isinstance(vaerdi, Formel):
        # An empty text is how xlsxwriter leaves the result out.
        ark.write_formula(celle, vaerdi.tekst, ramme, "" if vaerdi.vaerdi is None else vaerdi.vaerdi)
    elif isinstance(vaerdi, str):
        ark.write_string(celle, vaerdi)
    else:
        ark.write_number(celle, vaerdi, ramme)
