"""The Great Expectations room: each rule's SQL once, complete keys out, counts and ids in."""

import json
import logging
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import Engine, create_engine, event, text

from domain.regel import Alvor
from expectations.kontrol import kontroller
from expectations.regelkoersel import run_regel
from expectations.registry import load_regler
from expectations.runner import run_suites
from expectations.samler import Samler, collecting
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.expectations.eksempler import run_sql
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl

REGLER = {regel.id: regel for regel in load_regler()}
FEJL: tuple[dict[str, object], ...] = (
    {"telefon": "12345678"},
    {"email": "ikke en adresse", "navn": None},
    {"cvr": "99000016", "p_nummer": "1"},
    {"tilbudstyper": (), "pladser": {}},
    {"pladser_i_alt": 99},
    {"virksomhedsform": "Enkeltmandsvirksomhed", "by": "Aarhus C"},
    {"tilsynsmyndighed": None, "har_leder": False},
)


@pytest.fixture(scope="module")
def url(lager, tmp_path_factory) -> str:
    """A warehouse of forty afdelinger, every fifth with a fault, and a krisecenter full of them."""
    mappe = tmp_path_factory.mktemp("gx")
    url: str = lager.tomt()
    afdelinger = [make_afdeling(n, **(FEJL[n // 5 % len(FEJL)] if n % 5 == 0 else {})) for n in range(1, 41)]
    engine = open_warehouse(url)
    resultat = load_afdelinger(engine, mappe, afdelinger, begrundelse="Prøve")
    engine.dispose()
    assert resultat.status == "godkendt"
    return url


@pytest.fixture
def engine(url):
    engine = create_engine(url)
    yield engine
    engine.dispose()


def _plain(engine, regel):
    with engine.connect() as connection:
        return run_sql(connection, regel.sql)


def _keys(resultat):
    return sorted(((fund.tilbudsid, fund.afdelingsid) for fund in resultat.fund), key=str)


@pytest.mark.begge_lagre
def test_suites_give_exactly_the_keys_of_the_plain_sql(engine, url):
    kontrol = run_suites(engine, REGLER.values(), url=url)
    assert {resultat.regel: _keys(resultat) for resultat in kontrol.regler} == {
        regel.id: _plain(engine, regel) for regel in REGLER.values()
    }
    assert sum(len(resultat.fund) for resultat in kontrol.regler) > 10
    assert kontrol.snapshot_id == 1


def test_each_rule_is_run_exactly_once(engine, url):
    koert: Counter[str] = Counter()

    def note(conn, cursor, statement, *_):
        koert[statement.strip()] += 1

    event.listen(Engine, "before_cursor_execute", note)
    try:
        run_suites(engine, REGLER.values(), url=url)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert {regel.id: koert[regel.sql.strip()] for regel in REGLER.values()} == dict.fromkeys(REGLER, 1)


@pytest.mark.parametrize(
    ("sql", "besked"),
    [
        ("SELECT findes_ikke FROM nu_afdeling", "findes_ikke"),
        ("SELECT tilbudsid, afdelingsid FROM nu_afdeling", "mangler kolonnen vaerdi"),
        ("SELECT NULL AS tilbudsid, NULL AS afdelingsid, NULL AS vaerdi", "uden tilbudsid"),
        ("SELECT '1' AS tilbudsid, NULL AS afdelingsid, 2 AS vaerdi FROM nu_afdeling", "samme nøgle flere gange"),
    ],
)
def test_a_rule_that_cannot_run_is_a_rule_error_and_the_others_still_count(engine, url, sql, besked):
    syg = replace(REGLER["IDENT-001"], sql=sql)
    rask = REGLER["KONTAKT-001"]
    efter = run_suites(engine, [syg, rask], url=url).regler
    assert efter[0].regel == "IDENT-001"
    assert besked in (efter[0].fejl or "")
    assert efter[0].fund == ()
    assert efter[1].fejl is None
    assert _keys(efter[1]) == _plain(engine, rask) != []


def test_a_rule_error_does_not_quote_the_register(engine):
    syg = replace(REGLER["KONTAKT-001"], sql="SELECT navn || tilbudsid, abs(-9223372036854775807 - 1) FROM nu_afdeling")
    with engine.connect() as connection:
        resultat = run_regel(syg, connection)
    assert resultat.fejl
    assert "Birkehuset" not in resultat.fejl


def test_kontroller_records_findings_and_names_the_rules_that_could_not_run(warehouse_url, tmp_path, caplog):
    engine = open_warehouse(warehouse_url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, telefon="123"), make_afdeling(2)], begrundelse="Prøve")
    syg = replace(REGLER["IDENT-001"], sql="SELECT 1 FROM ingen_tabel")
    fremdrift = []
    with caplog.at_level(logging.ERROR):
        tal = kontroller(
            engine,
            url=warehouse_url,
            nu=NAT_1,
            regler=[syg, REGLER["KONTAKT-001"]],
            on_progress=lambda faerdige, i_alt: fremdrift.append((faerdige, i_alt)),
        )
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT regel, tilbudsid, vaerdi FROM afvigelse")).all()
    engine.dispose()
    assert tal.aabnet == 1
    assert tal.regelfejl == ("IDENT-001",)
    assert rows == [("KONTAKT-001", "1001", None)]
    assert fremdrift == [(1, 2), (2, 2)]
    assert "IDENT-001 could not run" in caplog.text


def test_kontroller_runs_the_rules_that_are_on(warehouse_url, tmp_path):
    engine = open_warehouse(warehouse_url)
    delt = [make_afdeling(1), make_afdeling(1, afdelingsid="2", cvr="99000023", virksomhed="Fonden Ask")]
    load_afdelinger(engine, tmp_path, delt, begrundelse="Prøve")
    kontroller(engine, url=warehouse_url, nu=NAT_1)
    with engine.connect() as connection:
        koert = set(connection.execute(text("SELECT regel FROM regelkoersel")).scalars())
    engine.dispose()
    assert koert == {regel.id for regel in REGLER.values() if regel.aktiv}
    assert "IDENT-011" not in koert


def test_without_a_snapshot_a_person_is_told_what_to_do(warehouse_url):
    engine = open_warehouse(warehouse_url)
    with pytest.raises(WarehouseFejl, match="tilbudstjek hent"):
        run_suites(engine, REGLER.values(), url=warehouse_url)
    engine.dispose()


def test_a_database_that_great_expectations_cannot_open_is_said_plainly(engine, tmp_path):
    with pytest.raises(WarehouseFejl, match="Great Expectations"):
        run_suites(engine, REGLER.values(), url=f"sqlite:///{tmp_path}/en/anden.db")


def test_severities_map_to_those_of_great_expectations():
    from expectations.forventning import make_forventning

    svarer = {regel.alvor: make_forventning(regel).severity.value for regel in REGLER.values()}
    assert svarer == {Alvor.KRITISK: "critical", Alvor.ALVORLIG: "warning", Alvor.ADVARSEL: "info"}


def test_great_expectations_result_holds_counts_and_at_most_twenty_ids_and_no_value(engine, url):
    from expectations.kontekst import connected, make_checkpoint, make_context

    alle = replace(
        REGLER["KONTAKT-006"], sql="SELECT tilbudsid, afdelingsid, hjemmeside AS vaerdi, telefon FROM nu_afdeling"
    )
    context = make_context(url)
    with collecting(Samler({alle.id: alle})) as samler, connected(context, "sqlite") as kilde:
        outcome = make_checkpoint(context, kilde, [alle]).run()
    (suite,) = outcome.run_results.values()
    (resultat,) = suite.results
    assert resultat.result["observed_value"] == 40
    assert len(resultat.result["partial_unexpected_list"]) == 20
    assert resultat.result["partial_unexpected_list"][0] == "1001/1"
    assert len(samler.resultater[alle.id].fund) == 40
    skrevet = json.dumps(outcome.describe_dict()) + json.dumps(suite.to_json_dict())
    assert "example.org" not in skrevet
    assert "3240" not in skrevet


def test_a_rule_with_very_many_findings_is_complete(engine, url):
    mange = replace(
        REGLER["IDENT-011"],
        sql="""
            WITH RECURSIVE tal(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM tal WHERE n < 60000)
            SELECT CAST(n AS VARCHAR) AS tilbudsid, NULL AS afdelingsid, n AS vaerdi FROM tal
        """,
    )
    (resultat,) = run_suites(engine, [mange], url=url).regler
    assert len(resultat.fund) == 60_000
    assert resultat.fund[-1].vaerdi == "60000"


def test_one_suite_per_entity(url):
    from expectations.kontekst import connected, make_checkpoint, make_context

    context = make_context(url)
    with connected(context, "sqlite") as kilde:
        checkpoint = make_checkpoint(context, kilde, REGLER.values())
    suiter = {
        definition.suite.name: len(definition.suite.expectations) for definition in checkpoint.validation_definitions
    }
    assert suiter == dict(Counter(regel.entitet.value for regel in REGLER.values()))
    assert suiter.keys() == {regel.entitet.value for regel in REGLER.values()}


def test_a_dollar_sign_in_the_address_is_a_dollar_sign(tomt_warehouse, tmp_path):
    mappe = tmp_path / "pris$HOME"
    mappe.mkdir()
    url = f"sqlite:///{shutil.copy(tomt_warehouse, mappe / 'warehouse.db')}"
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, telefon="123")], begrundelse="Prøve")
    (resultat,) = run_suites(engine, [REGLER["KONTAKT-001"]], url=url).regler
    engine.dispose()
    assert _keys(resultat) == [("1001", "1")]


def test_no_rules_need_no_great_expectations(engine, url):
    assert run_suites(engine, [], url=url).regler == ()


def test_great_expectations_is_not_imported_before_rules_are_run():
    kode = "import sys, expectations.kontrol, expectations.catalogue, expectations.datadocs; print(*sys.modules)"
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert "expectations.kontrol" in svar.stdout
    assert "great_expectations" not in svar.stdout


def test_a_rule_can_report_only_once():
    samler = Samler(REGLER)
    resultat = run_regel_empty()
    samler.take(resultat)
    with pytest.raises(RuntimeError, match="run twice"):
        samler.take(resultat)


def run_regel_empty():
    with create_engine("sqlite://").connect() as connection:
        return run_regel(replace(REGLER["IDENT-001"], sql="SELECT 1 WHERE 0"), connection)
