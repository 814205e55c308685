"""The lines that lists are read from say what the register says, also in a database from before they were kept."""

from datetime import timedelta

from alembic import command
from sqlalchemy import inspect

from tests.builders import NAT_1, load_afdelinger, make_afdeling, make_afdelinger
from tests.warehouse.rows import rows
from warehouse.engine import open_warehouse
from warehouse.migrations.opgrader import make_config

LINJER = "SELECT * FROM tilbudslinje ORDER BY tilbudsid"
NAVNE = "SELECT * FROM afdeling_navn ORDER BY afdeling_id"


def make_register():
    return [
        make_afdeling(10, tilbudsid="1", afdelingsid="10", navn="Sidst", tilsynsmyndighed="Socialtilsyn Nord"),
        make_afdeling(9, tilbudsid="1", afdelingsid="9", navn="Ærø Å-hus", tilsynsmyndighed="Et sted"),
        make_afdeling(2, tilbudsid="2", navn=None, tilsynsmyndighed=None),
        make_afdeling(3, tilbudsid="3", navn="§§"),
    ]


def test_a_line_has_the_first_name_and_the_first_socialtilsyn(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    navne = ("tilbudsid", "navn", "orden", "kode", "antal_afdelinger")
    assert [tuple(row[navn] for navn in navne) for row in rows(engine, LINJER)] == [
        ("1", "Ærø Å-hus", "zxrzy zz hus", "Nord", 2),
        ("2", None, None, "andre", 1),
        ("3", "§§", None, "Syd", 1),
    ]


def test_lines_follow_the_views_that_rules_read(engine, tmp_path):
    afdelinger = make_afdelinger(150)
    for nat in range(3):
        load_afdelinger(engine, tmp_path, afdelinger[nat:], start=NAT_1 + timedelta(days=nat))
    nu = "SELECT tilbudsid, antal_afdelinger, navn FROM nu_tilbud ORDER BY tilbudsid"
    egne = "SELECT tilbudsid, antal_afdelinger, navn FROM tilbudslinje ORDER BY tilbudsid"
    assert rows(engine, egne) == rows(engine, nu)
    assert len(rows(engine, egne)) == 149


def test_a_new_name_is_the_one_that_lists_show(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(3))
    nye = [make_afdeling(1, navn="Nyt navn"), *make_afdelinger(3)[1:]]
    load_afdelinger(engine, tmp_path, nye, start=NAT_1 + timedelta(days=1))
    assert "Nyt navn" in [row["navn"] for row in rows(engine, LINJER)]
    assert len(rows(engine, NAVNE)) == 4


def test_a_database_from_before_gets_the_same_lines(engine, warehouse_url, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    foer = rows(engine, LINJER), rows(engine, NAVNE)
    with engine.begin() as forbindelse:
        command.downgrade(make_config(forbindelse), "0008")
    with engine.connect() as forbindelse:
        assert not inspect(forbindelse).has_table("tilbudslinje")
    open_warehouse(warehouse_url).dispose()
    assert (rows(engine, LINJER), rows(engine, NAVNE)) == foer
