import io

import openpyxl  # type: ignore[import-untyped]
import pikepdf
import pytest

from reports.stikproeve.dokument import Afsnit, Decimal, Dokument, Liste, Pct, Tabel, Varsel, write_celle
from reports.stikproeve.pdf import write_pdf
from reports.stikproeve.regneark import write_xlsx
from tests.builders import NAT_1

TABEL = Tabel(
    navn="Fejlandel: hele [registeret] i alt og lidt mere",
    titel="Fejlandel",
    kolonner=("Punkt", "Note", "Antal", "Andel", "Pr. fejl"),
    raekker=(("Takst", "=1+1", 1999, Pct(0.125), Decimal(1234.56)), ("Pladser", "#emph[x]", 0, "under 5", None)),
    tekstkolonner=1,
)
DOKUMENT = Dokument(
    noegle="resultat-27-1",
    titel="Stikprøvekontrol 27-1: Ørstedsvej æ *og* å",
    om="Om $x$ og <y> @z",
    afsnit=(
        Afsnit("Resultatet kort", ("=HYPERLINK(1)", Varsel("Pas på"), Liste(("Et", "To")), TABEL)),
        Afsnit("Under", (TABEL,), niveau=2),
    ),
)


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(write_pdf(DOKUMENT, nu=NAT_1))) as fil:
        yield fil


def test_the_pdf_is_tagged_and_says_its_language_and_title(pdf):
    assert "/StructTreeRoot" in pdf.Root
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "da-DK"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == DOKUMENT.titel
        assert str(metadata["pdfuaid:part"]) == "1"


def test_the_pdf_has_a_bookmark_for_each_section(pdf):
    with pdf.open_outline() as indhold:
        assert [str(punkt.title) for punkt in indhold.root] == ["Resultatet kort"]
        assert [str(punkt.title) for punkt in indhold.root[0].children] == ["Under"]


def test_the_pdf_has_headings_lists_and_tables_with_header_cells_as_tags(pdf):
    tags = {str(objekt.S) for objekt in pdf.objects if isinstance(objekt, pikepdf.Dictionary) and "/S" in objekt}
    assert {"/H1", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= tags


def test_the_same_report_and_moment_give_the_same_bytes():
    assert write_pdf(DOKUMENT, nu=NAT_1) == write_pdf(DOKUMENT, nu=NAT_1)
    assert write_xlsx(DOKUMENT, nu=NAT_1) == write_xlsx(DOKUMENT, nu=NAT_1)


def test_the_workbook_has_numbers_as_numbers_and_no_formula():
    bog = openpyxl.load_workbook(io.BytesIO(write_xlsx(DOKUMENT, nu=NAT_1)))
    assert bog.sheetnames == ["Rapport", "Fejlandel  hele  registeret  i", "Fejlandel  hele  registeret 2"]
    ark = bog.worksheets[1]
    assert [celle.value for celle in ark[3]] == ["Takst", "=1+1", 1999, 0.125, 1234.56]
    assert [celle.value for celle in ark[4]] == ["Pladser", "#emph[x]", 0, "under 5", "–"]
    assert ark["D3"].number_format == "0.0%"
    assert {celle.data_type for et in bog for raekke in et for celle in raekke} <= {"s", "n"}
    assert ark.freeze_panes == "B3"


@pytest.mark.parametrize(
    ("celle", "tekst"),
    [(1999, "1.999"), (Pct(0.1234), "12,3 %"), (Decimal(1234.56), "1.234,6"), (None, "–"), ("x", "x"), (0, "0")],
)
def test_cells_are_written_as_danes_write_them(celle, tekst):
    assert write_celle(celle) == tekst
