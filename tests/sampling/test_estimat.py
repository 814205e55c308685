import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stikproeve import Udfald
from sampling.estimat import Stratum, Vurdering, estimate_andel, estimate_punkt
from sampling.fejl import StikproeveFejl


def _vurderinger(stratum, **antal):
    return [
        Vurdering(enhed_id=f"{stratum}-{udfald}-{n}", stratum=stratum, udfald=Udfald(udfald))
        for udfald, tal in antal.items()
        for n in range(tal)
    ]


STRATA = [Stratum(navn="Nord", antal=300), Stratum(navn="Syd", antal=100)]


def test_strata_count_by_their_size_not_by_their_cases():
    vurderinger = [*_vurderinger("Nord", forkert=1, rigtig=9), *_vurderinger("Syd", forkert=15, rigtig=15)]
    estimat = estimate_punkt(vurderinger, STRATA)
    assert estimat.i_alt.andel == pytest.approx(0.75 * 0.1 + 0.25 * 0.5)
    assert (estimat.i_alt.antal, estimat.i_alt.fejl, estimat.i_alt.population) == (40, 16, 400)
    assert {navn: andel.andel for navn, andel in estimat.strata.items()} == {"Nord": 0.1, "Syd": 0.5}
    assert estimat.forbehold == ()


def test_wrong_missing_and_not_by_the_systematik_are_faults():
    estimat = estimate_punkt(_vurderinger("Nord", forkert=1, mangler=2, systematik=3, rigtig=4), STRATA[:1])
    assert estimat.i_alt.fejl == 6
    assert estimat.i_alt.andel == pytest.approx(0.6)


def test_the_undecided_are_left_out_counted_and_their_worst_and_best_shown():
    estimat = estimate_punkt(_vurderinger("Nord", forkert=2, rigtig=6, uafgjort=2), STRATA[:1])
    i_alt = estimat.i_alt
    assert (i_alt.antal, i_alt.uafgjort) == (8, 2)
    assert i_alt.andel == pytest.approx(0.25)
    assert i_alt.hvis_uafgjorte_rigtige == pytest.approx(0.2)
    assert i_alt.hvis_uafgjorte_fejl == pytest.approx(0.4)
    assert "2 sager kunne ikke afgøres" in estimat.forbehold[0]


def test_a_stratum_without_answers_is_left_out_and_said():
    estimat = estimate_punkt(_vurderinger("Nord", forkert=2, rigtig=8), [*STRATA, Stratum(navn="Øst", antal=0)])
    assert (estimat.i_alt.population, estimat.i_alt.ikke_daekket) == (300, 100)
    assert estimat.strata["Syd"].andel is None
    assert estimat.strata["Øst"].andel is None
    assert estimat.forbehold == (
        "Ét stratum med i alt 100 enheder har ingen afgjorte sager. Resultatet siger intet om dem.",
    )


def test_a_stratum_with_one_answer_is_said_unless_it_has_but_one_unit():
    svar = [*_vurderinger("Nord", forkert=1, rigtig=9), *_vurderinger("Syd", rigtig=1)]
    assert "kun én afgjort sag" in estimate_punkt(svar, STRATA).forbehold[0]
    assert estimate_punkt(svar, [STRATA[0], Stratum(navn="Syd", antal=1)]).forbehold == ()


def test_nothing_decided_gives_no_share_and_no_stratum_can_do_harm():
    assert estimate_punkt([], STRATA).i_alt.andel is None
    assert estimate_punkt(_vurderinger("Nord", uafgjort=3), STRATA).i_alt.nedre is None
    assert estimate_andel([], []).population == 0


def test_all_assessed_is_the_truth_itself():
    i_alt = estimate_punkt(_vurderinger("Nord", forkert=3, rigtig=7), [Stratum(navn="Nord", antal=10)]).i_alt
    assert (i_alt.nedre, i_alt.andel, i_alt.oevre, i_alt.standardfejl) == (0.3, 0.3, 0.3, 0.0)


def test_some_strata_can_be_asked_for_alone():
    svar = [*_vurderinger("Nord", forkert=1, rigtig=9), *_vurderinger("Syd", forkert=15, rigtig=15)]
    assert estimate_andel(svar, STRATA[1:]) == estimate_punkt(svar, STRATA).strata["Syd"]


def test_unflagged_strata_where_nothing_was_found_still_count_with_what_may_be_missed():
    strata = [Stratum(navn="flagget", antal=60), Stratum(navn="ikke flagget", antal=1_940)]
    svar = [*_vurderinger("flagget", forkert=40, rigtig=20), *_vurderinger("ikke flagget", rigtig=150)]
    i_alt = estimate_punkt(svar, strata).i_alt
    assert i_alt.andel == pytest.approx(0.02)
    assert i_alt.nedre == pytest.approx(0.02)
    assert i_alt.oevre is not None
    assert i_alt.oevre > 0.04


@pytest.mark.parametrize(
    ("svar", "siger"),
    [
        (_vurderinger("Nord", rigtig=1) * 2, "vurderet to gange"),
        (_vurderinger("Vest", rigtig=1), "'Vest', som rammen ikke har"),
        (_vurderinger("Syd", rigtig=101), "kun har 100 enheder"),
    ],
)
def test_assessments_that_do_not_belong_to_the_frame_are_refused(svar, siger):
    with pytest.raises(StikproeveFejl, match=siger):
        estimate_punkt(svar, STRATA)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3), st.integers(0, 30)), min_size=1, max_size=6
    )
)
def test_the_interval_holds_the_share_and_lies_between_nought_and_one(strata):
    svar, ramme = [], []
    for nummer, (fejl, rigtige, uafgjorte, rest) in enumerate(strata):
        navn = f"{'ikke flagget' if nummer % 2 else 'flagget'} / {nummer}"
        svar += _vurderinger(navn, mangler=fejl, rigtig=rigtige, uafgjort=uafgjorte)
        ramme.append(Stratum(navn=navn, antal=fejl + rigtige + uafgjorte + rest))
    for andel in (estimate_punkt(svar, ramme).i_alt, *estimate_punkt(svar, ramme).strata.values()):
        if andel.andel is None:
            assert andel.antal == 0
            continue
        assert andel.nedre is not None
        assert andel.oevre is not None
        assert 0 <= andel.nedre <= andel.andel + 1e-9
        assert andel.andel <= andel.oevre + 1e-9 <= 1 + 2e-9
        assert andel.population + andel.ikke_daekket <= sum(stratum.antal for stratum in ramme)
