"""The draft as a Word document: the same words, Danish, with headings as styles."""

import io
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from reports.paabud.brev import make_paabudsbrev
from reports.paabud.tekst import write_tekst
from reports.paabud.word import write_docx
from tests.reports.paabud.test_paabud import GRUNDLAG, HEMMELIG, NU

BREV = make_paabudsbrev(GRUNDLAG, begrundelse="Oplysningerne er ikke rettet. <w:p>=1+1\x07")


def read(brev=BREV):
    return Document(io.BytesIO(write_docx(brev, nu=NU)))


def test_it_says_the_same_as_the_text():
    word = "".join(afsnit.text for afsnit in read().paragraphs).casefold()
    tekst = write_tekst(BREV).casefold().replace("\n- ", "\n")
    assert "".join(word.split()) == "".join(tekst.split())


def test_its_headings_are_styles_and_its_language_danish():
    dokument = read()
    overskrifter = [(a.style.name, a.text) for a in dokument.paragraphs if a.style and a.style.name != "Normal"]
    assert overskrifter[0] == ("Title", BREV.titel)
    assert ("Heading 1", "Det skal rettes") in overskrifter
    assert [tekst for navn, tekst in overskrifter if navn == "Heading 2"] == [p.overskrift for p in BREV.punkter]
    sprog = {element.get(qn("w:val")) for element in dokument.styles.element.iter(qn("w:lang"))}
    assert sprog == {"da-DK"}
    assert (dokument.core_properties.language, dokument.core_properties.title) == ("da-DK", BREV.titel)


def test_the_same_letter_gives_the_same_bytes():
    assert write_docx(BREV, nu=NU) == write_docx(BREV, nu=NU)


def test_it_tells_no_more_of_a_krisecenter_than_the_letter():
    grundlag = replace(GRUNDLAG, er_beskyttet=True, navn=HEMMELIG)
    tekst = " ".join(afsnit.text for afsnit in read(make_paabudsbrev(grundlag, begrundelse="")).paragraphs)
    assert HEMMELIG not in tekst
    assert "Birkehuset" not in tekst
