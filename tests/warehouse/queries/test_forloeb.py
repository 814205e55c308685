"""Courses over a year: of a rule, of the findings of some tilbud; no more points than asked for, and the extremes."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from warehouse.findings import record_kontrol
from warehouse.queries.fundfordeling import list_dagsantal, list_kontroldage
from warehouse.queries.rapport_views import AFVIGELSE
from warehouse.queries.regeltabel import Regelpunkt, load_regelkurver

# How many tilbud the rule finds fault with, night by night: most at the fourth night, fewest at the seventh.
ANTAL = (2, 2, 2, 5, 2, 2, 1, 2, 2, 2, 2, 2)


def make_fund(nummer: int) -> Fund:
    return Fund(regel="IDENT-003", tilbudsid=str(1001 + nummer), afdelingsid=None, felt="navn", vaerdi="x")


def find_nat(nummer: int) -> datetime:
    return NAT_1 + timedelta(days=nummer)


@pytest.fixture
def aaret(engine, tmp_path):
    for nummer, antal in enumerate(ANTAL):
        svar = load_afdelinger(engine, tmp_path, make_afdelinger(6), start=find_nat(nummer))
        fund = tuple(make_fund(x) for x in range(antal))
        regler = (
            Regelresultat(regel="IDENT-003", alvor="alvorlig", fund=fund),
            Regelresultat(regel="IDENT-004", alvor="advarsel", fund=(), fejl="Gik galt." if nummer == 0 else None),
        )
        assert svar.snapshot_id is not None
        record_kontrol(engine, Kontrolresultat(snapshot_id=svar.snapshot_id, regler=regler), nu=find_nat(nummer))
    return engine


def find_dage(punkter) -> list[int]:
    return [(punkt.dag - NAT_1.date()).days for punkt in punkter]


def test_a_short_course_is_whole_and_a_control_where_the_rule_could_not_run_is_left_out(aaret):
    with aaret.connect() as conn:
        kurver = load_regelkurver(conn, fra=date(2026, 1, 1), antal=len(ANTAL))
    assert kurver["IDENT-003"] == tuple(Regelpunkt(find_nat(x).date(), antal) for x, antal in enumerate(ANTAL))
    assert find_dage(kurver["IDENT-004"]) == list(range(1, len(ANTAL)))


def test_a_long_course_has_the_first_the_newest_the_lowest_and_the_highest(aaret):
    with aaret.connect() as conn:
        kurver = load_regelkurver(conn, fra=date(2026, 1, 1), antal=3)
        egen = load_regelkurver(conn, fra=date(2026, 1, 1), antal=3, regel="IDENT-003")
    assert find_dage(kurver["IDENT-003"]) == [0, 3, 6, 11]
    assert [punkt.antal for punkt in kurver["IDENT-003"]] == [2, 5, 1, 2]
    assert egen == {"IDENT-003": kurver["IDENT-003"]}


def test_the_extremes_of_before_the_day_do_not_count(aaret):
    with aaret.connect() as conn:
        kurver = load_regelkurver(conn, fra=find_nat(4).date(), antal=2, regel="IDENT-003")
    assert find_dage(kurver["IDENT-003"]) == [4, 6, 11]
    assert [punkt.antal for punkt in kurver["IDENT-003"]] == [2, 1, 2]


@pytest.mark.parametrize("fra", [0, 5])
def test_open_findings_are_counted_at_each_control_since_a_day_with_what_was_open_before(aaret, fra):
    alle = select(AFVIGELSE.c.tilbudsid)
    with aaret.connect() as conn:
        dage = list_kontroldage(conn, fra=find_nat(fra).date())
        dagsantal = list_dagsantal(conn, alle, dage)
    assert [x.antal for x in dagsantal] == list(ANTAL[fra:])
    assert find_dage(dagsantal) == list(range(fra, len(ANTAL)))
