"""A rule's SQL in Spark's dialect, and what rules read: pure text, without Spark."""

import re

import pytest

from expectations.registry import load_regler
from expectations.spark.behov import find_behov
from expectations.spark.oversaet import translate_sql
from expectations.spark.vaerdier import as_sqlite


@pytest.mark.parametrize(
    ("sql", "spark"),
    [
        ("SELECT CAST(a.x AS VARCHAR) AS vaerdi", "SELECT CAST(a.x AS STRING) AS vaerdi"),
        ("ROUND(CAST(a / 2 AS NUMERIC), 2)", "ROUND(CAST(a / 2 AS DOUBLE), 2)"),
        ("ROUND(CAST(a AS NUMERIC(18, 4)), 1)", "ROUND(CAST(a AS DOUBLE), 1)"),
        ("SELECT 'AS VARCHAR' AS numeric_navn FROM x", "SELECT 'AS VARCHAR' AS numeric_navn FROM x"),
        ("CAST(x AS BIGINT)", "CAST(x AS BIGINT)"),
    ],
)
def test_only_names_of_types_change(sql, spark):
    assert translate_sql(sql) == spark


@pytest.mark.parametrize("regel", load_regler(), ids=lambda regel: regel.id)
def test_no_rule_keeps_a_type_that_spark_does_not_have(regel):
    assert not re.search(r"\b(VARCHAR|NUMERIC|TEXT|REAL)\b", translate_sql(regel.sql))


def test_what_rules_read_is_found_in_their_sql():
    behov = find_behov(load_regler())
    assert {"kontroldag", "nu_afdeling", "nu_takst", "kendt_takst", "reference_graense"} <= behov.keys()
    assert {"tilbudsid", "afdelingsid", "telefon_ok"} <= behov["nu_afdeling"]
    # A name of a rule's own making is no relation.
    assert not behov.keys() & {"seneste", "aarets", "tal"}


def test_a_rule_adds_only_what_its_own_sql_names():
    (regel,) = [regel for regel in load_regler() if regel.id == "ADRESSE-001"]
    behov = find_behov([regel])
    assert behov.keys() == {"nu_afdeling"}
    assert "telefon" not in behov["nu_afdeling"]


def test_values_read_as_sqlite_gives_them():
    from datetime import date
    from decimal import Decimal

    row = as_sqlite([True, False, date(2026, 11, 1), Decimal("2.50"), 3, 2.5, "x", None])
    assert [str(value) for value in row] == ["1", "0", "2026-11-01", "2.5", "3", "2.5", "x", "None"]
