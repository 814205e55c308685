"""The domain's sentences on a page: without the names of commands, and still whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.web.sager.ordlyd import drop_kommandoer


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Leveringen er ikke noteret. Notér den med »sag leveret«.", "Leveringen er ikke noteret."),
        ("Sagen er »ny«. Se sagen med »tilbudstjek sag vis«.", "Sagen er »ny«."),
        ("Vent, til den er færdig (»tilbudstjek koersler« viser den).", "Vent, til den er færdig."),
        ("Svar 3 venter ikke. »tilbudstjek mail svar« viser dem, der gør.", "Svar 3 venter ikke."),
        ("Genoptag den først.", "Genoptag den først."),
    ],
)
def test_what_to_write_on_the_command_line_is_left_out(tekst, ventet):
    assert drop_kommandoer(tekst) == ventet


@given(st.text(alphabet="abc .:»«()æ", max_size=60))
def test_words_without_a_command_stand_as_they_are(tekst):
    assert drop_kommandoer(tekst) == tekst.strip()
