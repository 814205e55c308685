from datetime import timedelta

import pytest

from domain.stikproeve import Stikproevetilstand, can_advance
from tests.stikproever import (
    KILDE,
    NU,
    announce_kontrol,
    assess_all,
    draw,
    freeze_kontrol,
    note,
    plan_kontrol,
    put_in_work,
)
from tests.warehouse.rows import rows, values
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.frister import pass_frister, remind, settle_when_due
from warehouse.stikproever.handlinger import add_note, announce, cancel, close
from warehouse.stikproever.kontrol import split_nummer, write_nummer
from warehouse.stikproever.plan import change_plan

T = Stikproevetilstand


def tilstand(engine):
    return values(engine, "SELECT tilstand FROM stikproeve")[0]


def noter(engine):
    return values(engine, "SELECT tekst FROM stikproeve_haendelse ORDER BY id")


def udfoerte(engine):
    return set(values(engine, "SELECT trin FROM stikproeve_frist WHERE udfoert IS NOT NULL"))


def test_a_plan_is_made_once_and_another_time_changes_nothing(engine):
    plan_kontrol(engine)
    plan_kontrol(engine, emne="Noget andet")
    assert values(engine, "SELECT emne FROM stikproeve") == ["Takster"]
    assert noter(engine) == ["Lagt i planen."]
    assert udfoerte(engine) == {"emne"}
    assert len(values(engine, "SELECT trin FROM stikproeve_frist")) == 12


def test_a_plan_may_be_corrected_until_it_is_announced_and_the_note_stays(engine):
    plan_kontrol(engine)
    change_plan(engine, "26-1", {"emne": "Adresser", "punkter": ("adresse",)}, notat=note("Rettet."))
    assert rows(engine, "SELECT emne, punkter FROM stikproeve") == [{"emne": "Adresser", "punkter": '["adresse"]'}]
    announce(engine, "26-1", kilde=KILDE, notat=note())
    with pytest.raises(KontrolFejl, match="Kun designet kan rettes nu"):
        change_plan(engine, "26-1", {"emne": "Takster"}, notat=note())
    change_plan(engine, "26-1", {"design": '{"antal": 5}'}, notat=note("Designet er rettet."))
    assert noter(engine)[-1] == "Designet er rettet."


@pytest.mark.parametrize("punkter", [(), ("findes_ikke",), ("takst", "takst")])
def test_items_must_be_fields_and_each_once(engine, punkter):
    plan_kontrol(engine)
    with pytest.raises(KontrolFejl):
        change_plan(engine, "26-1", {"punkter": punkter}, notat=note())
    assert noter(engine) == ["Lagt i planen."]


def test_announcing_again_with_the_same_words_changes_nothing(engine):
    announce_kontrol(engine)
    announce(engine, "26-1", kilde=f" {KILDE} ", notat=note())
    assert noter(engine) == ["Lagt i planen.", "Annonceret."]
    with pytest.raises(KontrolFejl, match="nået længere"):
        announce(engine, "26-1", kilde="En anden kilde", notat=note())


def test_a_source_and_a_note_must_say_something(engine):
    plan_kontrol(engine)
    with pytest.raises(KontrolFejl, match="hvor det offentlige tal kommer fra"):
        announce(engine, "26-1", kilde="  ", notat=note())
    with pytest.raises(KontrolFejl, match="Et notat skal"):
        add_note(engine, "26-1", note("  "))
    assert tilstand(engine) == "planlagt"


def test_every_step_out_of_turn_is_refused_with_what_is_missing(engine):
    plan_kontrol(engine)
    with pytest.raises(KontrolFejl, match="kan ikke opgøres, før kilden til det offentlige tal er annonceret"):
        close(engine, "26-1", notat=note())
    assert noter(engine) == ["Lagt i planen."]


def test_a_step_is_ticked_off_by_a_note_once_and_never_one_of_a_command(engine):
    plan_kontrol(engine)
    add_note(engine, "26-1", note("Breve er sendt."), trin="dokumentation")
    assert udfoerte(engine) == {"emne", "dokumentation"}
    for trin, grund in (("dokumentation", "udført før"), ("traek", "sin egen kommando"), ("x", "intet trin »x«")):
        with pytest.raises(KontrolFejl, match=grund):
            add_note(engine, "26-1", note(), trin=trin)
    assert noter(engine) == ["Lagt i planen.", "Breve er sendt."]


def test_a_control_is_settled_only_when_every_case_is_assessed_and_then_closed(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    put_in_work(engine)
    assess_all(engine, undtagen=3)
    with pytest.raises(KontrolFejl, match="3 vurderinger mangler"):
        close(engine, "26-1", notat=note())
    with engine.begin() as forbindelse:
        forbindelse.exec_driver_sql("DELETE FROM stikproeve_udfald")
    assess_all(engine)
    assert close(engine, "26-1", notat=note()) is T.OPGJORT
    assert close(engine, "26-1", notat=note()) is T.AFSLUTTET
    with pytest.raises(KontrolFejl, match="er afsluttet"):
        cancel(engine, "26-1", notat=note())


def test_a_control_is_cancelled_with_a_reason_and_never_goes_on(engine):
    announce_kontrol(engine)
    cancel(engine, "26-1", notat=note("Emnet dækkes af en anden undersøgelse."))
    assert tilstand(engine) == "aflyst"
    with pytest.raises(KontrolFejl, match="er aflyst"):
        close(engine, "26-1", notat=note())


def test_the_calendar_ticks_off_time_limits_only_while_the_control_is_worked_on(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    sent = NU + timedelta(weeks=30)
    assert pass_frister(engine, "26-1", nu=sent) == ()
    draw(engine)
    put_in_work(engine)
    assert pass_frister(engine, "26-1", nu=sent) == ("svar", "rettefrist", "paabudsfrist")
    assert pass_frister(engine, "26-1", nu=sent) == ()
    assess_all(engine)
    assert pass_frister(engine, "26-1", nu=sent) == ("vurderet",)


def test_a_control_settles_itself_when_all_is_assessed_and_the_limits_are_gone(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    put_in_work(engine)
    assess_all(engine)
    assert not settle_when_due(engine, "26-1", nu=NU)
    sent = NU + timedelta(weeks=30)
    pass_frister(engine, "26-1", nu=sent)
    assert settle_when_due(engine, "26-1", nu=sent)
    assert not settle_when_due(engine, "26-1", nu=sent)
    assert tilstand(engine) == "opgjort"


def test_a_reminder_is_written_once_for_each_late_step(engine):
    announce_kontrol(engine)
    sent = NU + timedelta(days=1)
    assert [tekst[:40] for tekst in remind(engine, "26-1", nu=sent)] == [
        "Påmindelse: »Rammen er frosset« skulle v",
    ]
    assert remind(engine, "26-1", nu=sent) == ()
    assert len(remind(engine, "26-1", nu=sent + timedelta(days=7))) == 1


@pytest.mark.parametrize("nummer", ["", "27", "27-", "2027-1", "27-1; DROP", "x"])
def test_a_number_is_a_year_and_a_running_number(nummer):
    with pytest.raises(KontrolFejl, match="Skriv fx 27-1"):
        split_nummer(nummer)


def test_numbers_are_written_and_read_alike():
    assert write_nummer(2027, 1) == "27-1"
    assert split_nummer(" 27-1 ") == (2027, 1)
    with pytest.raises(KontrolFejl, match="årstal som 2027"):
        write_nummer(27, 1)


def test_there_is_no_way_to_a_state_that_the_domain_does_not_allow():
    assert not can_advance(T.ANNONCERET, T.UDTRUKKET)
