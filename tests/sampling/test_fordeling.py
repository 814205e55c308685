import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sampling.design import Design, Fordelingsmetode
from sampling.fejl import StikproeveFejl
from sampling.fordeling import allocate, allocate_neyman, allocate_proportional

# Lohr, Sampling: Design and Analysis, table 4.2: seven learned societies, members, valid returns, share of women.
ACLS = {
    "Literature": (9_100, 636, 0.38),
    "Classics": (1_950, 451, 0.27),
    "Philosophy": (5_500, 481, 0.18),
    "History": (10_850, 611, 0.19),
    "Linguistics": (2_100, 493, 0.36),
    "Political science": (5_500, 575, 0.13),
    "Sociology": (9_000, 588, 0.26),
}
MEMBERS = {navn: antal for navn, (antal, _, _) in ACLS.items()}

_strata = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(0, 300), min_size=1, max_size=12)


@given(_strata, st.data())
def test_every_case_is_given_out_no_stratum_gets_more_than_it_has_nor_less_than_the_minimum(strata, data):
    i_alt = sum(strata.values())
    minimum = data.draw(st.integers(0, 5))
    mindst = sum(min(minimum, units) for units in strata.values())
    assume(i_alt >= max(1, mindst))
    antal = data.draw(st.integers(max(1, mindst), i_alt))
    fejlandele = {navn: data.draw(st.floats(0, 1)) for navn in strata}
    for fordelt in (
        allocate_proportional(antal, strata, minimum=minimum),
        allocate_neyman(antal, strata, fejlandele, minimum=minimum),
    ):
        assert sum(fordelt.values()) == antal
        assert all(min(minimum, strata[navn]) <= tal <= strata[navn] for navn, tal in fordelt.items())
        assert list(fordelt) == sorted(strata)


@given(_strata, st.data())
def test_without_minimum_each_stratum_is_within_one_case_of_its_exact_share(strata, data):
    i_alt = sum(strata.values())
    assume(i_alt > 0)
    antal = data.draw(st.integers(1, i_alt))
    fordelt = allocate_proportional(antal, strata, minimum=0)
    assert all(abs(tal - antal * strata[navn] / i_alt) < 1 for navn, tal in fordelt.items())


def test_equal_remainders_go_to_the_first_names():
    assert allocate_proportional(5, {"c": 10, "a": 10, "b": 10}, minimum=0) == {"a": 2, "b": 2, "c": 1}


def test_a_minimum_is_paid_by_the_large_strata_in_proportion():
    assert allocate_proportional(100, {"stor": 900, "mellem": 300, "lille": 5, "tom": 0}, minimum=4) == {
        "lille": 4,
        "mellem": 24,
        "stor": 72,
        "tom": 0,
    }


def test_a_stratum_of_one_is_taken_whole_and_one_of_none_gets_none():
    assert allocate_proportional(10, {"en": 1, "ingen": 0, "mange": 99}, minimum=2) == {"en": 1, "ingen": 0, "mange": 9}


def test_the_published_allocations_of_the_learned_societies_come_out():
    proportional = allocate_proportional(3_835, MEMBERS, minimum=2)
    neyman = allocate_neyman(3_835, MEMBERS, {navn: andel for navn, (_, _, andel) in ACLS.items()}, minimum=2)
    # The handout rounds each stratum for itself and so gives out 3,834; the largest remainder gives the last one.
    assert list(proportional) == sorted(ACLS)
    for fordelt, trykt in (
        (proportional, (793, 170, 479, 946, 183, 479, 784)),
        (neyman, (918, 180, 439, 884, 209, 384, 820)),
    ):
        assert sum(fordelt.values()) == 3_835
        assert all(abs(fordelt[navn] - tal) <= 1 for navn, tal in zip(ACLS, trykt, strict=True))


def test_neyman_gives_most_where_faults_vary_most_and_something_where_none_were_found():
    fordelt = allocate_neyman(
        100, {"halvt": 500, "sjaeldent": 500, "aldrig": 500}, {"halvt": 0.5, "sjaeldent": 0.05, "aldrig": 0}, minimum=2
    )
    assert fordelt["halvt"] > fordelt["sjaeldent"] > fordelt["aldrig"] > 2


def test_a_stratum_without_earlier_share_counts_as_the_mean_of_the_others():
    kendt = allocate_neyman(90, {"a": 100, "b": 100, "c": 100}, {"a": 0.1, "b": 0.3, "c": 0.2}, minimum=0)
    assert allocate_neyman(90, {"a": 100, "b": 100, "c": 100}, {"a": 0.1, "b": 0.3}, minimum=0) == kendt


@pytest.mark.parametrize(
    ("antal", "minimum", "siger"),
    [(31, 0, "ønskes 31 sager, men rammen har kun 30"), (5, 3, "i alt, men der ønskes 5"), (0, 0, "mindst én sag")],
)
def test_what_cannot_be_shared_says_what_to_change(antal, minimum, siger):
    with pytest.raises(StikproeveFejl, match=siger):
        allocate_proportional(antal, {"a": 10, "b": 10, "c": 10}, minimum=minimum)


def test_neyman_without_an_earlier_control_says_to_begin_with_the_other():
    with pytest.raises(StikproeveFejl, match="proportional fordeling i den første"):
        allocate(Design(antal=10, fordeling=Fordelingsmetode.NEYMAN), {"a": 100})


def test_a_design_decides_the_number_and_the_method():
    assert allocate(Design(antal=10), {"a": 60, "b": 40}) == {"a": 6, "b": 4}
    neyman = Design(antal=10, fordeling=Fordelingsmetode.NEYMAN)
    assert allocate(neyman, {"a": 50, "b": 50}, fejlandele={"a": 0.5, "b": 0.1}) == {"a": 6, "b": 4}
    assert sum(allocate(Design(margin_pct=5), {"a": 600, "b": 400}).values()) == 278
