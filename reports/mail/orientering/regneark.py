"""The workbook of a weekly mail: every finding, every case, what was mended, and nothing in it a formula."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from reports.mail.bilag import MIME, Bilag
from reports.mail.orientering.arkrows import Ark, Celle, list_ark
from reports.mail.orientering.model import Orientering
from reports.visning import dato

# Everything is written as what it is: a text that begins with "=" or looks like a link stays a text.
_INDSTILLINGER = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9
_TEKSTBREDDE = 100
# Signs that Unicode has and XML does not; one of them and no program opens the workbook.
_IKKE_XML = re.compile("[\ufffe\uffff]")
_FORMELTEGN = ("=", "+", "-", "@")


@dataclass(frozen=True)
class _Formater:
    """The looks of cells; `citat` keeps a text that begins like a formula a text when somebody edits the cell."""

    hoved: Format
    tekst: Format
    citat: Format
    dag: Format


def make_ugebilag(orientering: Orientering) -> Bilag | None:
    """Make the workbook of a weekly mail; None when it has nothing to hold. The same week gives the same bytes."""
    ark = [et for et in list_ark(orientering) if et.raekker]
    if not ark:
        return None
    return Bilag(navn=f"tilbudsportalen-{orientering.uge}.xlsx", indhold=_write(orientering, ark), mime=MIME)


def _write(orientering: Orientering, ark: Sequence[Ark]) -> bytes:
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    titel = f"{orientering.myndighed.navn}: Tilbudsportalen den {dato(orientering.dag)}"
    skrevet = datetime.combine(orientering.skrevet, time())
    bog.set_properties({"title": titel, "author": "Tilbudstjek", "created": skrevet})
    celle = {"text_wrap": True, "valign": "top"}
    formater = _Formater(
        hoved=bog.add_format({**celle, "bold": True, "bottom": 1}),
        tekst=bog.add_format(celle),
        citat=bog.add_format({**celle, "quote_prefix": True}),
        dag=bog.add_format({"valign": "top", "num_format": "dd-mm-yyyy"}),
    )
    for et in ark:
        _write_ark(bog.add_worksheet(et.navn), et, formater)
    _write_laes_mig(bog.add_worksheet("Læs mig"), [titel, *_forklar(orientering)], formater)
    bog.close()
    return ud.getvalue()


def _write_ark(ark: Worksheet, indhold: Ark, formater: _Formater) -> None:
    for plads, (navn, bredde) in enumerate(indhold.kolonner):
        ark.write_string(0, plads, navn, formater.hoved)
        ark.set_column(plads, plads, bredde)
    for nummer, raekke in enumerate(indhold.raekker, start=1):
        for plads, celle in enumerate(raekke):
            _write_celle(ark, (nummer, plads), celle, formater)
    ark.freeze_panes(1, 1)
    ark.autofilter(0, 0, len(indhold.raekker), len(indhold.kolonner) - 1)
    ark.set_landscape()
    ark.set_paper(_A4)
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(0)
    ark.set_footer("&LTilbudstjek&RSide &P af &N")


def _write_celle(ark: Worksheet, plads: tuple[int, int], celle: Celle, formater: _Formater) -> None:
    if isinstance(celle, date):
        ark.write_datetime(*plads, datetime.combine(celle, time()), formater.dag)
    elif isinstance(celle, int):
        ark.write_number(*plads, celle, formater.tekst)
    else:
        ren = _IKKE_XML.sub("", celle)
        ark.write_string(*plads, ren, formater.citat if ren.startswith(_FORMELTEGN) else formater.tekst)


def _write_laes_mig(ark: Worksheet, linjer: Sequence[str], formater: _Formater) -> None:
    ark.set_column(0, 0, _TEKSTBREDDE)
    for nummer, linje in enumerate(linjer):
        ark.write_string(nummer, 0, linje, formater.hoved if nummer == 0 else formater.tekst)
    ark.set_paper(_A4)
    ark.fit_to_pages(1, 0)


def _forklar(orientering: Orientering) -> Iterator[str]:
    yield "Arket »Fejl« har alle fejl, det alvorligste først. Et tomt felt under »Hvad står der« må ikke gengives her."
    yield "Om krisecentre står kun tilbuddets nummer, reglen og datoerne. Om plejefamilier står intet her."
    yield f"»Gammel« er en fejl, der har stået i over {orientering.gammel_dage} dage."
    yield "Regnearket er en service og ikke en afgørelse. Det bliver ikke læst igen; fejl rettes på Tilbudsportalen."
