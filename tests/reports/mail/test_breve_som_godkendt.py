"""Whole mails as they were read and approved, one golden text and one golden page each."""

import pytest

from reports.mail.brev import make_brev
from reports.mail.html import write_html
from reports.mail.tekst import write_tekst
from tests.reports.mail.brevscene import SCENER
from tests.reports.scene import compare_golden


@pytest.mark.parametrize("navn", SCENER)
def test_mails_read_as_they_were_approved(navn):
    brev = make_brev(SCENER[navn])
    compare_golden(f"{navn}.txt", f"Emne: {brev.emne}\n{write_tekst(brev)}")
    compare_golden(f"{navn}.html", write_html(brev))
