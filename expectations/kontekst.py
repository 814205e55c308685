"""Great Expectations set up in memory: one suite per entity, one checkpoint, nothing on disk, nothing sent."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.checkpoint.actions import UpdateDataDocsAction
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy import make_url

from domain.regel import Entitet, Regel
from expectations.forventning import make_forventning

SITE = "regler"
# Suites need a table to belong to; rules name their own.
TABEL = {Entitet.AFDELING: "nu_afdeling", Entitet.TILBUD: "nu_tilbud"}


def make_context(datadocs: Path | None = None) -> EphemeralDataContext:
    """Give a context without progress bars and without telemetry; `datadocs` is the folder for GX's pages, if any."""
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        data_docs_sites=_site(datadocs) if datadocs else None,
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )
    return gx.get_context(project_config=config, mode="ephemeral")


def _site(mappe: Path) -> dict[str, Any]:
    return {
        SITE: {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(mappe)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        }
    }


@contextmanager
def connected(context: EphemeralDataContext, url: str) -> Iterator[SQLDatasource]:
    """Connect the context to the warehouse, and let go of the database afterwards."""
    kilde = _add_source(context, url)
    try:
        yield kilde
    finally:
        kilde.get_execution_engine().close()
        kilde.get_engine().dispose()


def make_checkpoint(context: EphemeralDataContext, kilde: SQLDatasource, regler: Iterable[Regel]) -> gx.Checkpoint:
    """Give the checkpoint that runs one suite per entity that has rules, and then writes the pages asked for."""
    liste = list(regler)
    sider = context.get_site_names()
    definitioner = [
        _define(context, _batch(kilde, entitet), egne, entitet)
        for entitet in Entitet
        if (egne := [regel for regel in liste if regel.entitet is entitet])
    ]
    checkpoint = gx.Checkpoint(
        name="kontrol",
        validation_definitions=definitioner,
        actions=[UpdateDataDocsAction(name="datadocs", site_names=sider)] if sider else [],
        result_format="BASIC",
    )
    return context.checkpoints.add(checkpoint)


def _add_source(context: EphemeralDataContext, url: str) -> SQLDatasource:
    # GX reads $NAME in a connection string as a setting of its own.
    adresse = url.replace("$", r"\$")
    match make_url(url).get_backend_name():
        case "sqlite":
            return context.data_sources.add_sqlite("warehouse", connection_string=adresse)
        case "postgresql":
            return context.data_sources.add_postgres("warehouse", connection_string=adresse)
        case _:
            return context.data_sources.add_sql("warehouse", connection_string=adresse)


def _batch(kilde: SQLDatasource, entitet: Entitet) -> BatchDefinition[Any]:
    tabel = TABEL[entitet]
    return kilde.add_table_asset(tabel, table_name=tabel).add_batch_definition_whole_table("nu")


def _define(
    context: EphemeralDataContext, batch: BatchDefinition[Any], regler: list[Regel], entitet: Entitet
) -> gx.ValidationDefinition:
    suite = context.suites.add(
        gx.ExpectationSuite(name=entitet.value, expectations=[make_forventning(regel) for regel in regler])
    )
    return context.validation_definitions.add(gx.ValidationDefinition(name=entitet.value, data=batch, suite=suite))
