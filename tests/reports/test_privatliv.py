"""What pages may show beside a finding."""

import pytest

from domain.felter import FELTER
from reports.privatliv import SKJULT_EJER, SKJULT_PERSON, SKJULT_STED, explain_hidden, list_personlige_former


@pytest.mark.parametrize("navn", [felt.navn for felt in FELTER.values() if felt.er_personlig])
def test_a_personal_field_is_never_shown(navn):
    assert explain_hidden(navn, er_beskyttet=False, er_personlig=False) == SKJULT_PERSON


@pytest.mark.parametrize("navn", ["adresse", "postnr", "by", "tilbuddets_adresse", "postnummer", "postnr_by"])
def test_nothing_tells_where_a_krisecenter_lies(navn):
    assert explain_hidden(navn, er_beskyttet=True, er_personlig=False) == SKJULT_STED
    assert explain_hidden(navn, er_beskyttet=False, er_personlig=False) is None


@pytest.mark.parametrize("navn", ["cvr", "p_nummer", "virksomhed", "cvr_nummer"])
def test_number_and_name_of_a_personal_firm_are_that_persons(navn):
    assert explain_hidden(navn, er_beskyttet=False, er_personlig=True) == SKJULT_EJER
    assert explain_hidden(navn, er_beskyttet=False, er_personlig=False) is None


def test_the_form_of_a_personal_firm_is_shown():
    assert explain_hidden("virksomhedsform", er_beskyttet=False, er_personlig=True) is None
    assert "enkeltmandsvirksomhed" in list_personlige_former()
