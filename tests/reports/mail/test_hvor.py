"""A mail says twice where a fault is put right, once by its field and once in the rule's own words: they must agree."""

import pytest

from domain.felter import find_side
from domain.regel import Modtager
from expectations.registry import load_regler

# What a rule's text calls a part of the indberetning, and what that part's name has in it.
DELE = {
    "stamdata": "Stamdata",
    "plads og normering": "Plads og normering",
    "siden normering": "siden Normering",
    "under indsatser": "Indsatser",
    "under økonomi": "Økonomi",
    "i budgetskemaet": "Budget",
    "årsrapporten": "årsrapporten",
    "revisor": "revisor",
}
TIL_TILBUD = [regel for regel in load_regler() if Modtager.TILBUD in regel.modtagere]
# They name a part each, of a field that is about all parts.
OM_ALT = {"seneste_aendring"}


@pytest.mark.parametrize("regel", [en for en in TIL_TILBUD if en.felt not in OM_ALT], ids=lambda regel: regel.id)
def test_the_rule_and_the_field_name_the_same_part(regel):
    naevnt = [del_ for ord_, del_ in DELE.items() if ord_ in regel.ret.lower()]
    side = find_side(regel.felt, regel.omraade).navn
    assert not naevnt or any(del_ in side for del_ in naevnt), f"{regel.ret} / {side}"
