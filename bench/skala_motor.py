"""One engine, all rules, once: prints as JSON how many each found and how long each took."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from domain.kontrol import Regelresultat
from domain.regel import Regel
from expectations.regelkoersel import read_fund
from expectations.registry import load_regler
from expectations.runner import run_suites
from expectations.spark.runner import run_spark
from expectations.spark.session import Sparkvalg
from warehouse.engine import open_warehouse
from warehouse.parquet.manifest import find_fil, read_manifest

if TYPE_CHECKING:
    from domain.afvigelse import Fund


def main() -> None:
    """Run `motor sted [regel …]`: the engine, the URL or folder it reads, and which rules (all without)."""
    motor, sted, *navne = sys.argv[1:]
    regler = [regel for regel in load_regler() if not navne or regel.id in navne]
    start = perf_counter()
    svar = tuple(_MOTORER[motor](sted, regler))
    i_alt = perf_counter() - start
    tal = {regel.regel: (len(regel.fund), regel.sekunder, regel.fejl) for regel in svar}
    print(json.dumps({"sekunder": i_alt, "regler": tal}))


def _run_database(url: str, regler: list[Regel]) -> Iterable[Regelresultat]:
    engine = open_warehouse(url)
    return run_suites(engine, regler, url=url).regler


def _run_spark(mappe: str, regler: list[Regel]) -> Iterable[Regelresultat]:
    return run_spark(Path(mappe), regler, valg=Sparkvalg(master="local[2]", hukommelse="4g")).regler


def _run_duckdb(mappe: str, regler: list[Regel]) -> Iterable[Regelresultat]:
    with duckdb.connect() as forbindelse:
        for relation in read_manifest(Path(mappe)).filer:
            fil = find_fil(Path(mappe), relation)
            forbindelse.execute(f"CREATE VIEW {relation} AS SELECT * FROM read_parquet('{fil}')")
        for regel in regler:
            yield _run_one(forbindelse, regel)


def _run_one(forbindelse: duckdb.DuckDBPyConnection, regel: Regel) -> Regelresultat:
    start = perf_counter()
    fund: tuple[Fund, ...] = ()
    fejl = None
    try:
        svar = forbindelse.execute(regel.sql)
        fund = tuple(read_fund(regel, [kolonne[0] for kolonne in svar.description or ()], svar.fetchall()))
    except duckdb.Error as problem:
        fejl = type(problem).__name__
    return Regelresultat(regel=regel.id, alvor=regel.alvor.value, fund=fund, fejl=fejl, sekunder=perf_counter() - start)


_MOTORER = {"sqlite": _run_database, "postgresql": _run_database, "duckdb": _run_duckdb, "spark": _run_spark}

if __name__ == "__main__":
    main()
