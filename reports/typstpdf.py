"""PDFs that everybody can read, by typst: tagged (PDF/UA-1), with language, title and bookmarks."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files

import typst


def compile_pdf(rum: str, skabelon: str, data: Mapping[str, object], *, nu: datetime) -> bytes:
    """Give a room's template filled with data as a PDF, the same bytes for the same data and moment."""
    kilde = files(rum).joinpath("skabeloner", skabelon).read_bytes()
    compiler = typst.Compiler(
        kilde, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, ignore_system_fonts=True
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(nu.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf
