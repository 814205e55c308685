"""What a workbook says of itself: its sheets and their parts, its calendar, and which styles show percent."""

import posixpath
import re
from dataclasses import dataclass

from crawler.files.fejl import UdtraekFejl
from crawler.files.regneark.pakke import Pakke
from crawler.files.regneark.xml import read_elements

_INDBYGGEDE_PROCENT = frozenset({9, 10})
_CITAT = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class Arkdel:
    """One worksheet: its name, its part in the package, and whether it is hidden."""

    navn: str
    sti: str
    er_skjult: bool


@dataclass(frozen=True)
class Bog:
    """The workbook. `procenttypografier` are the numbers of the cell styles that show a number as percent."""

    ark: tuple[Arkdel, ...]
    fra_1904: bool
    procenttypografier: frozenset[str]


def read_bog(pakke: Pakke, navn: str) -> Bog:
    """Read the workbook's own parts. Raises UdtraekFejl when they are missing or broken."""
    if "xl/workbook.xml" not in pakke.dele:
        raise UdtraekFejl(f"{navn} mangler den del, der siger, hvilke ark der er. Gem den igen i Excel.")
    elementer = read_elements(pakke.dele["xl/workbook.xml"], navn)
    stier = _read_paths(pakke, navn)
    ark = [
        Arkdel(x.get("name", ""), stier[x.get("id", "")], x.get("state", "visible") != "visible")
        for element, x in elementer
        if element == "sheet" and x.get("id", "") in stier
    ]
    fra_1904 = any(element == "workbookPr" and x.get("date1904") in {"1", "true", "on"} for element, x in elementer)
    return Bog(tuple(ark), fra_1904, _read_percent_styles(pakke, navn))


def _read_paths(pakke: Pakke, navn: str) -> dict[str, str]:
    """Give the part of each worksheet by its relation; charts and dialogs are no worksheets."""
    elementer = read_elements(pakke.dele.get("xl/_rels/workbook.xml.rels", b"<r/>"), navn)
    stier = {
        x.get("Id", ""): posixpath.normpath(posixpath.join("/xl", x.get("Target", ""))).lstrip("/")
        for element, x in elementer
        if element == "Relationship" and x.get("Type", "").endswith("/worksheet")
    }
    return {noegle: sti for noegle, sti in stier.items() if sti in pakke.dele}


def _read_percent_styles(pakke: Pakke, navn: str) -> frozenset[str]:
    egne: dict[str, bool] = {}
    typografier: list[str] = []
    i_celler = False
    for element, x in read_elements(pakke.dele.get("xl/styles.xml", b"<r/>"), navn):
        if element == "numFmt":
            egne[x.get("numFmtId", "")] = "%" in _CITAT.sub("", x.get("formatCode", ""))
        elif element in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
            i_celler = element == "cellXfs"
        elif element == "xf" and i_celler:
            typografier.append(x.get("numFmtId", "0"))
    return frozenset(str(nummer) for nummer, fmt in enumerate(typografier) if _is_percent(fmt, egne))


def _is_percent(fmt: str, egne: dict[str, bool]) -> bool:
    return egne.get(fmt, fmt.isdecimal() and int(fmt) in _INDBYGGEDE_PROCENT)
