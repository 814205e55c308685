"""Limits and units are those in force on the day the register is judged by."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tests.builders import load_afdelinger, make_afdeling
from tests.warehouse.rows import rows

NY_GRAENSE = (
    "UPDATE reference_graense SET gyldig_til = '2026-05-31' WHERE noegle = 'gruppe_mindst_antal'",
    "INSERT INTO reference_graense (noegle, gyldig_fra, vaerdi) VALUES ('gruppe_mindst_antal', '2026-06-01', 25)",
)
NY_ENHED = (
    "UPDATE reference_takstenhed SET gyldig_til = '2026-05-31' WHERE foldet = 'dag'",
    "INSERT INTO reference_takstenhed (foldet, gyldig_fra, enhed, dage) VALUES ('dag', '2026-06-01', 'uge', 7)",
)


def _judge_on(engine, tmp_path, maaned, dag, saetninger, sql):
    with engine.begin() as forbindelse:
        for saetning in saetninger:
            forbindelse.execute(text(saetning))
    load_afdelinger(engine, tmp_path, [make_afdeling(1)], start=datetime(2026, maaned, dag, 12, tzinfo=UTC))
    return rows(engine, sql)


@pytest.mark.parametrize(("maaned", "dag", "vaerdi"), [(5, 31, 10.0), (6, 1, 25.0)])
def test_a_limit_changes_on_its_day(engine, tmp_path, maaned, dag, vaerdi):
    sql = "SELECT vaerdi FROM nu_graense WHERE noegle = 'gruppe_mindst_antal'"
    assert _judge_on(engine, tmp_path, maaned, dag, NY_GRAENSE, sql) == [{"vaerdi": vaerdi}]


@pytest.mark.parametrize(("maaned", "dag", "enhed"), [(5, 31, ("dag", 1)), (6, 1, ("uge", 7))])
def test_a_unit_changes_on_its_day(engine, tmp_path, maaned, dag, enhed):
    sql = "SELECT enhed, dage FROM nu_takstenhed WHERE foldet = 'dag'"
    assert _judge_on(engine, tmp_path, maaned, dag, NY_ENHED, sql) == [{"enhed": enhed[0], "dage": enhed[1]}]


def test_each_limit_of_the_list_is_in_force_once(engine, tmp_path):
    sql = "SELECT noegle FROM nu_graense GROUP BY noegle HAVING COUNT(*) > 1"
    assert _judge_on(engine, tmp_path, 11, 1, (), sql) == []
