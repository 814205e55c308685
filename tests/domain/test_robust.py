"""The robust deviation, held against scipy's on the same numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation  # type: ignore[import-untyped]

from domain.robust import measure_beloeb

BELOEB = st.floats(min_value=0.01, max_value=1e7, allow_nan=False)


@given(st.lists(BELOEB, min_size=1, max_size=60))
def test_median_and_spread_are_those_of_scipy(beloeb):
    maal = measure_beloeb(beloeb)
    logaritmer = np.log(beloeb)
    assert maal.antal == len(beloeb)
    assert maal.median_kr == pytest.approx(np.median(beloeb))
    assert maal.log_median == pytest.approx(np.median(logaritmer), abs=1e-12)
    assert maal.log_spredning == pytest.approx(median_abs_deviation(logaritmer, scale="normal"), abs=1e-12)


@given(st.lists(BELOEB, min_size=3, max_size=60))
def test_deviations_are_those_of_scipy(beloeb):
    maal = measure_beloeb(beloeb)
    logaritmer = np.log(beloeb)
    spredning = median_abs_deviation(logaritmer, scale="normal")
    if spredning > 1e-6:
        ventet = (logaritmer - np.median(logaritmer)) / spredning
        assert [maal.find_afvigelse(x) for x in beloeb] == pytest.approx(list(ventet), rel=1e-6, abs=1e-9)


def test_half_the_price_is_as_far_away_as_the_double():
    maal = measure_beloeb([800.0, 900.0, 1000.0, 1100.0, 1250.0])
    assert maal.find_afvigelse(2000.0) == pytest.approx(-(maal.find_afvigelse(500.0) or math.nan))


def test_one_wild_price_does_not_move_the_group():
    rolige = [900.0, 950.0, 1000.0, 1050.0, 1100.0]
    assert measure_beloeb([*rolige, 1_000_000.0]).log_spredning < 2 * measure_beloeb(rolige).log_spredning


def test_a_group_that_mostly_agrees_judges_nobody():
    assert measure_beloeb([1000.0, 1000.0, 1000.0, 4000.0]).find_afvigelse(4000.0) is None


@pytest.mark.parametrize("beloeb", [[], [1000.0, 0.0], [1000.0, -5.0]])
def test_what_has_no_logarithm_is_refused(beloeb):
    with pytest.raises(ValueError, match="positive"):
        measure_beloeb(beloeb)
