"""A case's states: every move asked for, one by one."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from domain.sag import Sagstilstand, can_move

LEVERET = date(2026, 11, 1)
PAABUD_FRIST = timedelta(weeks=4)
FOR_SENT = LEVERET + PAABUD_FRIST + timedelta(days=1)
TRIN = list(Sagstilstand)[:-1]
FREM = set(pairwise(TRIN)) | {(Sagstilstand.LUKKET, Sagstilstand.NY)}


@pytest.mark.parametrize("fra", Sagstilstand)
@pytest.mark.parametrize("til", Sagstilstand)
def test_only_the_next_step_and_closing_are_allowed(fra: Sagstilstand, til: Sagstilstand):
    lukker = til is Sagstilstand.LUKKET and fra is not Sagstilstand.LUKKET
    assert can_move(fra, til, dag=FOR_SENT, paabud_leveret=LEVERET) is ((fra, til) in FREM or lukker)


@pytest.mark.parametrize("til", [Sagstilstand.MARKERING_MULIG, Sagstilstand.MARKERET])
@pytest.mark.parametrize(
    ("dag", "leveret", "ventet"),
    [
        (FOR_SENT, None, False),
        (LEVERET, LEVERET, False),
        (date(2026, 11, 29), LEVERET, False),
        (date(2026, 11, 30), LEVERET, True),
        (FOR_SENT, FOR_SENT, False),
    ],
)
def test_no_markering_before_four_weeks_after_the_paabud_was_delivered(
    til: Sagstilstand, dag: date, leveret: date | None, ventet: object
):
    fra = TRIN[TRIN.index(til) - 1]
    assert can_move(fra, til, dag=dag, paabud_leveret=leveret) is ventet


@pytest.mark.parametrize("fra", TRIN)
def test_a_markering_needs_its_paabud_whatever_came_before(fra: Sagstilstand):
    assert not can_move(fra, Sagstilstand.MARKERET, dag=FOR_SENT)
