"""Every example of every rule, on a real warehouse."""

import pytest

from expectations.registry import load_regler
from tests.expectations.eksempler import list_tilfaelde, run_sql
from tests.expectations.lovaendringer import LOVAENDRINGER


@pytest.mark.parametrize("tilfaelde", list_tilfaelde(), ids=str)
def test_rule_finds_exactly_what_its_example_says(tilfaelde, open_eksempel):
    fund = run_sql(open_eksempel(tilfaelde.eksempel), tilfaelde.regel.sql)
    assert fund == sorted(tilfaelde.eksempel.fund, key=str)


@pytest.mark.parametrize("aendring", LOVAENDRINGER, ids=str)
def test_rule_judges_by_the_law_of_the_day(aendring, open_eksempel):
    regel = next(regel for regel in load_regler() if regel.id == aendring.regel)
    fund = run_sql(open_eksempel(aendring.eksempel, aendring.saetninger), regel.sql)
    assert fund == list(aendring.eksempel.fund)
