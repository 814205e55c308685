"""File names from ids that strangers chose."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reports.filnavn import make_filnavn


def test_a_plain_id_is_its_own_name():
    assert make_filnavn("1001") == "1001"
    assert make_filnavn("IDENT-003") == "IDENT-003"


@given(st.text())
def test_a_name_never_leaves_its_folder(noegle):
    assert re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z-]*", make_filnavn(noegle))


@given(st.text(), st.text())
def test_two_ids_never_share_a_name(en, anden):
    assert (make_filnavn(en) == make_filnavn(anden)) == (en == anden)


def test_an_id_made_to_look_like_a_fingerprint_gets_one_itself():
    fremmed = make_filnavn("../../etc/passwd")
    assert fremmed.startswith("x-")
    assert make_filnavn(fremmed) != fremmed
