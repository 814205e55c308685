"""The workbook that is sent out: its structure, its locks, and that nothing in it can be a formula."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stikproeve import Population, Udfald
from domain.stikproevesvar import Sanktion, Svar
from sampling.ark.laes import read_ark
from sampling.ark.model import Arbejdsark
from sampling.ark.skriv import write_ark
from sampling.ark.vejledning import write_vejledning
from tests.arbejdsark import DAG, KOLONNE, NU, edit, make_bytes, make_hoved, make_raekke

GOLDEN = Path(__file__).parent / "filer" / "struktur.txt"
LIBREOFFICE = Path(__file__).parent / "filer" / "libreoffice.xlsx"


def open_bog(indhold):
    return openpyxl.load_workbook(io.BytesIO(indhold))


def describe(indhold):
    """What a spreadsheet program sees, line by line."""
    for ark in open_bog(indhold):
        yield f"ark {ark.title}: {ark.sheet_state}, {ark.dimensions}, låst {ark.protection.sheet}"
        yield f"  frosset {ark.freeze_panes}, filter {ark.auto_filter.ref}, gentag {ark.print_title_rows}"
        yield f"  sidefod {ark.oddFooter.left.text}"
        yield f"  {ark.page_setup.orientation}, på én sides bredde {ark.sheet_properties.pageSetUpPr.fitToPage}"
        for regel in ark.data_validations.dataValidation:
            yield f"  {regel.sqref}: {regel.type} {regel.formula1} {regel.formula2 or ''}".rstrip()
        for celle in ark[1] if ark.title == "Sager" else ():
            bredde = ark.column_dimensions[celle.column_letter]
            under = ark.cell(row=2, column=celle.column)
            laast = f"{' skjult' if bredde.hidden else ''}, {'låst' if under.protection.locked else 'åben'}"
            yield f"  {celle.column_letter} {celle.value}: {bredde.width:.0f}{laast}"
        for row in ark.iter_rows(max_row=4, values_only=True) if ark.title == "_maskindel" else ():
            yield f"  {row}"


def test_the_structure_is_as_it_was():
    tekst = "\n".join(describe(make_bytes())) + "\n"
    if not GOLDEN.exists():
        GOLDEN.write_text(tekst, encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} var der ikke og er skrevet. Læs den igennem, og kør testen igen.")
    assert tekst == GOLDEN.read_text(encoding="utf-8")


def test_the_same_content_and_moment_give_the_same_bytes():
    assert make_bytes() == make_bytes()


def test_the_guide_says_what_matters_and_is_first():
    bog = open_bog(make_bytes())
    assert bog.sheetnames[0] == "Vejledning"
    tekst = " ".join(str(row[0]) for row in bog["Vejledning"].iter_rows(values_only=True))
    for ord_ in ("27-2", "KL", "senest den 14-06-2027", "3 tilbud og 6 rækker", "Rigtig:", "Kan ikke afgøres:", "CPR"):
        assert ord_ in tekst
    familier = write_vejledning(make_hoved(population=Population.PLEJEFAMILIER), antal_enheder=1, antal_raekker=1)
    assert any("spørg ikke familien" in tekst for _, tekst in familier)


FARLIGE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example";"k")',
    "\t=1",
    "{=1}",
    "http://x.example",
    "'=1",
    "<b>&amp;",
)


@pytest.mark.parametrize("tekst", FARLIGE)
def test_whatever_others_wrote_is_text(tekst):
    svar = Svar(enhed_id="1001", punkt="takst", udfald=Udfald.FORKERT, kommentar=tekst.strip())
    raekke = make_raekke(1, navn=tekst, portalen=tekst, spoerg=tekst, svar=svar, version=1, svar_fra="KL")
    indhold = write_ark(Arbejdsark(hoved=make_hoved(), raekker=(raekke,)), nu=NU)
    ark = open_bog(indhold)["Sager"]
    for felt in ("navn", "portalen", "spoerg", "kommentar"):
        celle = ark.cell(row=2, column=KOLONNE[felt])
        assert celle.data_type == "s", felt
        assert celle.value.strip() == tekst.strip()
        assert celle.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        assert not [navn for navn in pakke.namelist() if b"<f>" in pakke.read(navn)]
    assert read_ark(indhold, dag=DAG).svar == (svar,)


def test_a_link_is_a_link_only_to_a_page_on_the_web():
    raekker = (make_raekke(1), make_raekke(2, link=""), make_raekke(3, link="https://portal.example/" + "x" * 2100))
    ark = open_bog(write_ark(Arbejdsark(hoved=make_hoved(), raekker=raekker), nu=NU))["Sager"]
    links = [ark.cell(row=nr, column=KOLONNE["link"]).hyperlink for nr in (2, 3, 4)]
    assert links[0].target == "https://portal.example/index?tilbudsid=1001&afdelingsid=1"
    assert links[1:] == [None, None]


def test_answers_that_are_given_stand_in_it_and_read_back_as_they_were():
    svar = Svar(
        enhed_id="1001",
        punkt="takst",
        udfald=Udfald.SYSTEMATIK,
        kommentar="linje et\nlinje to",
        minutter=0,
        rettet_dag=DAG,
        sanktion=Sanktion.MARKERING,
    )
    raekke = make_raekke(1, svar=svar, version=3, svar_fra="MB")
    indhold = write_ark(Arbejdsark(hoved=make_hoved(), raekker=(raekke,)), nu=NU)
    ark = read_ark(indhold, dag=DAG)
    assert (ark.svar, ark.sete) == ((svar,), {("1001", "takst"): 3})
    assert open_bog(indhold)["Sager"].cell(row=2, column=KOLONNE["svar_fra"]).value == "MB"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(Udfald),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.none() | st.integers(0, 6000),
)
def test_any_comment_reads_back_as_it_was_kept(udfald, kommentar, minutter):
    ren = re.sub(r"[^ -~æøåÆØÅ\n]", "", kommentar).strip() or "x"
    svar = Svar(enhed_id="1001", punkt="takst", udfald=udfald, kommentar=ren, minutter=minutter)
    indhold = write_ark(Arbejdsark(hoved=make_hoved(), raekker=(make_raekke(1, svar=svar, version=1),)), nu=NU)
    assert read_ark(indhold, dag=DAG).svar == (svar,)


def test_a_file_that_libreoffice_saved_reads_as_the_one_it_was_made_of():
    """The file was saved by LibreOffice 7.4 on Linux; its XML has its own habits (hidden sheet, inline formats)."""
    ark = read_ark(LIBREOFFICE.read_bytes(), dag=DAG)
    assert (ark.nummer, ark.sagsbehandler, ark.antal_tomme) == ("27-2", "KL", 4)
    foerste, anden = ark.svar
    assert (foerste.udfald, foerste.kommentar, foerste.minutter) == (Udfald.FORKERT, "2.100 kr.", 12)
    assert (foerste.sanktion, anden.udfald) == (Sanktion.PAABUD, Udfald.RIGTIG)
    with zipfile.ZipFile(LIBREOFFICE) as pakke:
        assert b"LibreOffice" in pakke.read("docProps/app.xml")
    assert read_ark(edit(LIBREOFFICE.read_bytes()), dag=DAG).svar == ark.svar
