from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.felter import FELTER
from domain.frister import is_hverdag
from domain.reference.stikproeve import FORMAAL, find_emne, load_emner, load_forloeb
from domain.stikproeve import Population, Stikproevetilstand
from domain.stikproeveforloeb import (
    KVARTALER,
    Trin,
    find_kvartal,
    find_kvartalets_slutning,
    find_start,
    find_varsler,
    make_forloeb,
)

PLANLAGT = Stikproevetilstand.PLANLAGT
START = date(2027, 4, 5)


def trin(navn="traek", dag=START, udfoert=None):
    return Trin(trin=navn, betegnelse="Der er trukket", dag=dag, ansvarlig="Sagsbehandler", udfoert=udfoert)


def tekster(tilstand, *alle, dag, start=START):
    return [varsel.tekst for varsel in find_varsler("27-2", tilstand, alle, start=start, dag=dag)]


@given(st.integers(2021, 2060), st.sampled_from(KVARTALER))
def test_a_control_starts_on_a_working_day_early_in_its_quarter(aar, kvartal):
    start = find_start(aar, kvartal)
    assert is_hverdag(start)
    assert find_kvartal(start) == kvartal
    assert start.year == aar
    assert start.day <= 10


@given(st.dates(date(2021, 1, 1), date(2060, 12, 31)))
def test_every_step_falls_on_a_working_day_and_the_steps_keep_their_order(start):
    forloeb = make_forloeb(start)
    assert [x.trin for x in forloeb] == [x.trin for x in load_forloeb()]
    assert all(is_hverdag(x.dag) for x in forloeb)
    assert [x.dag for x in forloeb] == sorted(x.dag for x in forloeb)


@given(st.dates(date(2021, 1, 1), date(2060, 12, 31)))
def test_a_paabud_never_has_less_than_its_four_weeks(start):
    dage = {x.trin: x.dag for x in make_forloeb(start)}
    uger = {x.trin: x.uge for x in load_forloeb()}
    assert dage["paabudsfrist"] >= start + timedelta(weeks=uger["paabud"] + 4)


@given(st.dates(date(2021, 1, 1), date(2060, 12, 31)))
def test_a_quarter_ends_the_day_before_the_next_begins(dag):
    slut = find_kvartalets_slutning(dag)
    assert find_kvartal(slut) == find_kvartal(dag)
    assert slut >= dag
    assert find_kvartal(slut + timedelta(days=1)) == find_kvartal(dag) % 4 + 1


def test_every_quarter_from_2027_has_a_subject_of_known_items_and_aims():
    for aar in range(2027, 2040):
        for kvartal in KVARTALER:
            emne = find_emne(aar, kvartal)
            assert set(emne.punkter) <= FELTER.keys()
            assert emne.formaal in FORMAAL
    assert len({emne.noegle for emne in load_emner()}) == len(load_emner())
    assert find_emne(2027, 1).population is Population.PLEJEFAMILIER


def test_the_subjects_of_a_quarter_take_turns():
    assert find_emne(2028, 2).noegle != find_emne(2029, 2).noegle
    assert find_emne(2028, 2).noegle == find_emne(2030, 2).noegle


def test_there_are_no_subjects_before_the_list_begins():
    with pytest.raises(LookupError):
        find_emne(2026, 1)


def test_a_step_is_warned_of_two_weeks_ahead_and_then_every_day():
    assert tekster(PLANLAGT, trin(), dag=START - timedelta(days=15)) == []
    assert "senest den 05-04-2027 (14 dage endnu)" in tekster(PLANLAGT, trin(), dag=START - timedelta(days=14))[0]
    assert "(en dag endnu)" in tekster(PLANLAGT, trin(), dag=START - timedelta(days=1))[0]
    assert "i dag" in tekster(PLANLAGT, trin(), dag=START)[0]
    sent = find_varsler("27-2", PLANLAGT, [trin()], start=START, dag=START + timedelta(days=3))
    assert "for 3 dage siden" in sent[0].tekst
    assert "Ansvarlig: Sagsbehandler" in sent[0].tekst
    assert sent[0].er_overskredet


def test_what_is_done_or_left_to_the_calendar_is_not_warned_of():
    dag = START + timedelta(days=3)
    assert tekster(PLANLAGT, trin(udfoert=START), trin(navn="svar"), dag=dag) == []


def test_a_quarter_in_danger_is_warned_of_until_the_draw_and_said_to_be_lost_after_it():
    fare = date(2027, 6, 1)
    assert "i fare" in tekster(PLANLAGT, dag=fare)[0]
    assert tekster(Stikproevetilstand.UDTRUKKET, dag=fare) == []
    assert "nåede ikke sit kvartal" in tekster(Stikproevetilstand.RAMME_FROSSET, dag=date(2027, 7, 1))[0]


@pytest.mark.parametrize("tilstand", [Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST])
def test_a_control_that_has_ended_is_warned_of_no_more(tilstand):
    assert tekster(tilstand, trin(), dag=date(2030, 1, 1)) == []
