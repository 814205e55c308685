"""The draft as a PDF that everybody can read: tagged (PDF/UA-1), with language, title and bookmarks."""

import json
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files

import typst

from reports.paabud.brev import Paabudsbrev
from reports.visning import tidspunkt


def write_pdf(brev: Paabudsbrev, *, nu: datetime) -> bytes:
    """Give the letter as a PDF, the same bytes for the same letter and moment."""
    data = {**asdict(brev), "skrevet": f"Skrevet {tidspunkt(nu)}"}
    skabelon = files("reports.paabud").joinpath("skabeloner", "paabud.typ").read_bytes()
    compiler = typst.Compiler(
        skabelon, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, ignore_system_fonts=True
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(nu.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf
