from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t  # type: ignore[import-untyped]
from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
    confint_proportions_2indep,
    proportion_confint,
)

from sampling.interval import Interval, combine, compute_interval, divide
from sampling.maaling import Maal


def _maal(andel, effektiv_n, *, vurderede=100, frihedsgrader=99):
    return Maal(
        andel=andel,
        varians=0.0,
        effektiv_n=effektiv_n,
        antal=vurderede,
        vurderede=vurderede,
        frihedsgrader=frihedsgrader,
    )


def _wilson(fejl, antal):
    nedre, oevre = proportion_confint(fejl, antal, method="wilson")
    return Interval(andel=fejl / antal, nedre=nedre, oevre=oevre)


_intervaller = st.builds(
    lambda tal: Interval(andel=tal[1], nedre=tal[0], oevre=tal[2]),
    st.tuples(*[st.floats(0, 1)] * 3).map(sorted),
)


def test_a_simple_sample_of_an_endless_register_has_wilsons_interval():
    # Wilson for 81 of 263, as in Newcombe (1998), table I: 0.2553 to 0.3662.
    interval = compute_interval(_maal(81 / 263, 263, vurderede=263, frihedsgrader=262), 0.95)
    assert interval.nedre == pytest.approx(0.2553, abs=5e-5)
    assert interval.oevre == pytest.approx(0.3662, abs=5e-5)


def test_no_fault_seen_still_has_an_upper_limit():
    interval = compute_interval(_maal(0.0, 100), 0.95)
    assert interval.nedre == 0
    assert 0.03 < interval.oevre < 0.04


def test_few_degrees_of_freedom_make_it_wider_by_the_ratio_of_the_t_values():
    smal, bred = _maal(0.3, 50), _maal(0.3, 50, frihedsgrader=10)
    faktor = (t.ppf(0.975, 99) / t.ppf(0.975, 10)) ** 2
    nedre, oevre = proportion_confint(0.3 * 50 * faktor, 50 * faktor, method="wilson")
    assert compute_interval(bred, 0.95).nedre == pytest.approx(nedre)
    assert compute_interval(bred, 0.95).oevre == pytest.approx(oevre)
    assert compute_interval(smal, 0.95).oevre < oevre


def test_full_knowledge_is_a_point_and_no_degrees_of_freedom_do_no_harm():
    assert compute_interval(_maal(0.3, inf), 0.95) == Interval(andel=0.3, nedre=0.3, oevre=0.3)
    assert compute_interval(_maal(1.0, 1.02, vurderede=1, frihedsgrader=0), 0.95).nedre < 0.25


def test_a_higher_confidence_makes_it_wider():
    assert compute_interval(_maal(0.3, 50), 0.99).oevre > compute_interval(_maal(0.3, 50), 0.9).oevre


def test_one_part_put_together_is_itself():
    del_ = Interval(andel=0.2, nedre=0.1, oevre=0.35)
    samlet = combine([(1.0, del_)])
    assert samlet.andel == 0.2
    assert samlet.nedre == pytest.approx(0.1)
    assert samlet.oevre == pytest.approx(0.35)


@given(_intervaller, _intervaller, st.floats(0, 1))
def test_parts_put_together_lie_between_the_ends_and_are_narrower_than_their_sum(a, b, vaegt):
    samlet = combine([(vaegt, a), (1 - vaegt, b)])
    assert 0 <= samlet.nedre <= samlet.andel <= samlet.oevre <= 1
    ende = vaegt * a.oevre + (1 - vaegt) * b.oevre
    assert samlet.oevre <= ende + 1e-9


@given(st.integers(1, 79), st.integers(1, 199))
def test_a_part_of_a_whole_has_nearly_the_score_interval_of_statsmodels(fundet, overset):
    # As many flagged as not, so that recall is 1 / (1 + ratio of the two shares).
    kvotient = confint_proportions_2indep(overset, 200, fundet, 80, method="score", compare="ratio")
    del_ = divide(_wilson(fundet, 80), _wilson(overset, 200), del_vaegt=1, rest_vaegt=1)
    assert del_ is not None
    # Furthest apart, 0.038, where only one of the unflagged was a fault; 0.02 from five of each.
    assert del_.nedre == pytest.approx(1 / (1 + kvotient[1]), abs=0.045)
    assert del_.oevre == pytest.approx(1 / (1 + kvotient[0]), abs=0.045)


@given(_intervaller, _intervaller, st.integers(1, 2_000), st.integers(1, 2_000))
def test_a_part_of_a_whole_is_always_a_share_within_its_limits(a, b, del_vaegt, rest_vaegt):
    del_ = divide(a, b, del_vaegt=del_vaegt, rest_vaegt=rest_vaegt)
    if a.andel * del_vaegt + b.andel * rest_vaegt == 0:
        assert del_ is None
    else:
        assert del_ is not None
        assert 0 <= del_.nedre <= del_.andel + 1e-9
        assert del_.andel - 1e-9 <= del_.oevre <= 1


def test_what_was_counted_in_full_adds_no_uncertainty_and_what_was_not_seen_does():
    kendt = Interval(andel=0.8, nedre=0.8, oevre=0.8)
    intet = _wilson(0, 100)
    del_ = divide(kendt, intet, del_vaegt=100, rest_vaegt=1_900)
    assert del_ is not None
    assert (del_.andel, del_.oevre) == (1.0, 1.0)
    assert del_.nedre == pytest.approx(80 / (80 + 1_900 * intet.oevre))
