"""A workbook as its reader gets it: its cells, and every piece of text in the package."""

import io
import zipfile
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]

from reports.mail.bilag import Bilag


def open_bilag(bilag: Bilag | None) -> Workbook:
    """Open a workbook that there must be."""
    assert bilag is not None
    return load_workbook(io.BytesIO(bilag.indhold))


def list_raekker(bilag: Bilag | None) -> list[dict[str, Any]]:
    """Give the points as rows by column name."""
    navne, *raekker = open_bilag(bilag)["Punkter"].iter_rows(values_only=True)
    return [dict(zip(navne, raekke, strict=True)) for raekke in raekker]


def read_alt(bilag: Bilag | None) -> str:
    """Give every part of the package as text; nothing when there is no workbook."""
    if bilag is None:
        return ""
    with zipfile.ZipFile(io.BytesIO(bilag.indhold)) as pakke:
        return "\n".join(pakke.read(navn).decode() for navn in pakke.namelist())
