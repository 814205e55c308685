"""One rule's SQL run once by Spark over its temporary views; every key it gives becomes a Fund."""

from time import perf_counter
from typing import TYPE_CHECKING

from domain.kontrol import Regelresultat
from domain.regel import Regel
from expectations.regelkoersel import RegelSqlFejl, read_fund
from expectations.spark.oversaet import translate_sql
from expectations.spark.vaerdier import as_sqlite

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def run_on_spark(regel: Regel, session: "SparkSession") -> Regelresultat:
    """Run a rule's SQL and give all its findings; a rule that cannot run gives `fejl` and no findings."""
    # The group `skala` is not always installed, and this module always is.
    from pyspark.errors import PySparkException  # noqa: PLC0415

    start = perf_counter()
    try:
        svar = session.sql(translate_sql(regel.sql))
        fund, fejl = tuple(read_fund(regel, svar.columns, map(as_sqlite, svar.collect()))), None
    except PySparkException as problem:
        # Never its words: Spark quotes the values it stumbled over.
        aarsag = problem.getCondition() or type(problem).__name__
        fund, fejl = (), f"Reglens SQL kan ikke køres på Spark ({aarsag})."
    except RegelSqlFejl as problem:
        fund, fejl = (), str(problem)
    return Regelresultat(regel=regel.id, alvor=regel.alvor.value, fund=fund, fejl=fejl, sekunder=perf_counter() - start)
