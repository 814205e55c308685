"""Runs rules over a folder of Parquet files through Great Expectations' Spark engine, each SQL once."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Entitet, Regel
from expectations.runner import settle
from expectations.samler import Samler, collecting
from expectations.spark.session import Sparkvalg, make_views, spark_session
from warehouse.parquet.manifest import find_fil, read_manifest

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition


def run_spark(
    mappe: Path,
    regler: Iterable[Regel],
    *,
    valg: Sparkvalg,
    on_resultat: Callable[[Regelresultat], None] | None = None,
) -> Kontrolresultat:
    """Run rules over an export, one suite per entity, with the same expectation as over the database.

    A rule that cannot run comes back with `fejl`; the others go on. `on_resultat` hears of each rule as it ends.

    Raises:
        ParquetFejl: the folder is no whole export.
        SkalaFejl: pyspark or Java is not there.
    """
    manifest = read_manifest(mappe)
    valgte = {regel.id: regel for regel in regler}
    samler = Samler(valgte) if on_resultat is None else Samler(valgte, on_resultat)
    if valgte:
        with spark_session(valg) as session:
            make_views(session, mappe, manifest)
            _run_checkpoint(samler, mappe.resolve())
    return Kontrolresultat(
        snapshot_id=manifest.snapshot_id, regler=tuple(samler.resultater[regel_id] for regel_id in sorted(valgte))
    )


def _run_checkpoint(samler: Samler, mappe: Path) -> None:
    # Great Expectations takes seconds to import: only a run of the rules pays for it.
    from expectations.kontekst import TABEL, build_checkpoint, make_bare_context  # noqa: PLC0415

    # Without a reader of its progress, py4j tells every call to whoever listens.
    logging.getLogger("py4j").setLevel(logging.WARNING)
    context = make_bare_context({})
    kilde = context.data_sources.add_spark_filesystem("parquet", base_directory=mappe, persist=False)

    def batch(entitet: Entitet) -> "BatchDefinition[Any]":
        tabel = TABEL[entitet]
        return kilde.add_parquet_asset(tabel).add_batch_definition_path("nu", path=find_fil(mappe, tabel).name)

    with collecting(samler):
        settle(samler, build_checkpoint(context, batch, samler.regler.values()).run())
