import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampling.design import Design
from sampling.fejl import StikproeveFejl
from sampling.fordeling import allocate_proportional
from sampling.stoerrelse import compute_stoerrelse, expect_margin_pct, find_antal


@pytest.mark.parametrize(
    ("population", "margin", "antal"),
    # Krejcie and Morgan's table (1970): 5 points, half and half, 95 %.
    [(100, 5, 80), (1_000, 5, 278), (10_000, 5, 370), (1_000_000, 5, 384)],
)
def test_the_sizes_are_those_of_a_published_table(population, margin, antal):
    assert compute_stoerrelse(population, margin_pct=margin) == antal


@settings(deadline=None)
@given(st.integers(1, 20_000), st.floats(0.2, 40), st.floats(1, 99))
def test_the_size_is_the_smallest_whose_margin_is_no_wider(population, margin, andel):
    antal = compute_stoerrelse(population, margin_pct=margin, forventet_fejl_pct=andel)
    assert 1 <= antal <= population
    assert expect_margin_pct({"alle": antal}, {"alle": population}, forventet_fejl_pct=andel) <= margin + 1e-6
    if antal > 1:
        mindre = expect_margin_pct({"alle": antal - 1}, {"alle": population}, forventet_fejl_pct=andel)
        assert mindre > margin - 1e-6


def test_small_strata_with_a_minimum_make_the_margin_wider():
    strata = {"stor": 1_900, **{f"lille {n}": 10 for n in range(10)}}
    skaevt = allocate_proportional(100, strata, minimum=5)
    assert expect_margin_pct(skaevt, strata) > expect_margin_pct(allocate_proportional(100, strata, minimum=1), strata)


def test_a_stratum_that_gets_no_case_cannot_be_measured():
    with pytest.raises(StikproeveFejl, match="1 strata får ingen sager"):
        expect_margin_pct({"a": 10}, {"a": 100, "b": 100})


def test_a_design_names_its_number_or_its_margin():
    assert find_antal(Design(antal=400), 2_000) == 400
    assert find_antal(Design(margin_pct=5), 2_000) == 323
    assert find_antal(Design(margin_pct=5, forventet_fejl_pct=10), 2_000) == 130
    with pytest.raises(StikproeveFejl, match="400 sager, men rammen har kun 399"):
        find_antal(Design(antal=400), 399)


def test_an_empty_frame_and_an_impossible_margin_are_refused():
    with pytest.raises(StikproeveFejl, match="Rammen er tom"):
        compute_stoerrelse(0, margin_pct=5)
    for margin in (0, -1, 50, float("nan")):
        with pytest.raises(StikproeveFejl, match="usikkerhed"):
            compute_stoerrelse(100, margin_pct=margin)
