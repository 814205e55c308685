"""Every rule on SQLite and on PostgreSQL: the same keys, and the same values shown, on the same register."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from psycopg.errors import FeatureNotSupported
from sqlalchemy import text

from crawler.replica.dar import write_dar
from crawler.replica.register import make_register
from crawler.replica.udtraek import make_udtraek
from expectations.registry import load_regler
from expectations.runner import run_suites
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from tests.expectations.eksempellagre import EnDatabase
from tests.expectations.eksempler import list_tilfaelde, run_sql
from tests.lagre import SqliteLager
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.adresser.indlaes import load_dar
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.flyt import copy_warehouse
from warehouse.gruppe import refresh_grupper
from warehouse.load.budgetskema import store_skemaer
from warehouse.transaktion import writing

REGLER = load_regler()
DAG = date(2026, 11, 23)
NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
# Between them they use every function and clause that any rule does: least and greatest of texts, division, rounding,
# casts to text and to large numbers, texts put together, unions. `./tjek postgresql` runs every example of every rule.
VOVEDE = frozenset(("BUDGET-005", "NOEGLE-003", "NOEGLE-006", "PLADS-009", "PLEJE-006", "TAKST-012"))


def fill(engine, mappe, antal):
    """The demo's register with its address register and its dataudtræk: every rule's faults are planted."""
    register = make_register(7, antal_tilbud=antal)
    udtraek = make_udtraek(register, DAG, 7)
    assert load_udtraek(engine, mappe, udtraek.raekker, start=NU).status == "godkendt"
    store_skemaer(engine, udtraek.skemaer, nu=NU)
    load_afdelinger(engine, mappe, register.afdelinger, start=NU, begrundelse="Prøve")
    load_dar(write_dar(mappe / "dar", register.adresser), mappe / "register.db", nu=NU)
    refresh_adressevask(engine, mappe / "register.db")
    refresh_grupper(engine)


def judge(engine, url):
    """What each rule found, with all that is shown of it."""
    kontrol = run_suites(engine, REGLER, url=url)
    assert {x.regel: x.fejl for x in kontrol.regler if x.fejl} == {}
    return {x.regel: sorted(map(repr, x.fund)) for x in kontrol.regler}


def hold_both(mappe, postgresql_lager, antal):
    """Judge one register on both engines; give how many rules found something."""
    urler = SqliteLager(mappe).tomt(), postgresql_lager.ny()
    sqlite = open_warehouse(urler[0])
    fill(sqlite, mappe, antal)
    postgresql = connect_unchanged(urler[1])
    copy_warehouse(sqlite, postgresql, nu=NU)
    paa_sqlite, paa_postgresql = judge(sqlite, urler[0]), judge(postgresql, urler[1])
    for engine in (sqlite, postgresql):
        engine.dispose()
    assert {r: (f, paa_postgresql[r]) for r, f in paa_sqlite.items() if f != paa_postgresql[r]} == {}
    return sum(1 for fund in paa_sqlite.values() if fund)


@pytest.fixture(scope="module")
def eksempler_paa_postgresql(postgresql_lager, tmp_path_factory):
    """The examples' warehouses on PostgreSQL, whatever the other tests run on."""
    eksempler = EnDatabase(postgresql_lager, tmp_path_factory.mktemp("eksempler"))
    yield eksempler
    eksempler.close()


@pytest.fixture
def paa_postgresql(eksempler_paa_postgresql):
    yield eksempler_paa_postgresql.open
    eksempler_paa_postgresql.let_go()


@pytest.mark.parametrize(
    "tilfaelde", [x for x in list_tilfaelde() if x.regel.id in VOVEDE and x.eksempel in x.regel.bryder], ids=str
)
def test_the_rules_most_at_risk_find_what_their_examples_say_on_postgresql_too(tilfaelde, paa_postgresql):
    fund = run_sql(paa_postgresql(tilfaelde.eksempel), tilfaelde.regel.sql)
    assert fund == sorted(tilfaelde.eksempel.fund, key=str)


@pytest.mark.slow
def test_every_rule_finds_and_shows_the_same_on_the_national_register(tmp_path, postgresql_lager):
    assert hold_both(tmp_path, postgresql_lager, 1999) > 130


@pytest.mark.slow
def test_a_run_on_postgresql_judges_one_state_whatever_is_written_meanwhile(tmp_path, postgresql_lager):
    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, [make_afdeling(n) for n in (1, 2)], begrundelse="Prøve")
    alle = "SELECT tilbudsid, afdelingsid, NULL AS vaerdi FROM afdeling WHERE gyldig_til IS NULL"
    syg = replace(REGLER[1], sql="SELECT findes_ikke FROM afdeling")
    regler = [replace(REGLER[0], sql=alle), syg, replace(REGLER[2], sql=alle)]

    def take_one_away(_):
        with writing(engine) as session:
            session.execute(text("UPDATE afdeling SET gyldig_til = 1 WHERE id = (SELECT MAX(id) FROM afdeling)"))

    foerst, fejl, sidst = run_suites(engine, regler, url=url, on_resultat=take_one_away).regler
    engine.dispose()
    assert fejl.fejl
    assert len(foerst.fund) == len(sidst.fund) == 2


def test_the_connection_of_the_rules_is_in_utc_without_jit_and_says_whose_it_is(postgresql_lager):
    from expectations.kontekst import connected, make_context

    url = postgresql_lager.tomt()
    with connected(make_context(url), "postgresql") as kilde, kilde.get_execution_engine().get_connection() as conn:
        navne = ("TimeZone", "jit", "application_name", "transaction_isolation", "transaction_read_only")
        sat = [conn.exec_driver_sql(f"SHOW {navn}").scalar() for navn in navne]
        assert conn.engine.driver == "psycopg"
    assert sat == ["UTC", "off", "tilbudstjek", "repeatable read", "on"]


def test_a_database_that_sorts_by_a_language_is_refused_with_the_way_to_make_another(postgresql_lager):
    ny = "CREATE DATABASE efter_sprog TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'da-DK'"
    try:
        postgresql_lager.run(f"{ny} LOCALE 'C'")
    except FeatureNotSupported:
        pytest.skip("this server knows no language")
    with pytest.raises(WarehouseFejl, match="TEMPLATE template0 ENCODING 'UTF8'"):
        open_warehouse(postgresql_lager.url("efter_sprog"))
