"""Every example of every rule, on a real warehouse."""

import pytest

from tests.expectations.eksempler import list_tilfaelde, run_sql


@pytest.mark.parametrize("tilfaelde", list_tilfaelde(), ids=str)
def test_rule_finds_exactly_what_its_example_says(tilfaelde, open_eksempel):
    fund = run_sql(open_eksempel(tilfaelde.eksempel), tilfaelde.regel.sql)
    assert fund == sorted(tilfaelde.eksempel.fund, key=str)
