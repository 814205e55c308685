"""Rules on plejefamilier tell totals only, and no number that speaks of a few families."""

import re
from typing import Any

import pytest
from sqlalchemy import text

from domain.plejetal import NAESTEN_ALLE
from domain.regel import Entitet
from expectations.kontrol import kontroller
from expectations.registry import load_regler
from tests.builders import NAT_1, load_afdelinger, load_udtraek, make_afdeling

PLEJE = [regel for regel in load_regler() if regel.omraade == "pleje"]
FAA = "færre end 5"


def _familier(i_alt, fejl, socialtilsyn="Syd"):
    return [
        {
            "plejefamilieid": f"hemmelig-{socialtilsyn}-{nummer}",
            "socialtilsyn": socialtilsyn,
            "familietype": None if nummer < fejl else "Almen",
        }
        for nummer in range(i_alt)
    ]


def _load(engine, tmp_path, familier):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)], begrundelse="Prøve")
    load_udtraek(engine, tmp_path, {"plejefamilie": familier}, begrundelse="Prøve")


def _run(engine, regel_id):
    sql = next(regel.sql for regel in PLEJE if regel.id == regel_id)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]


@pytest.mark.parametrize(
    ("i_alt", "fejl", "vaerdi"),
    [
        (12, 1, FAA),
        (12, 4, FAA),
        (12, 5, "5 af 12"),
        (12, 7, "7 af 12"),
        (12, 8, NAESTEN_ALLE),
        (12, 11, NAESTEN_ALLE),
        (9, 5, NAESTEN_ALLE),
        (8, 4, FAA),
        (3, 2, FAA),
        (10, 5, "5 af 10"),
    ],
)
def test_neither_few_with_nor_few_without_a_fault_are_numbered(engine, tmp_path, i_alt, fejl, vaerdi):
    _load(engine, tmp_path, _familier(i_alt, fejl) + _familier(20, 0, "Nord"))
    assert _run(engine, "PLEJE-004") == [{"tilbudsid": "socialtilsyn:Syd", "afdelingsid": None, "vaerdi": vaerdi}]


def test_all_families_without_what_others_have_told_are_not_numbered(engine, tmp_path):
    _load(engine, tmp_path, _familier(7, 7) + _familier(20, 0, "Nord"))
    (row,) = _run(engine, "PLEJE-004")
    assert row["vaerdi"] == NAESTEN_ALLE


def test_every_rule_on_plejefamilier_goes_to_their_socialtilsyn_and_shows_one_value_only(engine, tmp_path):
    syge: dict[str, dict[str, Any]] = {
        "PLEJE-001": {"ledige_antal": None},
        "PLEJE-002": {"ledige_antal": 9},
        "PLEJE-003": {"ledige_opdateret_dato": "2019-01-01"},
        "PLEJE-004": {"familietype": None},
        "PLEJE-005": {"familietype": "Netværk"},
        "PLEJE-006": {"godkendte_antal": 0},
        "PLEJE-007": {"anbragte_antal": 9},
    }
    familier = [
        {**rask, **syge[regel_id]}
        for regel_id in sorted(syge)
        for rask in ({"plejefamilieid": f"hemmelig-{regel_id}-{nummer}"} for nummer in range(6))
    ]
    _load(engine, tmp_path, familier)
    assert {regel.id for regel in PLEJE} == syge.keys()
    for regel in PLEJE:
        assert regel.entitet is Entitet.SOCIALTILSYN
        assert _run(engine, regel.id) == [{"tilbudsid": "socialtilsyn:Syd", "afdelingsid": None, "vaerdi": "6 af 42"}]


def test_families_become_findings_about_their_socialtilsyn_and_none_of_them_is_named(engine, warehouse_url, tmp_path):
    _load(engine, tmp_path, _familier(12, 6) + _familier(12, 2, "Nord"))
    kontroller(engine, url=warehouse_url, nu=NAT_1)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT tilbudsid, vaerdi, bevis, status FROM afvigelse WHERE regel = 'PLEJE-004' ORDER BY tilbudsid")
        ).all()
        alt = connection.execute(text("SELECT * FROM afvigelse")).all()
    assert rows == [
        ("socialtilsyn:Nord", FAA, "{}", "aaben"),
        ("socialtilsyn:Syd", "6 af 12", "{}", "aaben"),
    ]
    assert "hemmelig" not in str(alt)


def test_a_mended_total_closes_its_finding(engine, warehouse_url, tmp_path):
    _load(engine, tmp_path, _familier(12, 6))
    kontroller(engine, url=warehouse_url, nu=NAT_1)
    senere = NAT_1.replace(hour=3)
    load_udtraek(engine, tmp_path, {"plejefamilie": _familier(12, 0)}, start=senere, begrundelse="Prøve")
    tal = kontroller(engine, url=warehouse_url, nu=senere)
    with engine.connect() as connection:
        status = connection.execute(text("SELECT status FROM afvigelse WHERE regel = 'PLEJE-004'")).scalars().all()
    assert status == ["lukket"]
    assert tal.regelfejl == ()


def test_no_rule_selects_a_familys_number():
    for regel in load_regler():
        assert not re.search(r"plejefamilieid", regel.sql)
