"""The plain text of a mail: whole on its own, and never wider than 72 signs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.mail.brev import make_brev
from reports.mail.html import write_html
from reports.mail.tekst import write_tekst
from tests.reports.mail.brevscene import SCENER, make_del, make_fejl, make_grundlag
from tests.reports.mail.laeshtml import read_html
from tests.reports.scene import CVR


@given(navn=st.text(max_size=400), vaerdi=st.text(max_size=400), nummer=st.text(max_size=90))
def test_no_line_is_wider_than_72_signs_and_none_has_signs_that_are_not_seen(navn, vaerdi, nummer):
    del_ = make_del(make_fejl(CVR, vaerdi=vaerdi, raekke=vaerdi), navn=navn, tilbudsid=nummer)
    for dele in ((del_,), (del_, del_)):
        tekst = write_tekst(make_brev(make_grundlag(*dele)))
        assert max(map(len, tekst.split("\n"))) <= 72
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", tekst)


@pytest.mark.parametrize("navn", SCENER)
def test_the_text_says_all_that_the_html_says(navn):
    brev = make_brev(SCENER[navn])
    i_teksten = "".join(write_tekst(brev).split())
    krop = read_html(write_html(brev)).tekst
    ord_ = [x for x in krop.split() if len(x) < 30]
    assert not [x for x in ord_ if x not in i_teksten and x not in {*brev.emne.split(), "Antal", "Punkt", "Om"}]


def test_a_tilbud_reads_its_number_its_field_and_its_page_in_one_place():
    tekst = write_tekst(make_brev(make_grundlag(make_del(make_fejl(CVR, vaerdi="99000016")))))
    assert "1. Alvorlig: Feltet cvr er galt\n   Felt: CVR-nummer\n   Hvor i indberetningen: Stamdata\n" in tekst
