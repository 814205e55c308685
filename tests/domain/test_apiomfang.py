"""What a key of another system may: read, written and refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.apiomfang import Noegleomfang, Omfang, OmfangFejl, read_omfang
from domain.reference import load_socialtilsyn

KODER = [tilsyn.kode for tilsyn in load_socialtilsyn()]


@given(st.sets(st.sampled_from(Omfang), min_size=1), st.none() | st.sampled_from(KODER))
def test_what_is_written_is_read_back(omfang, tilsyn):
    givet = Noegleomfang(omfang=frozenset(omfang), tilsyn=tilsyn)
    assert read_omfang(str(givet)) == givet


def test_a_socialtilsyn_may_be_written_without_danish_letters():
    assert read_omfang("register:laes tilsyn:oest") == Noegleomfang(omfang=frozenset({Omfang.REGISTER}), tilsyn="Øst")


@pytest.mark.parametrize(
    ("tekst", "siger"),
    [
        ("", "mindst ét omfang"),
        ("tilsyn:Nord", "mindst ét omfang"),
        ("register:skriv", "»register:skriv« er ikke et omfang"),
        ("register:laes tilsyn:Vest", "»Vest« er ikke et socialtilsyn"),
        ("register:laes tilsyn:", "ikke et socialtilsyn"),
        ("register:laes tilsyn:Nord tilsyn:Syd", "kun holdes til ét"),
    ],
)
def test_scopes_that_cannot_be_given_are_refused_in_danish(tekst, siger):
    with pytest.raises(OmfangFejl, match=siger):
        read_omfang(tekst)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tekst):
    try:
        laest = read_omfang(tekst)
    except OmfangFejl:
        return
    assert laest.omfang
