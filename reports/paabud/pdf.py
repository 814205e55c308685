"""The draft as a PDF that everybody can read: tagged (PDF/UA-1), with language, title and bookmarks."""

from dataclasses import asdict
from datetime import datetime

from reports.paabud.brev import Paabudsbrev
from reports.typstpdf import compile_pdf
from reports.visning import tidspunkt


def write_pdf(brev: Paabudsbrev, *, nu: datetime) -> bytes:
    """Give the letter as a PDF, the same bytes for the same letter and moment."""
    data = {**asdict(brev), "skrevet": f"Skrevet {tidspunkt(nu)}"}
    return compile_pdf("reports.paabud", "paabud.typ", data, nu=nu)
