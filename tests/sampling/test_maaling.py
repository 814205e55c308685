"""The estimator against published examples, against the textbook's formula, and in the corners samplics cannot do."""

from collections import Counter
from math import inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampling.bibliotek import load_samplics
from sampling.maaling import Maaling, measure
from tests.sampling.test_fordeling import ACLS, MEMBERS


def _binary(stratum, fejl, antal):
    return [Maaling(stratum=stratum, taeller=float(n < fejl)) for n in range(antal)]


def test_the_stratified_example_of_the_r_survey_package_comes_out():
    # R's survey package, reference of the data set `fpc`: svymean(~x, withfpc) gives 5.4481 with SE 0.616.
    x = {"1": (2.8, 4.1, 6.8, 6.8, 9.2), "2": (3.7, 6.6, 4.2)}
    maal = measure([Maaling(stratum=s, taeller=v) for s, tal in x.items() for v in tal], {"1": 15, "2": 12})
    assert maal is not None
    assert maal.andel == pytest.approx(5.4481, abs=5e-5)
    assert sqrt(maal.varians) == pytest.approx(0.616, abs=5e-4)
    assert maal.frihedsgrader == 6


def test_the_learned_societies_of_lohr_come_out():
    # Lohr, example 4.3: of 44,000 members 24.65 % are women, with SE 0.0071; the shares are printed in whole percent.
    maalinger = [m for navn, (_, svar, andel) in ACLS.items() for m in _binary(navn, round(andel * svar), svar)]
    maal = measure(maalinger, MEMBERS)
    assert maal is not None
    assert maal.andel == pytest.approx(0.2465, abs=5e-4)
    assert sqrt(maal.varians) == pytest.approx(0.0071, abs=5e-5)


@st.composite
def _stratified(draw):
    strata = {}
    for navn in draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)):
        antal = draw(st.integers(2, 15))
        strata[navn] = (draw(st.integers(0, antal)), antal, antal + draw(st.integers(0, 40)))
    return strata


@settings(deadline=None)
@given(_stratified())
def test_share_and_variance_are_those_of_the_textbook(strata):
    maal = measure(
        [m for navn, (fejl, antal, _) in strata.items() for m in _binary(navn, fejl, antal)],
        {navn: units for navn, (_, _, units) in strata.items()},
    )
    i_alt = sum(units for _, _, units in strata.values())
    andel = sum(units * fejl / antal for fejl, antal, units in strata.values()) / i_alt
    varians = sum(
        (units / i_alt) ** 2 * (1 - antal / units) * (fejl / antal) * (1 - fejl / antal) / (antal - 1)
        for fejl, antal, units in strata.values()
    )
    assert maal is not None
    assert maal.andel == pytest.approx(andel)
    assert maal.varians == pytest.approx(varians, abs=1e-12)
    assert maal.frihedsgrader == sum(antal for _, antal, _ in strata.values()) - len(strata)


@settings(deadline=None)
@given(_stratified())
def test_share_and_standard_error_are_those_samplics_gives_for_proportions(strata):
    import numpy as np

    maalinger = [m for navn, (fejl, antal, _) in strata.items() for m in _binary(navn, fejl, antal)]
    stoerrelser = {navn: units for navn, (_, _, units) in strata.items()}
    maal = measure(maalinger, stoerrelser)
    antal = Counter(m.stratum for m in maalinger)
    samplics = load_samplics()
    estimator = samplics.TaylorEstimator(samplics.PopParam.prop)
    estimator.estimate(
        y=np.array([int(m.taeller) for m in maalinger]),
        samp_weight=np.array([stoerrelser[m.stratum] / antal[m.stratum] for m in maalinger]),
        stratum=np.array([m.stratum for m in maalinger]),
        fpc={navn: 1 - antal[navn] / stoerrelser[navn] for navn in sorted(antal)},
    )
    assert maal is not None
    assert maal.andel == pytest.approx(estimator.point_est.get(1, 0.0))
    assert sqrt(maal.varians) == pytest.approx(estimator.stderror.get(1, 0.0), abs=1e-9)


def test_a_ratio_of_a_part_equals_the_share_in_that_part_when_it_is_a_stratum():
    fejl = [Maaling(stratum="a", taeller=float(n < 3)) for n in range(10)]
    andre = [Maaling(stratum="b", taeller=0.0, naevner=0.0) for _ in range(10)]
    hele, del_ = measure([*fejl, *andre], {"a": 50, "b": 70}), measure(fejl, {"a": 50})
    assert hele is not None
    assert del_ is not None
    assert hele.andel == pytest.approx(del_.andel)
    assert hele.antal == 10
    assert hele.varians == pytest.approx(del_.varians)


def test_all_assessed_leaves_no_uncertainty():
    maal = measure(_binary("a", 3, 10), {"a": 10})
    assert maal is not None
    assert (maal.andel, maal.varians, maal.effektiv_n) == (0.3, 0.0, inf)


@pytest.mark.parametrize("fejl", [0, 20])
def test_none_or_all_faulty_still_counts_as_a_sample(fejl):
    maal = measure(_binary("a", fejl, 20), {"a": 100})
    assert maal is not None
    assert maal.varians == 0
    assert maal.effektiv_n == pytest.approx(20 / 0.8)


def test_strata_that_differ_only_among_themselves_are_no_proof_of_certainty():
    maal = measure([*_binary("a", 10, 10), *_binary("b", 0, 10)], {"a": 100, "b": 100})
    assert maal is not None
    assert (maal.andel, maal.varians) == (0.5, 0.0)
    assert maal.effektiv_n == pytest.approx(20 / 0.9)


def test_strata_with_one_case_are_put_together_for_the_variance_and_keep_their_weights():
    maalinger = [*_binary("a", 5, 20), *_binary("b", 1, 1), *_binary("c", 0, 1)]
    maal = measure(maalinger, {"a": 100, "b": 10, "c": 30})
    assert maal is not None
    assert maal.andel == pytest.approx((100 * 0.25 + 10) / 140)
    assert maal.varians > (100 / 140) ** 2 * 0.8 * 0.25 * 0.75 / 19
    assert maal.frihedsgrader == 22 - 2


def test_the_only_stratum_with_one_case_joins_the_smallest_other():
    maalinger = [*_binary("a", 5, 20), *_binary("b", 1, 1), *_binary("c", 1, 3)]
    maal = measure(maalinger, {"a": 100, "b": 10, "c": 30})
    assert maal is not None
    assert maal.frihedsgrader == 24 - 2


def test_strata_of_one_that_were_all_taken_are_certain():
    maalinger = [m for navn in "abc" for m in _binary(navn, navn == "a", 1)]
    maal = measure(maalinger, dict.fromkeys("abc", 1))
    assert maal is not None
    assert maal.andel == pytest.approx(1 / 3)
    assert maal.effektiv_n == inf


def test_one_case_alone_gives_a_share_and_hardly_any_certainty():
    maal = measure(_binary("a", 1, 1), {"a": 50})
    assert maal is not None
    assert maal.andel == 1
    assert maal.effektiv_n == pytest.approx(1 / 0.98)


def test_nothing_that_counts_gives_no_share():
    assert measure([], {}) is None
    assert measure([Maaling(stratum="a", taeller=0, naevner=0)], {"a": 10}) is None


@pytest.mark.parametrize(("gange", "effektiv"), [(1, 25.0), (0.5, 25.0), (2, 40 / 0.6), (5, inf), (9, inf)])
def test_more_cases_of_the_same_kind_make_it_surer_until_all_are_known(gange, effektiv):
    maal = measure(_binary("a", 0, 20), {"a": 100})
    assert maal is not None
    assert maal.scale(gange, 100).effektiv_n == pytest.approx(effektiv)
