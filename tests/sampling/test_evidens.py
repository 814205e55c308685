from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reference import Gyldighed
from domain.reference.evidens import Evidensregel
from domain.stikproeve import Udfald
from sampling.afgoerelse import Kendelse
from sampling.evidens import Rammedel, Sag, evaluate_punkt
from sampling.fejl import StikproeveFejl

REGEL = Evidensregel(
    gyldig=Gyldighed(date(2026, 1, 1), None),
    konfidens=0.95,
    genfinding_mindst=0.8,
    praecision_mindst=0.7,
    genfinding_aldrig=0.5,
    mindst_fejl=20,
    mindst_oversete=10,
    sikkerhed="C",
    kilde="prøve",
)
RAMME = [Rammedel(stratum="flagget", antal=100, flagget=100), Rammedel(stratum="ikke flagget", antal=1_900, flagget=0)]


def _sager(stratum, *, fejl=0, rigtige=0, uafgjorte=0, minutter=None):
    antal = {Udfald.FORKERT: fejl, Udfald.RIGTIG: rigtige, Udfald.UAFGJORT: uafgjorte}
    return [
        Sag(
            enhed_id=f"{stratum} {udfald} {n}",
            stratum=stratum,
            udfald=udfald,
            er_flagget=stratum.startswith("flagget"),
            minutter=minutter,
        )
        for udfald, tal in antal.items()
        for n in range(tal)
    ]


def _evaluate(sager, ramme=RAMME, *, har_regler=True, regel=REGEL):
    return evaluate_punkt("takst", sager, ramme, regel=regel, har_regler=har_regler)


def test_recall_and_precision_are_counted_up_to_the_whole_register():
    evidens = _evaluate([*_sager("flagget", fejl=40, rigtige=10), *_sager("ikke flagget", fejl=2, rigtige=198)])
    assert evidens.genfinding is not None
    assert evidens.praecision is not None
    # 80 of the 100 flagged are faults, and 1 % of the 1,900 others: 19.
    assert evidens.genfinding.andel == pytest.approx(80 / (80 + 19))
    assert evidens.praecision.andel == pytest.approx(0.8)
    assert evidens.genfinding.nedre < 0.7
    assert evidens.genfinding.oevre > 0.9
    assert (evidens.bekraeftede, evidens.kun_af_mennesker, evidens.flaggede_vurderede) == (42, 2, 50)
    assert (evidens.vurderede, evidens.ramme, evidens.ramme_flagget) == (250, 2_000, 100)


def test_a_draw_that_did_not_look_at_flags_gives_the_same_shares():
    ramme = [Rammedel(stratum="Nord", antal=1_000, flagget=50), Rammedel(stratum="Syd", antal=1_000, flagget=50)]
    sager = [
        replace(sag, enhed_id=f"{navn} {sag.enhed_id}", stratum=navn)
        for navn in ("Nord", "Syd")
        for sag in [*_sager("flagget", fejl=8, rigtige=2), *_sager("ikke flagget", fejl=2, rigtige=198)]
    ]
    evidens = _evaluate(sager, ramme)
    assert evidens.genfinding is not None
    assert evidens.genfinding.andel == pytest.approx(80 / (80 + 19))
    assert evidens.praecision is not None
    assert evidens.praecision.andel == pytest.approx(0.8)


def test_rounds_are_put_together_by_strata_of_their_own():
    sager = [*_sager("flagget", fejl=40, rigtige=10), *_sager("ikke flagget", fejl=2, rigtige=198)]
    en = _evaluate(sager)
    to = _evaluate(
        [replace(sag, stratum=f"{runde}: {sag.stratum}") for runde in ("27-1", "27-2") for sag in sager],
        [replace(del_, stratum=f"{runde}: {del_.stratum}") for runde in ("27-1", "27-2") for del_ in RAMME],
    )
    assert en.genfinding is not None
    assert to.genfinding is not None
    assert to.genfinding.andel == pytest.approx(en.genfinding.andel)
    assert to.genfinding.nedre > en.genfinding.nedre
    assert to.bekraeftede == 2 * en.bekraeftede


def test_no_fault_among_the_unflagged_proves_little_when_few_were_looked_at():
    evidens = _evaluate([*_sager("flagget", fejl=40, rigtige=10), *_sager("ikke flagget", rigtige=50)])
    assert evidens.genfinding is not None
    assert (evidens.genfinding.andel, evidens.genfinding.oevre) == (1.0, 1.0)
    assert evidens.genfinding.nedre < 0.5
    assert evidens.afgoerelse.kendelse is Kendelse.IKKE_ENDNU


def test_the_undecided_tell_nothing_but_cost_their_minutes():
    sager = [*_sager("flagget", fejl=4, rigtige=1, minutter=30), *_sager("ikke flagget", uafgjorte=5, minutter=10)]
    evidens = _evaluate(sager)
    assert (evidens.vurderede, evidens.uafgjorte, evidens.anmodninger) == (5, 5, 10)
    assert evidens.anmodninger_pr_fejl == 2.5
    assert evidens.minutter_pr_fejl == pytest.approx(200 / 4)
    assert evidens.genfinding is None
    assert evidens.praecision is not None


def test_minutes_not_written_down_are_taken_as_the_mean_of_the_others():
    sager = [*_sager("flagget", fejl=5, minutter=30), *_sager("ikke flagget", rigtige=5)]
    assert _evaluate(sager).minutter_pr_fejl == pytest.approx(30 * 10 / 5)
    assert _evaluate(_sager("flagget", fejl=5)).minutter_pr_fejl is None
    assert _evaluate(_sager("flagget", rigtige=5, minutter=3)).minutter_pr_fejl is None


def test_an_item_is_left_to_the_rules_when_both_limits_are_surely_passed():
    sager = [*_sager("flagget", fejl=92, rigtige=8), *_sager("ikke flagget", fejl=1, rigtige=799)]
    afgoerelse = _evaluate(sager).afgoerelse
    assert (afgoerelse.kendelse, afgoerelse.mangler, afgoerelse.konfidens) == (Kendelse.KAN_OVERLADES, 0, 0.95)
    assert "80 % og 70 %" in afgoerelse.begrundelse


def test_good_figures_that_are_not_sure_yet_want_a_number_of_cases_that_then_suffices():
    sager = [*_sager("flagget", fejl=46, rigtige=4), *_sager("ikke flagget", rigtige=100)]
    afgoerelse = _evaluate(sager).afgoerelse
    assert afgoerelse.kendelse is Kendelse.IKKE_ENDNU
    assert "for usikre endnu" in afgoerelse.begrundelse
    assert afgoerelse.mangler is not None
    # All 100 flagged ones are looked at then; the rest of the cases are unflagged.
    rest = afgoerelse.mangler - 50
    for flere, kendelse in ((0.9 * rest, Kendelse.IKKE_ENDNU), (1.05 * rest, Kendelse.KAN_OVERLADES)):
        nye = [*_sager("flagget", fejl=92, rigtige=8), *_sager("ikke flagget", rigtige=100 + round(flere))]
        assert _evaluate(nye).afgoerelse.kendelse is kendelse


def test_rules_that_are_not_good_enough_are_not_helped_by_more_cases():
    sager = [*_sager("flagget", fejl=60, rigtige=40), *_sager("ikke flagget", fejl=1, rigtige=299)]
    afgoerelse = _evaluate(sager).afgoerelse
    assert (afgoerelse.kendelse, afgoerelse.mangler) == (Kendelse.IKKE_ENDNU, None)
    assert "skal først gøres bedre" in afgoerelse.begrundelse


def test_a_few_missed_faults_that_count_for_a_whole_register_never_say_never():
    ramme = [
        Rammedel(stratum="flagget", antal=30, flagget=30),
        Rammedel(stratum="ikke flagget", antal=7_306, flagget=0),
    ]
    evidens = _evaluate([*_sager("flagget", fejl=19, rigtige=6), *_sager("ikke flagget", fejl=1, rigtige=24)], ramme)
    assert evidens.genfinding is not None
    assert evidens.genfinding.oevre < REGEL.genfinding_aldrig
    assert evidens.afgoerelse.kendelse is Kendelse.IKKE_ENDNU
    assert "kun 1 fejl er fundet uden reglerne" in evidens.afgoerelse.begrundelse
    assert "mindst 10" in evidens.afgoerelse.begrundelse
    assert evidens.afgoerelse.mangler is not None
    assert evidens.afgoerelse.mangler > 9


def test_rules_that_surely_miss_most_faults_can_never_take_over():
    sager = [*_sager("flagget", fejl=18, rigtige=2), *_sager("ikke flagget", fejl=60, rigtige=140)]
    afgoerelse = _evaluate(sager).afgoerelse
    assert (afgoerelse.kendelse, afgoerelse.mangler) == (Kendelse.ALDRIG, None)


def test_few_confirmed_faults_decide_nothing_and_want_as_many_cases_as_give_them():
    sager = [*_sager("flagget", fejl=9, rigtige=1), *_sager("ikke flagget", rigtige=88)]
    afgoerelse = _evaluate(sager).afgoerelse
    assert afgoerelse.kendelse is Kendelse.IKKE_ENDNU
    assert afgoerelse.mangler == 11 * 100 // 10
    assert "9 fejl, og reglen kræver mindst 20" in afgoerelse.begrundelse


def test_an_item_nobody_looked_at_and_one_without_flagged_cases_want_cases():
    assert _evaluate([]).afgoerelse.mangler == 20
    uden_flag = _evaluate(_sager("ikke flagget", fejl=30, rigtige=200))
    assert (uden_flag.genfinding, uden_flag.praecision) == (None, None)
    assert (uden_flag.afgoerelse.kendelse, uden_flag.afgoerelse.mangler) == (Kendelse.IKKE_ENDNU, 1)


def test_rules_that_flag_nothing_though_there_are_faults_can_never_take_over():
    evidens = _evaluate(
        _sager("ikke flagget", fejl=30, rigtige=200), [Rammedel(stratum="ikke flagget", antal=2_000, flagget=0)]
    )
    assert evidens.genfinding is not None
    assert evidens.genfinding.oevre == 0
    assert evidens.praecision is None
    assert evidens.afgoerelse.kendelse is Kendelse.ALDRIG


def test_an_item_without_rules_is_for_people_alone():
    afgoerelse = _evaluate(_sager("ikke flagget", fejl=3), har_regler=False).afgoerelse
    assert (afgoerelse.kendelse, afgoerelse.mangler) == (Kendelse.ALDRIG, None)
    assert "Ingen regel ser på punktet" in afgoerelse.begrundelse


@pytest.mark.parametrize(
    ("sager", "siger"),
    [
        (_sager("flagget", fejl=1) * 2, "to gange"),
        (_sager("flagget i Vest", fejl=1), "rammen ikke har"),
        ([replace(sag, er_flagget=False) for sag in _sager("flagget", fejl=1)], "flere med eller uden fund"),
        (_sager("flagget", fejl=101), "flere med eller uden fund"),
    ],
)
def test_cases_that_do_not_belong_to_the_frame_are_refused(sager, siger):
    with pytest.raises(StikproeveFejl, match=siger):
        _evaluate(sager)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 300), st.integers(0, 300))
def test_any_outcome_gives_shares_within_their_limits_and_a_verdict_with_a_reason(ramt, falsk, overset, rigtige):
    falsk = min(falsk, 100 - ramt)
    evidens = _evaluate(
        [*_sager("flagget", fejl=ramt, rigtige=falsk), *_sager("ikke flagget", fejl=overset, rigtige=rigtige)]
    )
    for interval in (evidens.genfinding, evidens.praecision):
        if interval:
            assert 0 <= interval.nedre <= interval.andel + 1e-9
            assert interval.andel - 1e-9 <= interval.oevre <= 1
    afgoerelse = evidens.afgoerelse
    assert afgoerelse.begrundelse.endswith(".")
    assert (afgoerelse.mangler == 0) == (afgoerelse.kendelse is Kendelse.KAN_OVERLADES)
    assert afgoerelse.mangler is None or 0 <= afgoerelse.mangler <= 2_000 - evidens.vurderede
