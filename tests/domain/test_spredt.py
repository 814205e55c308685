from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.spredt import spread


@given(st.integers(0, 500), st.integers(1, 60))
def test_places_are_no_more_than_asked_for_in_order_and_as_far_apart_as_can_be(laengde, antal):
    steder = spread(laengde, antal)
    assert len(steder) == min(laengde, antal)
    assert steder == sorted(set(steder))
    if antal > 1 and laengde:
        assert (steder[0], steder[-1]) == (0, laengde - 1)
    afstande = [efter - foer for foer, efter in pairwise(steder)]
    assert not afstande or max(afstande) - min(afstande) <= 1
