"""Budgetskemaer kept: nothing twice, the newest in force, all of a form or nothing, and the rules run again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from domain.eksempel_skema import fejlfrit_skema
from domain.skema import Fejlart, Post, Skemafejl
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from warehouse.fejl import WarehouseFejl
from warehouse.load.budgetskema import store_skemaer
from warehouse.queries.budgetskema import list_ukendte_tilbud, read_skema
from warehouse.queries.status import needs_kontrol
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Kontrol

NU = datetime(2026, 11, 1, 12, tzinfo=UTC)


def _read(engine, sql):
    with engine.connect() as forbindelse:
        return [tuple(row) for row in forbindelse.execute(text(sql))]


def _skema(nummer=0, **aendringer):
    return fejlfrit_skema(**{"fil_sha256": f"{nummer:064x}", **aendringer})


def test_a_form_is_read_back_as_it_was(engine):
    fejl = Skemafejl(art=Fejlart.SUM, ark="BUDGET PRIVATE TILBUD", celle="E45", tekst="E45 er forkert.")
    skema = _skema(fejl=(fejl,), forventet_aar=2026)
    gemt = store_skemaer(engine, [skema], nu=NU)
    assert (gemt.nye, gemt.kendte, gemt.genlaeste, gemt.afviste) == (1, 0, 0, ())
    assert read_skema(engine, "1001", 2026) == skema
    assert read_skema(engine, "1001", 2025) is None
    assert _read(engine, "SELECT tilbudsid, indtaegter_kr, omkostninger_kr, resultat_kr FROM nu_budgetskema") == [
        ("1001", 5_548_000.0, 5_448_000.0, 100_000.0)
    ]
    assert _read(engine, "SELECT art, celle FROM nu_budgetskema_fejl") == [("sum", "E45")]
    assert len(_read(engine, "SELECT 1 FROM nu_budgetskema_post")) == len(skema.poster)


def test_the_same_file_again_changes_nothing(engine):
    store_skemaer(engine, [_skema()], nu=NU)
    foer = _read(engine, "SELECT * FROM budgetskema")
    gemt = store_skemaer(engine, [_skema()], nu=NU + timedelta(days=1))
    assert (gemt.nye, gemt.kendte) == (0, 1)
    assert _read(engine, "SELECT * FROM budgetskema") == foer
    assert len(_read(engine, "SELECT 1 FROM budgetskema_post")) == len(_skema().poster)


def test_the_last_one_kept_of_a_tilbud_and_year_is_in_force(engine):
    andre = [_skema(2, tilbudsid="1002"), _skema(3, budgetaar=2025)]
    store_skemaer(engine, [_skema(1), *andre], nu=NU)
    nyt = _skema(4, fejl=())
    store_skemaer(engine, [nyt], nu=NU)
    # An older file handed in once more does not push the newer one out.
    store_skemaer(engine, [_skema(1)], nu=NU)
    assert _read(engine, "SELECT tilbudsid, budgetaar, fil_sha256 FROM budgetskema WHERE er_gaeldende ORDER BY id") == [
        ("1002", 2026, andre[0].fil_sha256),
        ("1001", 2025, andre[1].fil_sha256),
        ("1001", 2026, nyt.fil_sha256),
    ]
    assert _read(engine, "SELECT COUNT(*) FROM nu_budgetskema") == [(3,)]


def test_a_known_file_that_is_read_better_now_is_mended_in_its_place(engine):
    store_skemaer(engine, [_skema(1), _skema(2)], nu=NU)
    bedre = _skema(1, poster={Post.LEDELSE: {"beloeb_kr": 1.0}})
    gemt = store_skemaer(engine, [bedre], nu=NU)
    assert (gemt.nye, gemt.genlaeste) == (0, 1)
    assert _read(engine, "SELECT id, er_gaeldende FROM budgetskema ORDER BY id") == [(1, False), (2, True)]
    assert _read(engine, "SELECT beloeb_kr FROM budgetskema_post WHERE budgetskema_id = 1 AND post = 'ledelse'") == [
        (1.0,)
    ]


def test_a_form_is_kept_under_the_year_it_was_handed_in_for(engine):
    store_skemaer(engine, [_skema(budgetaar=2024, forventet_aar=2026)], nu=NU)
    assert _read(engine, "SELECT budgetaar FROM nu_budgetskema") == [(2026,)]


def test_a_file_that_is_no_form_is_kept_with_its_fault_where_its_tilbud_and_year_are_known(engine):
    fejl = Skemafejl(art=Fejlart.PDF, ark="", celle="", tekst="Filen er en PDF.")
    pdf = replace(_skema(budgetaar=None, forventet_aar=2026, fejl=(fejl,)), poster=(), skema_version="ukendt")
    assert store_skemaer(engine, [pdf], nu=NU).nye == 1
    assert _read(engine, "SELECT tilbudsid, budgetaar, art FROM nu_budgetskema_fejl") == [("1001", 2026, "pdf")]


def test_a_form_nobody_knows_whose_or_when_is_told_and_stops_no_other(engine):
    skemaer = [_skema(1, tilbudsid=None), _skema(2, budgetaar=None), _skema(3)]
    gemt = store_skemaer(engine, skemaer, nu=NU)
    assert gemt.nye == 1
    assert ["--tilbud" in gemt.afviste[0][1], "--aar" in gemt.afviste[1][1]] == [True, True]


def test_a_form_that_cannot_be_kept_leaves_nothing_of_itself_and_those_before_it_stay(engine):
    (post, *resten) = _skema(2).poster
    umulig = replace(_skema(2), poster=(*resten, replace(post, linje=None)))
    with pytest.raises(WarehouseFejl):
        store_skemaer(engine, [_skema(1, tilbudsid="1002"), umulig], nu=NU)
    assert _read(engine, "SELECT tilbudsid FROM budgetskema") == [("1002",)]
    assert _read(engine, "SELECT DISTINCT budgetskema_id FROM budgetskema_post") == [(1,)]


def test_a_file_name_that_may_hold_a_street_is_not_kept(engine):
    store_skemaer(engine, [_skema(1, fil="Hemmelig Prøvevej 99.xlsx"), _skema(2, fil="1001_2026.xlsx")], nu=NU)
    assert _read(engine, "SELECT fil FROM budgetskema ORDER BY id") == [("000000000000.xlsx",), ("1001_2026.xlsx",)]


def test_the_rules_wait_to_run_again_when_a_form_came(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling()])
    _note_kontrol(engine, NAT_1)
    assert not needs_kontrol(engine)
    store_skemaer(engine, [_skema()], nu=NAT_1 + timedelta(hours=1))
    assert needs_kontrol(engine)
    store_skemaer(engine, [_skema()], nu=NAT_1 + timedelta(hours=3))
    _note_kontrol(engine, NAT_1 + timedelta(hours=2))
    assert not needs_kontrol(engine)


def test_tilbud_that_the_register_does_not_have_are_named_once_there_is_a_register(engine, tmp_path):
    assert list_ukendte_tilbud(engine, ["1001", "7"]) == []
    load_afdelinger(engine, tmp_path, [make_afdeling()])
    assert list_ukendte_tilbud(engine, ["1001", "7", "7"]) == ["7"]


def _note_kontrol(engine, tidspunkt):
    kontrol = table_of(Kontrol)
    with engine.begin() as forbindelse:
        forbindelse.execute(kontrol.delete())
        forbindelse.execute(
            kontrol.insert().values(
                snapshot_id=1, tidspunkt=tidspunkt, aabnet=0, genaabnet=0, lukket=0, aabne_i_alt=0, udtraek_id=None
            )
        )
