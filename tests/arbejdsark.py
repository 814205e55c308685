"""Made-up workbooks, and hands that fill them in as people and their spreadsheets do."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from domain.felter import FELTER
from domain.stikproeve import Population
from sampling.ark.kolonner import KOLONNER
from sampling.ark.model import Arbejdsark, Arkhoved, Arkraekke
from sampling.ark.skriv import SAGER, write_ark

DAG = date(2027, 6, 1)
NU = datetime(2027, 4, 20, 8, 0, tzinfo=UTC)
KOLONNE = {kolonne.felt: nummer for nummer, kolonne in enumerate(KOLONNER, start=1)}


def make_hoved(**felter: Any) -> Arkhoved:
    """The head of a workbook of control 27-2."""
    alle: dict[str, Any] = {
        "nummer": "27-2",
        "emne": "Takster",
        "population": Population.TILBUD,
        "ramme_sha256": "ab" * 32,
        "ramme_dag": date(2027, 4, 5),
        "sagsbehandler": "KL",
        "frist": date(2027, 6, 14),
        **felter,
    }
    return Arkhoved(**alle)


def make_raekke(nummer: int, punkt: str = "takst", **felter: Any) -> Arkraekke:
    """A row of a made-up tilbud."""
    alle: dict[str, Any] = {
        "enhed_id": f"{1000 + nummer}",
        "navn": f"Birkehuset {nummer}",
        "link": f"https://portal.example/index?tilbudsid={1000 + nummer}&afdelingsid=1",
        "punkt": punkt,
        "etiket": FELTER[punkt].etiket,
        "portalen": "Ophold (§ 107), 2027: 2.000 kr.\nDagtilbud (§ 104), 2027: 500 kr.",
        "spoerg": "Takstberegningen.",
        **felter,
    }
    return Arkraekke(**alle)


def make_bytes(antal: int = 3, *, punkter: tuple[str, ...] = ("takst", "belaegning"), **hoved: Any) -> bytes:
    """A workbook as it is sent out, with a row per tilbud and item."""
    raekker = tuple(make_raekke(nummer, punkt) for nummer in range(1, antal + 1) for punkt in punkter)
    return write_ark(Arbejdsark(hoved=make_hoved(**hoved), raekker=raekker), nu=NU)


def edit(indhold: bytes, *haender: Callable[[Worksheet], object]) -> bytes:
    """The workbook after somebody opened it, did something on the sheet of cases, and saved."""
    bog = openpyxl.load_workbook(io.BytesIO(indhold))
    ark = bog[SAGER]
    for haand in haender:
        haand(ark)
    ud = io.BytesIO()
    bog.save(ud)
    return ud.getvalue()


def put(raekke: int, felt: str, value: object) -> Callable[[Worksheet], object]:
    """Type something in a cell; rows are counted as the spreadsheet does, the first case is row 2."""

    def haand(ark: Worksheet) -> None:
        ark.cell(row=raekke, column=KOLONNE[felt]).value = value

    return haand


def read_rows(ark: Worksheet) -> list[list[object]]:
    """The rows below the headings."""
    return [list(row) for row in ark.iter_rows(min_row=2, values_only=True)]


def write_rows(rows: list[list[object]]) -> Callable[[Worksheet], object]:
    """Put these rows where the cases were."""

    def haand(ark: Worksheet) -> None:
        ark.delete_rows(2, ark.max_row)
        for nummer, row in enumerate(rows, start=2):
            for kolonne, value in enumerate(row, start=1):
                ark.cell(row=nummer, column=kolonne).value = value

    return haand
