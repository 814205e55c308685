from datetime import UTC, date, datetime, timedelta

import pytest

from domain.stikproeve import Population
from sampling.aarsplan import make_aarsplan, make_rettelse
from sampling.design import Design
from sampling.fejl import StikproeveFejl
from sampling.kvartal import freeze_due, pass_all_frister, plan_next_year, remind_all, settle_due
from tests.builders import load_afdelinger
from tests.stikproever import (
    NOEGLE,
    NU,
    announce_kontrol,
    assess_all,
    draw,
    make_register,
    note,
    plan_kontrol,
    put_in_work,
)
from tests.warehouse.rows import rows, values
from warehouse.queries.stikproeve import list_varsler, load_kontrolside
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.handlinger import cancel
from warehouse.stikproever.plan import store_plan
from warehouse.transaktion import reading


def test_a_year_has_four_controls_that_can_all_be_stored(engine):
    planer = make_aarsplan(2027)
    assert [plan.nummer for plan in planer] == ["27-1", "27-2", "27-3", "27-4"]
    assert planer[0].population is Population.PLEJEFAMILIER
    assert store_plan(engine, planer, notat=note()) == ("27-1", "27-2", "27-3", "27-4")
    assert store_plan(engine, planer, notat=note()) == ()
    assert values(engine, "SELECT COUNT(*) FROM stikproeve_frist") == [48]


def test_years_without_subjects_or_numbers_are_refused():
    with pytest.raises(StikproeveFejl, match="ingen emner for 2026"):
        make_aarsplan(2026)
    with pytest.raises(KontrolFejl, match="årstal som 2027"):
        make_aarsplan(3)


def test_a_correction_says_what_and_has_values_that_can_be_used():
    with pytest.raises(StikproeveFejl, match="hvad der skal rettes"):
        make_rettelse()
    with pytest.raises(StikproeveFejl, match="1, 2 eller 3"):
        make_rettelse(formaal=4)
    with pytest.raises(StikproeveFejl):
        make_rettelse(design="{}")
    rettelse = make_rettelse(emne=" Takster  nu ", formaal=1, start=date(2027, 4, 6))
    assert rettelse["emne"] == "Takster nu"
    assert rettelse["forloeb"][2].dag == date(2027, 4, 6)


def test_the_next_year_is_planned_when_its_first_subject_is_due_and_the_ministry_uses_plans(engine):
    december = datetime(2027, 12, 10, 9, tzinfo=UTC)
    assert plan_next_year(engine, nu=december) == ()
    store_plan(engine, make_aarsplan(2027), notat=note())
    assert plan_next_year(engine, nu=datetime(2027, 11, 1, 9, tzinfo=UTC)) == ()
    assert plan_next_year(engine, nu=december) == ("28-1", "28-2", "28-3", "28-4")
    assert plan_next_year(engine, nu=december) == ()


def test_a_frame_whose_day_has_come_is_frozen_and_one_that_cannot_be_stops_no_other(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine, "26-1", design=Design(antal=500))
    announce_kontrol(engine, "26-2")
    announce_kontrol(engine, "26-3", start=date(2026, 12, 1))
    plan_kontrol(engine, "26-4")
    svar = freeze_due(engine, nu=NU, noegle=NOEGLE)
    assert svar.frosne == ("26-2",)
    assert ["Rammen for kontrol 26-1 er ikke frosset" in tekst for tekst in svar.fejl] == [True]
    igen = freeze_due(engine, nu=NU, noegle=NOEGLE)
    assert (igen.frosne, len(igen.fejl)) == ((), 1)
    tilstande = {row["nummer"]: row["tilstand"] for row in rows(engine, "SELECT nummer, tilstand FROM stikproeve")}
    assert tilstande == {
        "26-1": "annonceret",
        "26-2": "ramme_frosset",
        "26-3": "annonceret",
        "26-4": "planlagt",
    }


def test_from_frame_to_settlement_people_are_waited_for_and_the_rest_does_itself(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    freeze_due(engine, nu=NU, noegle=NOEGLE)
    sent = NU + timedelta(weeks=30)
    assert (pass_all_frister(engine, nu=sent), settle_due(engine, nu=sent)) == ((), ())
    draw(engine)
    put_in_work(engine)
    assess_all(engine)
    assert len(pass_all_frister(engine, nu=sent)) == 4
    assert settle_due(engine, nu=sent) == ("26-1",)
    assert settle_due(engine, nu=sent) == ()
    paamindelser = remind_all(engine, nu=sent)
    assert ["26-1: Påmindelse: »Tilbuddene er bedt om dokumentation«" in x for x in paamindelser] == [
        True,
        False,
        False,
        False,
    ]
    assert remind_all(engine, nu=sent) == ()


def test_warnings_tell_of_years_without_a_plan_and_with_too_few_controls(engine):
    def tekster(dag):
        with reading(engine) as session:
            return [varsel.tekst for varsel in list_varsler(session.connection(), dag=dag)]

    assert tekster(date(2027, 12, 20)) == []
    store_plan(engine, make_aarsplan(2027), notat=note())
    assert tekster(date(2026, 11, 23)) == []
    assert "Der er ingen plan for 2028" in " ".join(tekster(date(2027, 12, 20)))
    cancel(engine, "27-4", notat=note("Grund."))
    assert "I 2027 er der kun 3 kontroller af 4, fordi 27-4 er aflyst." in tekster(date(2027, 2, 1))


def test_the_page_of_a_control_counts_what_is_missing(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    freeze_due(engine, nu=NU, noegle=NOEGLE)
    draw(engine)
    put_in_work(engine)
    assess_all(engine, undtagen=5)
    with reading(engine) as session:
        side = load_kontrolside(session.connection(), "26-1", dag=NU.date())
        assert load_kontrolside(session.connection(), "99-9", dag=NU.date()) is None
    assert side is not None
    assert side.mangler == 5
    assert sum(x.antal for x in side.strata) == 120
    assert sum(x.udtrukket for x in side.strata) == 20
