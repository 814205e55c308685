"""The rules on budgets as a set: each fault of a form has one rule, or a reason to have none."""

import re

import pytest

from domain.reference.udtraek import load_graenser
from domain.skema import INTET_SKEMA, REGNEFEJL, Fejlart
from expectations.registry import load_regler

REGLER = {regel.id: regel for regel in load_regler()}
# Nothing was read, the form is unknown to us, or it may be so by the ministry's own hand: nobody is accused.
TAVSE = INTET_SKEMA | {Fejlart.UKENDT_SKEMA, Fejlart.MAKROER, Fejlart.EKSTERNE_HENVISNINGER}


def _arts(regel_id: str) -> set[str]:
    return set(re.findall(r"'([a-z_]+)'", REGLER[regel_id].sql)) & {art.value for art in Fejlart}


def test_arithmetic_is_judged_by_one_rule():
    assert _arts("BUDGET-009") == {art.value for art in REGNEFEJL}


def test_every_other_fault_of_a_form_is_judged_by_one_rule_or_by_none_for_a_reason():
    andre = [_arts("BUDGET-004"), _arts("BUDGET-010")]
    samlet = set().union(*andre)
    assert sum(map(len, andre)) == len(samlet)
    assert samlet == {art.value for art in set(Fejlart) - REGNEFEJL - TAVSE}


def test_rules_that_stand_back_for_the_form_do_so_only_for_what_its_own_rule_finds():
    assert _arts("BUDGET-016") | _arts("BUDGET-017") <= _arts("BUDGET-010")


@pytest.mark.parametrize("regel", [r for r in REGLER.values() if r.omraade in {"budget", "noegle"}], ids=lambda r: r.id)
def test_limits_are_those_of_the_list_and_said_to_be_our_own(regel):
    kendte = {graense.noegle for graense in load_graenser()}
    brugte = set(re.findall(r"\.noegle = '([a-z_]+)'", regel.sql))
    assert brugte <= kendte
    if brugte & {"budget_resultat_udsving_pct", "budget_indtaegt_aendring_pct", "gruppe_afvigelse"}:
        assert "Grænsen er vores egen." in regel.hvorfor
