"""PDFs that everybody can read, by typst: tagged (PDF/UA-1), with language, title and bookmarks."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files

import typst

# The signs that the fonts inside typst have throughout: Latin, Greek, Cyrillic; marks, currencies, arrows, mathematics.
# One they lack stops a whole document, since a tagged PDF may not hold what cannot be shown.
_KENDTE = (
    *((0x20, 0x7E), (0xA0, 0x2FF), (0x370, 0x482), (0x48A, 0x4FF), (0x1E00, 0x1FFF)),
    *((0x2010, 0x2027), (0x2030, 0x2040), (0x20A0, 0x20BF), (0x2190, 0x22FF), (0x25A0, 0x25FF)),
)
_UKENDT = "□"


def compile_pdf(rum: str, skabelon: str, data: Mapping[str, object], *, nu: datetime) -> bytes:
    """Give a room's template filled with data as a PDF, the same bytes for the same data and moment.

    A sign that no font here has (an emoji in a name, say) is shown as an empty square.
    """
    kilde = files(rum).joinpath("skabeloner", skabelon).read_bytes()
    compiler = typst.Compiler(
        kilde, sys_inputs={"data": json.dumps(_showable(data), ensure_ascii=False)}, ignore_system_fonts=True
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(nu.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def _showable(value: object) -> object:
    if isinstance(value, str):
        # Put together first: a letter and its accent are one sign in the fonts.
        return "".join(tegn if _is_known(tegn) else _UKENDT for tegn in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {navn: _showable(led) for navn, led in value.items()}
    return [_showable(led) for led in value] if isinstance(value, Sequence) else value


def _is_known(tegn: str) -> bool:
    return tegn in "\n\t" or any(fra <= ord(tegn) <= til for fra, til in _KENDTE)
