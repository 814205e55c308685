import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampling.design import (
    FLAGGET,
    UFLAGGET,
    Design,
    Fordelingsmetode,
    Stratumtegn,
    design_from_json,
    design_to_json,
    flag_of,
    name_strata,
)
from sampling.fejl import StikproeveFejl

_tegn = st.permutations([Stratumtegn.SOCIALTILSYN, Stratumtegn.TYPE, Stratumtegn.EJERFORM])
_design = st.builds(
    Design,
    strata=st.builds(lambda liste, antal: tuple(liste[:antal]), _tegn, st.integers(0, 3)),
    fordeling=st.sampled_from(Fordelingsmetode),
    antal=st.integers(1, 10**6),
    forventet_fejl_pct=st.floats(0.001, 99.999),
    minimum=st.integers(0, 50),
    mindste_stratum=st.integers(0, 500),
    udeluk_runder=st.integers(0, 40),
)


@given(_design)
def test_a_design_written_and_read_is_the_same(design):
    assert design_from_json(design_to_json(design)) == design


def test_what_a_design_leaves_out_has_its_default():
    assert design_from_json('{"margin_pct": 5}') == Design(margin_pct=5.0)


@pytest.mark.parametrize(
    ("tekst", "siger"),
    [
        ("", "JSON-objekt"),
        ("[]", "JSON-objekt"),
        ("[" * 100_000, "JSON-objekt"),
        ("{}", "enten antal sager eller"),
        ('{"antal": 4, "margin_pct": 5}', "kun det ene"),
        ('{"antal": 0}', "mindst 1"),
        ('{"antal": true}', "antal har en værdi"),
        ('{"antal": "4"}', "antal har en værdi"),
        ('{"antal": 4.5}', "antal har en værdi"),
        ('{"margin_pct": NaN}', "mellem 0 og 50"),
        ('{"margin_pct": 50}', "mellem 0 og 50"),
        ('{"antal": 4, "forventet_fejl_pct": 0}', "forventede fejlandel"),
        ('{"antal": 4, "minimum": -1}', "ikke være negative"),
        ('{"antal": 4, "strata": ["kommune"]}', "socialtilsyn, type, ejerform, flagget"),
        ('{"antal": 4, "strata": ["type", "type"]}', "én gang"),
        ('{"antal": 4, "strata": ["type", "flagget"]}', "først"),
        ('{"antal": 4, "fordeling": "tilfældig"}', "proportional eller neyman"),
        ('{"antal": 4, "stoerrelse": 3}', "ukendt felt: stoerrelse"),
    ],
)
def test_a_design_that_cannot_be_drawn_says_why(tekst, siger):
    with pytest.raises(StikproeveFejl, match=siger):
        design_from_json(tekst)


@given(st.text())
def test_any_text_is_a_design_or_is_refused(tekst):
    try:
        design = design_from_json(tekst)
    except StikproeveFejl:
        return
    assert isinstance(design, Design)


def test_small_strata_are_put_together_level_by_level():
    antal: dict[tuple[str, ...], int] = {
        ("Nord", "§ 43", "privat"): 40,
        ("Nord", "§ 43", "kommunal"): 3,
        ("Nord", "§ 43", "regional"): 9,
        ("Nord", "§ 101", "privat"): 4,
        ("Nord", "§ 110", "privat"): 7,
        ("Syd", "§ 43", "privat"): 2,
    }
    assert name_strata(Design(antal=10), antal) == {
        ("Nord", "§ 43", "privat"): "Nord / § 43 / privat",
        ("Nord", "§ 43", "kommunal"): "Nord / § 43 / øvrige",
        ("Nord", "§ 43", "regional"): "Nord / § 43 / øvrige",
        ("Nord", "§ 101", "privat"): "Nord / øvrige",
        ("Nord", "§ 110", "privat"): "Nord / øvrige",
        ("Syd", "§ 43", "privat"): "øvrige",
    }


def test_what_is_flagged_is_never_put_together_with_what_is_not():
    design = Design(antal=10, strata=(Stratumtegn.FLAGGET, Stratumtegn.SOCIALTILSYN))
    navne = name_strata(
        design, {(FLAGGET, "Nord"): 1, (FLAGGET, "Syd"): 2, (UFLAGGET, "Nord"): 90, (UFLAGGET, "Syd"): 1}
    )
    assert navne[FLAGGET, "Nord"] == navne[FLAGGET, "Syd"] == "flagget / øvrige"
    assert navne[UFLAGGET, "Nord"] == "ikke flagget / Nord"
    assert navne[UFLAGGET, "Syd"] == "ikke flagget / øvrige"


def test_the_flag_of_a_stratum_is_read_from_its_name():
    assert flag_of("flagget / Nord") == FLAGGET
    assert flag_of("ikke flagget") == UFLAGGET
    assert flag_of("Nord / flagget") is None


def test_no_characteristics_make_one_stratum():
    assert name_strata(Design(antal=10, strata=()), {(): 100}) == {(): "alle"}


_kombination = st.lists(st.sampled_from("abc"), min_size=3, max_size=3).map(tuple)


@given(st.dictionaries(_kombination, st.integers(0, 30), min_size=1), st.integers(0, 40))
def test_every_combination_gets_a_name_and_large_ones_keep_their_own(antal, mindst):
    navne = name_strata(Design(antal=10, mindste_stratum=mindst), antal)
    assert set(navne) == set(antal)
    assert all(navne[nu] == " / ".join(nu) for nu, units in antal.items() if units >= mindst)
