"""A Spark session over a folder of Parquet files, each a view; all on this machine unless told otherwise."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.spark.fejl import MANGLER, SkalaFejl
from expectations.spark.foer_import import prepare_import
from warehouse.parquet.manifest import Manifest, find_fil

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, kw_only=True)
class Sparkvalg:
    """Where Spark runs (`local[*]` is every core here) and how much memory its process may take (`2g`)."""

    master: str = "local[*]"
    hukommelse: str = "2g"


@contextmanager
def spark_session(valg: Sparkvalg) -> Iterator["SparkSession"]:
    """Start Spark, and stop it afterwards. What it spills lies in a folder of its own that is gone with it.

    Raises:
        SkalaFejl: pyspark or Java is not there.
    """
    prepare_import()
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as fejl:
        raise SkalaFejl(MANGLER.format(navn="Spark")) from fejl
    if shutil.which("java") is None:
        raise SkalaFejl("Spark kræver Java 17 eller nyere. Installér det (Debian: openjdk-17-jre-headless).")
    with tempfile.TemporaryDirectory(prefix="tilbudstjek-spark-") as mappe:
        try:
            session = _configure(SparkSession.builder.master(valg.master), valg, mappe).getOrCreate()
        except PySparkRuntimeError as fejl:
            raise SkalaFejl(f"Spark kan ikke starte ({fejl.getCondition()}). Se efter, at Java 17 virker.") from fejl
        try:
            yield session
        finally:
            session.stop()


def make_views(session: "SparkSession", mappe: Path, manifest: Manifest) -> None:
    """Make each file of a folder a temporary view by its name."""
    for relation in manifest.filer:
        session.read.parquet(str(find_fil(mappe, relation))).createOrReplaceTempView(relation)


def _configure(bygger: "SparkSession.Builder", valg: Sparkvalg, mappe: str) -> "SparkSession.Builder":
    indstillinger = {
        "spark.app.name": "tilbudstjek",
        "spark.driver.memory": valg.hukommelse,
        # Nobody but this machine may ask it anything: no page, no address on the network.
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": mappe,
        "spark.sql.warehouse.dir": f"{mappe}/warehouse",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        # A division by nothing is empty, as the rules know it from SQLite, not the end of the rule.
        "spark.sql.ansi.enabled": "false",
        # 200 pieces of a small register are mostly overhead; Spark makes them fewer, but not without cost.
        "spark.sql.shuffle.partitions": "8",
    }
    for navn, vaerdi in indstillinger.items():
        bygger = bygger.config(navn, vaerdi)
    return bygger
