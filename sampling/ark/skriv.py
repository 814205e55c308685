"""Writing a workbook. Everything that comes from others is written as text, so that no cell can be a formula."""

import io
from collections.abc import Mapping
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from domain.stikproevesvar import MINUTTER_GRAENSE, SANKTIONSNAVNE, UDFALDSNAVNE
from sampling.ark.kolonner import KOLONNER, NOEGLE
from sampling.ark.model import Arbejdsark, Arkhoved, Arkraekke
from sampling.ark.noegle import make_maskindel, make_noegle
from sampling.ark.vejledning import write_vejledning

VEJLEDNING, SAGER, MASKINDEL = "Vejledning", "Sager", "_maskindel"

_A4 = 9
_LINK_GRAENSE = 2000
_INDSTILLINGER = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_BESKYTTELSE = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
_FORMATER: dict[str, dict[str, object]] = {
    "titel": {"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"},
    "afsnit": {"bold": True, "font_size": 12, "top": 1, "text_wrap": True},
    "tekst": {"text_wrap": True, "valign": "top"},
    "hoved": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D5DAE0", "border": 1},
    "laast": {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#8A949E", "num_format": "@"},
    "link": {"text_wrap": True, "valign": "top", "border": 1, "font_color": "#0B4F8A", "underline": 1},
    "svar": {"text_wrap": True, "valign": "top", "border": 1, "locked": False, "bg_color": "#FFF8E1"},
    "dag": {"valign": "top", "border": 1, "locked": False, "bg_color": "#FFF8E1", "num_format": "dd-mm-yyyy"},
}


def write_ark(ark: Arbejdsark, *, nu: datetime) -> bytes:
    """Give a workbook as the bytes of an xlsx file; the same content and moment give the same bytes."""
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    bog.set_properties(
        {"title": f"Stikprøvekontrol {ark.hoved.nummer}", "author": "Tilbudstjek", "created": nu.replace(tzinfo=None)}
    )
    formater = {navn: bog.add_format(dict(valg)) for navn, valg in _FORMATER.items()}
    _write_vejledning(bog.add_worksheet(VEJLEDNING), ark, formater)
    _write_sager(bog.add_worksheet(SAGER), ark, formater)
    _write_maskindel(bog.add_worksheet(MASKINDEL), ark)
    bog.close()
    return ud.getvalue()


def _write_vejledning(side: Worksheet, ark: Arbejdsark, formater: Mapping[str, Format]) -> None:
    antal_enheder = len({raekke.enhed_id for raekke in ark.raekker})
    linjer = write_vejledning(ark.hoved, antal_enheder=antal_enheder, antal_raekker=len(ark.raekker))
    side.set_column(0, 0, 110)
    side.hide_gridlines(2)
    for nummer, (stil, tekst) in enumerate(linjer):
        side.write_string(nummer, 0, tekst, formater[stil])
    side.protect("", {})
    side.set_paper(_A4)
    side.fit_to_pages(1, 0)


def _write_sager(side: Worksheet, ark: Arbejdsark, formater: Mapping[str, Format]) -> None:
    sidste = max(len(ark.raekker), 1)
    for nummer, kolonne in enumerate(KOLONNER):
        skjult = {"hidden": True} if kolonne.felt == NOEGLE else {}
        side.set_column(nummer, nummer, kolonne.bredde, None, skjult)
        side.write_string(0, nummer, kolonne.overskrift, formater["hoved"])
    for nummer, raekke in enumerate(ark.raekker, start=1):
        _write_raekke(side, nummer, raekke, ark.hoved, formater)
    _add_lister(side, sidste)
    side.autofilter(0, 0, sidste, len(KOLONNER) - 1)
    side.freeze_panes(1, 2)
    side.protect("", _BESKYTTELSE)
    _set_up_print(side, ark.hoved)


def _write_raekke(
    side: Worksheet, nummer: int, raekke: Arkraekke, hoved: Arkhoved, formater: Mapping[str, Format]
) -> None:
    for kolonne, (felt, tekst) in enumerate(_tekster(raekke, hoved).items()):
        er_link = felt == "link" and 0 < len(tekst) <= _LINK_GRAENSE
        if er_link:
            side.write_url(nummer, kolonne, tekst, formater["link"], tekst)
        elif felt == "rettet_dag":
            _write_dag(side, nummer, kolonne, raekke, formater["dag"])
        elif felt == "minutter" and tekst:
            side.write_number(nummer, kolonne, int(tekst), formater["svar"])
        else:
            stil = "svar" if KOLONNER[kolonne].er_svar else "laast"
            _write_tekst(side, nummer, kolonne, tekst, formater[stil])


def _write_tekst(side: Worksheet, raekke: int, kolonne: int, tekst: str, stil: Format) -> None:
    if tekst:
        side.write_string(raekke, kolonne, tekst, stil)
    else:
        side.write_blank(raekke, kolonne, None, stil)


def _write_dag(side: Worksheet, nummer: int, kolonne: int, raekke: Arkraekke, stil: Format) -> None:
    if raekke.svar is None or raekke.svar.rettet_dag is None:
        side.write_blank(nummer, kolonne, None, stil)
    else:
        side.write_datetime(nummer, kolonne, raekke.svar.rettet_dag, stil)


def _tekster(raekke: Arkraekke, hoved: Arkhoved) -> dict[str, str]:
    """Give the text of each column of a row, in the order of the columns."""
    svar = raekke.svar
    andres = raekke.svar_fra if raekke.svar_fra and raekke.svar_fra != hoved.sagsbehandler else ""
    felter = {
        "enhed": raekke.enhed_id,
        "navn": raekke.navn,
        "link": raekke.link,
        "punkt": raekke.etiket,
        "portalen": raekke.portalen,
        "spoerg": raekke.spoerg,
        "udfald": UDFALDSNAVNE[svar.udfald] if svar else "",
        "kommentar": (svar.kommentar or "") if svar else "",
        "minutter": "" if svar is None or svar.minutter is None else str(svar.minutter),
        "rettet_dag": "",
        "sanktion": SANKTIONSNAVNE[svar.sanktion] if svar and svar.sanktion else "",
        "svar_fra": andres,
        "noegle": make_noegle(hoved, raekke.enhed_id, raekke.punkt),
    }
    return {kolonne.felt: felter[kolonne.felt] for kolonne in KOLONNER}


def _add_lister(side: Worksheet, sidste: int) -> None:
    plads = {kolonne.felt: nummer for nummer, kolonne in enumerate(KOLONNER)}
    lister = {"udfald": list(UDFALDSNAVNE.values()), "sanktion": list(SANKTIONSNAVNE.values())}
    for felt, ord_ in lister.items():
        valg = {
            "validate": "list",
            "source": ord_,
            "error_title": "Vælg på listen",
            "error_message": f"Skriv et af disse: {', '.join(ord_)}.",
        }
        side.data_validation(1, plads[felt], sidste, plads[felt], valg)
    tal = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": MINUTTER_GRAENSE,
        "error_title": "Minutter",
        "error_message": "Skriv et helt antal minutter uden andre tegn.",
    }
    side.data_validation(1, plads["minutter"], sidste, plads["minutter"], tal)


def _set_up_print(side: Worksheet, hoved: Arkhoved) -> None:
    side.set_landscape()
    side.set_paper(_A4)
    side.fit_to_pages(1, 0)
    side.repeat_rows(0)
    side.set_footer(f"&LStikprøvekontrol {hoved.nummer}&RSide &P af &N")


def _write_maskindel(side: Worksheet, ark: Arbejdsark) -> None:
    noegler = {make_noegle(ark.hoved, x.enhed_id, x.punkt): x.version for x in ark.raekker}
    for nummer, dele in enumerate(make_maskindel(ark.hoved, noegler)):
        for kolonne, tekst in enumerate(dele):
            if tekst:
                side.write_string(nummer, kolonne, tekst)
    side.very_hidden()
    side.protect("", {})
