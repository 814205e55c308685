"""The figures a control leaves behind: they add up, hide krisecentre from the kommuner, and give a course over time."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.builders import NAT_1, NAT_2, make_afdelinger
from tests.reports.scene import BY, FUND, make_fund, play_night, record
from warehouse.queries.registertal import load_forloeb, load_kurver, load_nyeste
from warehouse.transaktion import reading


@pytest.fixture
def conn(engine):
    with reading(engine) as session:
        yield session.connection()


def test_the_country_is_the_sum_of_its_socialtilsyn(engine, tmp_path):
    play_night(engine, tmp_path)
    with reading(engine) as session:
        nyeste = load_nyeste(session.connection())
    assert nyeste is not None
    landet = nyeste.landet
    assert (landet.tilbud, landet.afdelinger, landet.ramte, landet.uden_alvorlige) == (5, 6, 4, 1)
    assert (landet.kritisk, landet.alvorlig, landet.advarsel) == (1, 6, 2)
    assert nyeste.socialtilsyn.keys() == {"Syd", "Nord"}
    for navn in ("tilbud", "afdelinger", "ramte", "kritisk", "alvorlig", "advarsel"):
        assert sum(getattr(tal, navn) for tal in nyeste.socialtilsyn.values()) == getattr(landet, navn)


def test_a_krisecenter_is_in_no_kommune(engine, tmp_path):
    play_night(engine, tmp_path)
    with reading(engine) as session:
        nyeste = load_nyeste(session.connection())
    assert nyeste is not None
    kommuner = nyeste.kommuner
    assert sum(tal.tilbud for tal in kommuner.values()) == 4
    assert sum(tal.kritisk for tal in kommuner.values()) == 0


def test_a_control_run_again_replaces_its_figures(engine, tmp_path):
    snapshot = play_night(engine, tmp_path)
    record(engine, snapshot, FUND[:1], nu=NAT_2)
    with reading(engine) as session:
        conn = session.connection()
        nyeste = load_nyeste(conn)
        assert nyeste is not None
        assert nyeste.landet.ramte == 1
        assert len(load_forloeb(conn, "landet", "", fra=date(2026, 1, 1))) == 1


def test_before_the_first_control_there_are_none(conn):
    assert load_nyeste(conn) is None
    assert load_forloeb(conn, "landet", "", fra=date(2026, 1, 1)) == ()
    assert load_kurver(conn, "socialtilsyn", (), antal=5) == {}


def test_a_course_holds_each_night_and_its_curves_no_more_than_asked(engine, tmp_path):
    register = make_afdelinger(4)
    for nat in range(5):
        fund = [make_fund(BY, x.tilbudsid, x.afdelingsid, vaerdi="Odense") for x in register[: 4 - nat]]
        play_night(engine, tmp_path, nat=NAT_1 + timedelta(days=nat), afdelinger=register, fund=fund)
    with reading(engine) as session:
        conn = session.connection()
        forloeb = load_forloeb(conn, "landet", "", fra=date(2026, 11, 2))
        kurver = load_kurver(conn, "socialtilsyn", forloeb, antal=2)
    assert [(tal.dag.day, tal.uden_alvorlige) for tal in forloeb] == [(2, 1), (3, 2), (4, 3), (5, 4)]
    assert [(tal.dag.day, tal.uden_alvorlige) for tal in kurver["Syd"]] == [(3, 2), (5, 4)]


@pytest.mark.kun_sqlite
def test_a_year_of_one_kommune_is_found_by_its_key(engine):
    with engine.connect() as conn:
        plan = conn.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM registertal WHERE emne = 'kommune' AND noegle = '0461'")
        ).all()
    assert "SEARCH" in str(plan)
