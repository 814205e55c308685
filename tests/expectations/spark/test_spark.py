"""The same suites on Spark: the same keys and the same values as SQLite on the same register."""

from pathlib import Path

import pytest

from bench.gx_register import build_register
from bench.udtraek_register import build_udtraek
from expectations.registry import load_regler
from expectations.runner import run_suites
from expectations.spark.behov import find_behov
from tests.builders import NAT_1
from tests.lagre import SqliteLager
from warehouse.engine import open_warehouse
from warehouse.gruppe import refresh_grupper
from warehouse.parquet.eksport import export_parquet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """A register of 1,200 afdelinger with its dataudtræk and every kind of fault, and its export."""
    mappe = tmp_path_factory.mktemp("spark")
    url = SqliteLager(mappe).tomt()
    engine = open_warehouse(url)
    build_register(engine, 1_200)
    build_udtraek(engine)
    refresh_grupper(engine)
    export_parquet(engine, mappe / "ud", find_behov(load_regler()), nu=NAT_1)
    return engine, url, Path(mappe / "ud")


@pytest.fixture(scope="module")
def begge(register):
    """Every rule, also those switched off, on SQLite and on Spark, by id."""
    pytest.importorskip("pyspark", reason="the group skala is not installed")
    from expectations.spark.runner import run_spark
    from expectations.spark.session import Sparkvalg

    engine, url, mappe = register
    sqlite = run_suites(engine, load_regler(), url=url)
    spark = run_spark(mappe, load_regler(), valg=Sparkvalg(master="local[2]", hukommelse="1g"))
    assert sqlite.snapshot_id == spark.snapshot_id
    return {regel.regel: regel for regel in sqlite.regler}, {regel.regel: regel for regel in spark.regler}


@pytest.mark.parametrize("regel", load_regler(), ids=lambda regel: regel.id)
def test_a_rule_finds_the_same_keys_and_values_on_spark(regel, begge):
    sqlite, spark = begge[0][regel.id], begge[1][regel.id]
    assert spark.fejl is None
    assert sorted(spark.fund, key=_order) == sorted(sqlite.fund, key=_order)


def test_most_rules_had_something_to_find(begge):
    assert sum(bool(regel.fund) for regel in begge[0].values()) > 60
    assert sum(len(regel.fund) for regel in begge[0].values()) > 2_000


def _order(fund):
    return (fund.noegle, str(fund.vaerdi))


def test_a_rule_that_spark_cannot_run_says_so_without_a_value_and_the_others_go_on(register):
    pytest.importorskip("pyspark", reason="the group skala is not installed")
    from dataclasses import replace

    from expectations.spark.runner import run_spark
    from expectations.spark.session import Sparkvalg

    foerste, anden = load_regler()[:2]
    regler = [replace(foerste, sql="SELECT tilbudsid, hemmelig FROM nu_afdeling"), anden]
    resultat = run_spark(register[2], regler, valg=Sparkvalg(master="local[1]", hukommelse="1g"))
    assert "kan ikke køres på Spark (UNRESOLVED_COLUMN" in str(resultat.regler[0].fejl)
    assert resultat.regler[1].fejl is None
