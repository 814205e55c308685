"""The draft as a Word document for the caseworker to write on in: the same words as the PDF, in Word's own styles."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Dokument
from docx.oxml.ns import qn
from docx.shared import Cm

from reports.paabud.brev import Paabudsbrev
from reports.visning import tidspunkt
from reports.zippakke import write_zip

_KUN_EJEREN = 0o600
_DANSK = "da-DK"
_SPROG = ("w:val", "w:eastAsia")


def write_docx(brev: Paabudsbrev, *, nu: datetime) -> bytes:
    """Give the letter as a .docx, the same bytes for the same letter and moment."""
    dokument = Document()
    _set_up(dokument, brev, nu)
    dokument.add_heading(brev.titel, level=0)
    dokument.add_paragraph(brev.varsel, style="Intense Quote")
    _write_linjer(dokument, brev.modtager)
    _write_afsnit(dokument, brev.afgoerelse)
    dokument.add_heading("Det skal rettes", level=1)
    for punkt in brev.punkter:
        dokument.add_heading(punkt.overskrift, level=2)
        _write_linjer(dokument, punkt.linjer)
    for overskrift, tekster in (("Begrundelse", (brev.begrundelse,)), ("Frist og følger", brev.frist)):
        dokument.add_heading(overskrift, level=1)
        _write_afsnit(dokument, tekster)
    dokument.add_heading("Retsgrundlag", level=1)
    for kilde in brev.retsgrundlag:
        dokument.add_paragraph(kilde, style="List Bullet")
    return _pack(dokument)


def _set_up(dokument: Dokument, brev: Paabudsbrev, nu: datetime) -> None:
    egenskaber = dokument.core_properties
    egenskaber.title, egenskaber.author, egenskaber.comments = brev.titel, "Tilbudstjek", brev.varsel
    egenskaber.language, egenskaber.last_modified_by, egenskaber.revision = _DANSK, "Tilbudstjek", 1
    egenskaber.created = egenskaber.modified = nu.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    for sprog in dokument.styles.element.iter(qn("w:lang")):
        for navn in _SPROG:
            sprog.set(qn(navn), _DANSK)
    sektion = dokument.sections[0]
    sektion.page_width, sektion.page_height = Cm(21), Cm(29.7)
    sektion.left_margin = sektion.right_margin = Cm(2.3)
    sektion.footer.paragraphs[0].text = f"Skrevet {tidspunkt(nu)}"


def _write_afsnit(dokument: Dokument, tekster: Iterable[str]) -> None:
    for tekst in tekster:
        dokument.add_paragraph(tekst)


def _write_linjer(dokument: Dokument, linjer: Iterable[tuple[str, str]]) -> None:
    for navn, tekst in linjer:
        afsnit = dokument.add_paragraph()
        afsnit.add_run(f"{navn}: ").bold = True
        afsnit.add_run(tekst)


def _pack(dokument: Dokument) -> bytes:
    """Pack again without the moment of writing, which the library puts on every part."""
    ud = io.BytesIO()
    dokument.save(ud)
    with zipfile.ZipFile(ud) as pakke:
        return write_zip({navn: pakke.read(navn) for navn in pakke.namelist()}, rettigheder=_KUN_EJEREN)
