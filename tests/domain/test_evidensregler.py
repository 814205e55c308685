from datetime import date

from domain.reference.evidens import find_evidensregel, load_evidensregler


def test_the_rule_is_dated_and_says_where_it_comes_from():
    for regel in load_evidensregler():
        assert 0.9 <= regel.konfidens < 1
        assert 0 < regel.genfinding_aldrig < regel.genfinding_mindst < 1
        assert 0 < regel.praecision_mindst < 1
        assert regel.mindst_fejl > 0
        assert 1 < regel.mindst_oversete <= regel.mindst_fejl
        assert regel.sikkerhed in {"A", "B", "C"}
        assert regel.kilde


def test_a_control_announced_before_the_rule_was_written_has_none():
    foerste = load_evidensregler()[0]
    assert find_evidensregel(foerste.gyldig.fra) == foerste
    assert find_evidensregel(date(2020, 1, 1)) is None


def test_no_day_has_two_rules():
    dage = [date(aar, maaned, 1) for aar in range(2026, 2032) for maaned in range(1, 13)]
    assert all(sum(regel.gyldig.covers(dag) for regel in load_evidensregler()) <= 1 for dag in dage)
