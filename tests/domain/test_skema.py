"""The made-up form, its sums and nøgletal, and two forms held together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eksempel_raekker import fejlfri_raekke
from domain.eksempel_skema import ARK, fejlfrit_skema
from domain.noegletal import BETEGNELSER as NOEGLETAL
from domain.noegletal import KILDER, compute_noegletal
from domain.skema import Fejlart, Post, Skemafejl, Skemapost
from domain.skemaforskel import compare_skemaer
from domain.skemaposter import BETEGNELSER, DELE, OMKOSTNINGER, SUMMER

BELOEB = st.floats(-1e9, 1e9).map(lambda tal: round(tal, 2))


def test_the_faultless_form_agrees_with_itself_and_with_the_rows_of_the_dataudtraek():
    skema = fejlfrit_skema()
    for sum_, dele in DELE.items():
        assert skema.find_beloeb(sum_) == skema.sum_beloeb(*dele), sum_
    assert skema.find_beloeb(Post.OMKOSTNINGER_I_ALT) == skema.sum_beloeb(*OMKOSTNINGER)
    budget = fejlfri_raekke("budget").felter
    poster = {
        "takstindtaegt_kr": Post.TAKST_I_ALT,
        "indtaegter_kr": Post.INDTAEGTER_I_ALT,
        "omkostninger_kr": Post.OMKOSTNINGER_I_ALT,
        "resultat_kr": Post.RESULTAT,
        "ledelse_kr": Post.LEDELSE,
        "ejendom_kr": Post.EJENDOM_I_ALT,
    }
    assert {felt: skema.find_beloeb(post) for felt, post in poster.items()} == {felt: budget[felt] for felt in poster}
    assert skema.poster[0].belaegning_pct == budget["belaegning_pct"]


def test_a_line_is_changed_or_dropped_and_sums_stay():
    skema = fejlfrit_skema({Post.LEDELSE: {"beloeb_kr": 1.0}, Post.YDELSE: None}, tilbudsid="7", budgetaar=2025)
    assert (skema.tilbudsid, skema.budgetaar, skema.find_beloeb(Post.LEDELSE)) == ("7", 2025, 1.0)
    assert skema.find_beloeb(Post.PERSONALE_I_ALT) == 3_750_000.0
    assert Post.YDELSE not in {linje.post for linje in skema.poster}
    with pytest.raises(KeyError):
        fejlfrit_skema({Post.KONCERNHANDEL: {"beloeb_kr": 1.0}})


def test_every_post_has_a_name_and_every_cost_is_in_one_sum():
    assert set(BETEGNELSER) == set(Post)
    assert len(set(BETEGNELSER.values())) == len(Post)
    linjer = [post for dele in DELE.values() for post in dele if post not in SUMMER]
    assert len(linjer) == len(set(linjer))
    assert set(Post) - SUMMER - set(linjer) == {Post.KONCERNHANDEL}


def test_noegletal_are_those_of_the_law_and_property_is_not_counted_twice():
    fundet = compute_noegletal(fejlfrit_skema())
    assert list(fundet) == list(NOEGLETAL) == list(KILDER)
    assert {felt: round(tal or 0.0, 2) for felt, tal in fundet.items()} == {
        "a_omsaetning_kr": 5_548_000.0,
        "b_resultat_kr": 100_000.0,
        "c_resultat_pct": 1.8,
        "i_ledelse_kr": 700_000.0,
        "j_bestyrelse_kr": 50_000.0,
        "k_borgerrelateret_kr": 2_500_000.0,
        "l_administrativ_kr": 250_000.0,
        "m_ikke_fastansat_kr": 250_000.0,
        "n_kompetence_kr": 50_000.0,
        "o_loen_pct": 67.59,
        "p_kompetence_pct": 0.9,
        "q_administration_pct": 5.77,
        "r_borgerrelateret_pct": 12.58,
        "s_ejendom_pct": 10.0,
    }
    assert set(NOEGLETAL) <= set(fejlfri_raekke("noegletal").felter)


def test_there_are_no_percentages_without_income_and_nothing_without_posts():
    uden = compute_noegletal(fejlfrit_skema({Post.TAKST_I_ALT: {"beloeb_kr": 0.0}}))
    assert {felt for felt, tal in uden.items() if tal is None} == {felt for felt in NOEGLETAL if felt.endswith("_pct")}
    assert set(compute_noegletal(replace(fejlfrit_skema(), poster=())).values()) == {None}


def test_changes_come_largest_first_and_what_is_the_same_is_left_out():
    foer = fejlfrit_skema({Post.HUSHOLDNING: {"beloeb_kr": 200_000.0}, Post.TRANSPORT: None}, budgetaar=2025)
    forskelle = compare_skemaer(foer, fejlfrit_skema({Post.LEDELSE: {"beloeb_kr": 400_000.0}}))
    assert [(x.post, x.forskel_kr, x.forskel_pct) for x in forskelle] == [
        (Post.LEDELSE, -300_000.0, pytest.approx(-42.857, abs=0.001)),
        (Post.TRANSPORT, 100_000.0, None),
        (Post.HUSHOLDNING, 50_000.0, 25.0),
    ]


def test_an_amount_that_nobody_can_read_is_not_a_change_to_nothing():
    fejl = Skemafejl(art=Fejlart.TEKST_I_TALCELLE, ark=ARK, celle="E39", tekst="E39 er skrevet som tekst.")
    nu = fejlfrit_skema({Post.LEDELSE: {"beloeb_kr": None}}, fejl=(fejl,))
    (forskel,) = compare_skemaer(fejlfrit_skema(), nu)
    assert (forskel.post, forskel.foer_kr, forskel.nu_kr, forskel.forskel_kr) == (Post.LEDELSE, 700_000.0, None, None)


def test_a_form_without_posts_is_compared_with_nothing():
    tomt = replace(fejlfrit_skema(), poster=())
    assert compare_skemaer(tomt, fejlfrit_skema()) == compare_skemaer(fejlfrit_skema(), tomt) == ()


@given(foer=st.lists(BELOEB, min_size=3, max_size=3), nu=st.lists(BELOEB, min_size=3, max_size=3))
def test_changes_are_in_order_and_add_up_to_the_whole(foer, nu):
    def make(beloeb):
        ydelser = (
            Skemapost(post=Post.YDELSE, ark=ARK, linje=19 + nummer, beloeb_kr=kr) for nummer, kr in enumerate(beloeb)
        )
        return replace(fejlfrit_skema({Post.YDELSE: None}), poster=tuple(ydelser))

    forskelle = compare_skemaer(make(foer), make(nu))
    assert sum(x.forskel_kr or 0.0 for x in forskelle) == pytest.approx(sum(nu) - sum(foer), abs=1e-3)
