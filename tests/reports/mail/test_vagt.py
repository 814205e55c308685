"""The guards one by one, and over random histories: no mail ever tells of what a guard forbids."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from domain.tid import DANSK_TID
from reports.mail.afsendelse import ask_permission, count_before_closing
from reports.mail.outbox import fill_outbox
from reports.mail.vagt import (
    Mailvagt,
    Sendevagt,
    explain_stop,
    find_grund,
    find_nye_stop,
    guard_tidspunkt,
    is_udbrud,
)
from tests.builders import NAT_2, NAT_3, load_afdelinger
from tests.reports.scene import AFSENDER, REGLER, STRAKS, SVAR_TIL, make_register, play_night
from warehouse.queries.mailvagt import Aabning, Stop
from warehouse.queries.rapport_mail import Mailfund

VAGT = Mailvagt()
SENDEVAGT = Sendevagt()
FUND = Mailfund(
    id=1,
    tilbudsid="1001",
    afdelingsid="1",
    regel="IDENT-003",
    alvor="alvorlig",
    felt="cvr",
    vaerdi="99000016",
    forslag=None,
    raekke=None,
    bevis="{}",
    aendret_i=1,
    er_accepteret=False,
    er_set=True,
    set_i_traek=2,
)


def kl(dag, time, minut=0):
    return datetime.fromisoformat(f"{dag}T{time:02d}:{minut:02d}:00").replace(tzinfo=DANSK_TID)


def test_a_finding_that_every_guard_lets_through_has_no_reason():
    assert find_grund(FUND, VAGT, set()) is None


@pytest.mark.parametrize(
    ("aendring", "stoppede", "ord_"),
    [
        ({"er_accepteret": True}, set(), "accepteret"),
        ({"er_set": False}, set(), "kan være rettet"),
        ({"set_i_traek": 1}, set(), "1 godkendt hentning i træk; der skal 2 til"),
        ({}, {"IDENT-003"}, "venter på et menneske"),
    ],
)
def test_each_guard_says_why_in_danish(aendring, stoppede, ord_):
    grund = find_grund(replace(FUND, **aendring), VAGT, stoppede)
    assert grund is not None
    assert ord_ in grund


@pytest.mark.parametrize(
    ("antal", "i_alt", "udbrud"),
    [(101, 2000, True), (100, 2000, False), (10, 100, True), (9, 20, False), (10, 10, True)],
)
def test_a_rule_breaks_out_above_its_share_and_above_a_handful(antal, i_alt, udbrud):
    assert is_udbrud(Aabning(regel="A", snapshot_id=2, antal=antal, antal_tilbud=i_alt), pct=5) is udbrud


def test_an_outbreak_is_told_once_and_only_while_it_shows():
    aabning = Aabning(regel="IDENT-003", snapshot_id=7, antal=400, antal_tilbud=2000)
    fund = [replace(FUND, aendret_i=7)]
    assert find_nye_stop([aabning], fund, [], VAGT) == (aabning,)
    assert find_nye_stop([aabning], [FUND], [], VAGT) == ()
    assert find_nye_stop([aabning], fund, [Stop(aabning=aabning, er_frigivet=True)], VAGT) == ()
    assert "mail frigiv-regel IDENT-003 --grund" in explain_stop(aabning)


@pytest.mark.parametrize(
    ("nu", "maa"),
    [
        (kl("2026-11-23", 8), True),
        (kl("2026-11-23", 15, 59), True),
        (kl("2026-11-23", 16), False),
        (kl("2026-11-23", 2, 30), False),
        (kl("2026-11-22", 10), False),
        (kl("2026-12-25", 10), False),
        (kl("2027-03-25", 10), False),
        (kl("2027-05-06", 10), False),
    ],
    ids=["opens", "last minute", "closed", "night", "sunday", "christmas", "skærtorsdag", "kristi himmelfart"],
)
def test_mails_are_handed_over_on_working_days_and_in_working_hours(nu, maa):
    assert (guard_tidspunkt(nu, SENDEVAGT) is None) is maa
    assert (guard_tidspunkt(nu.astimezone(tz=None), SENDEVAGT) is None) is maa, "whatever zone the clock speaks of"


@given(
    st.integers(0, 23),
    st.integers(1, 24),
    st.integers(1, 6000),
    st.integers(0, 3 * 365 * 24 * 60),
)
def test_what_is_let_off_ends_before_closing_time(fra, til, pr_minut, minutter):
    vagt = Sendevagt(fra_kl=min(fra, til - 1), til_kl=til)
    nu = kl("2026-01-01", 0) + timedelta(minutes=minutter)
    if guard_tidspunkt(nu, vagt) is not None:
        return
    antal = count_before_closing(nu, vagt, pr_minut=pr_minut)
    assert antal >= 1
    slut = nu + timedelta(minutes=(antal - 1) / pr_minut)
    assert slut <= nu.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=til)


def test_the_ceiling_counts_what_went_today_and_no_other_day(engine, tmp_path):
    nu = kl("2026-11-02", 9)
    vagt = Sendevagt(loft_pr_dag=3)
    play_night(engine, tmp_path, nat=NAT_2)
    fill_outbox(engine, nu=NAT_2, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, vagt=STRAKS, regler=REGLER)
    assert ask_permission(engine, nu=nu, vagt=vagt, pr_minut=60).hoejst == 3
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'sendt', sendt = '2026-11-01 23:30:00.000000' WHERE id = 1"))
    assert ask_permission(engine, nu=nu, vagt=vagt, pr_minut=60).hoejst == 2, "half past midnight in Denmark"
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET sendt = '2026-11-01 22:30:00.000000' WHERE id = 1"))
    assert ask_permission(engine, nu=nu, vagt=vagt, pr_minut=60).hoejst == 3
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'ukendt', sendt = NULL, oprettet = '2026-11-02 01:00:00.000000'"))
    stop = ask_permission(engine, nu=nu, vagt=vagt, pr_minut=60)
    assert (stop.hoejst, stop.grund) == (0, "Dagens loft på 3 mails er nået."), "what may have gone counts"


def test_nothing_goes_while_the_register_awaits_its_control(engine, tmp_path):
    nu = kl("2026-11-03", 9)
    assert ask_permission(engine, nu=nu, vagt=SENDEVAGT, pr_minut=60).hoejst == 0
    play_night(engine, tmp_path, nat=NAT_2)
    assert ask_permission(engine, nu=nu, vagt=SENDEVAGT, pr_minut=60).grund is None
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_3)
    assert "tilbudstjek kontroller" in str(ask_permission(engine, nu=nu, vagt=SENDEVAGT, pr_minut=60).grund)
