"""Great Expectations set up in memory: one suite per entity, one checkpoint, nothing on disk, nothing sent."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
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
from great_expectations.datasource.fluent.interfaces import TestConnectionError
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy import Connection, Engine

from domain.regel import Entitet, Regel
from expectations.forventning import make_forventning
from warehouse import postgresql
from warehouse.engine import normalise_url
from warehouse.fejl import WarehouseFejl

SITE = "regler"
_ADRESSE = "TILBUDSTJEK_WAREHOUSE"
# A rule reads and waits for nobody but a migration.
VENTETID_S = 30.0
# Suites need a table to belong to; rules name their own.
TABEL = {
    Entitet.AFDELING: "nu_afdeling",
    Entitet.TILBUD: "nu_tilbud",
    Entitet.SOCIALTILSYN: "reference_socialtilsyn",
}


def make_context(url: str, *, datadocs: Path | None = None) -> EphemeralDataContext:
    """Give a context for the warehouse at a URL, without progress bars and telemetry.

    `datadocs` is the folder for GX's own pages, which are left out without it.
    """
    fuld = normalise_url(url).render_as_string(hide_password=False)
    # As a setting the address is neither stored with the source nor searched for $NAMEs.
    return make_bare_context({_ADRESSE: fuld}, datadocs=datadocs)


def make_bare_context(indstillinger: dict[str, str], *, datadocs: Path | None = None) -> EphemeralDataContext:
    """Give a context of no source yet; `indstillinger` are what `$NAMES` in its sources stand for."""
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        data_docs_sites=_site(datadocs) if datadocs else None,
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )
    return gx.get_context(project_config=config, runtime_environment=indstillinger, mode="ephemeral")


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
def connected(context: EphemeralDataContext, backend: str) -> Iterator[SQLDatasource]:
    """Connect the context to its warehouse, and let go of the database afterwards.

    `backend` is the kind of database: `sqlite`, `postgresql`, …

    A server's database is seen as it was when the connection was made, whatever is written meanwhile.

    Raises:
        WarehouseFejl: Great Expectations cannot open the database or see its tables.
    """
    try:
        kilde = _add_source(context, backend)
    except TestConnectionError as fejl:
        raise WarehouseFejl(
            "Great Expectations kan ikke åbne databasen. Se efter, at TILBUDSTJEK_DATABASE_URL er rigtig."
        ) from fejl
    try:
        with _one_state(kilde.get_execution_engine().engine):
            yield kilde
    finally:
        kilde.get_execution_engine().close()
        kilde.get_engine().dispose()


def _one_state(engine: Engine | Connection) -> AbstractContextManager[None]:
    # SQLite is judged over one connection, and a night that loads meanwhile is refused afterwards.
    if isinstance(engine, Engine) and engine.dialect.name == "postgresql":
        return postgresql.one_state(engine)
    return nullcontext()


def make_checkpoint(context: EphemeralDataContext, kilde: SQLDatasource, regler: Iterable[Regel]) -> gx.Checkpoint:
    """Give the checkpoint that runs one suite per entity that has rules, and then writes the pages asked for."""
    return build_checkpoint(context, lambda entitet: _batch(kilde, entitet), regler)


def build_checkpoint(
    context: EphemeralDataContext, batch: Callable[[Entitet], BatchDefinition[Any]], regler: Iterable[Regel]
) -> gx.Checkpoint:
    """Give the checkpoint of rules over any source; `batch` gives the batch that an entity's suite belongs to."""
    liste = list(regler)
    sider = context.get_site_names()
    definitioner = [
        _define(context, batch(entitet), egne, entitet)
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


def _add_source(context: EphemeralDataContext, backend: str) -> SQLDatasource:
    adresse = f"${{{_ADRESSE}}}"
    match backend:
        case "sqlite":
            return context.data_sources.add_sqlite("warehouse", connection_string=adresse)
        case "postgresql":
            # Rules join whole sets by two or three columns, of which the planner believes that hardly a row is left. It
            # would then go through the one set once for each row of the other: minutes instead of a tenth of a second.
            til = postgresql.connect_options(VENTETID_S, enable_nestloop="off")
            valg = {"connect_args": til, "hide_parameters": True}
            # `kwargs` is the name of a field: what the engine is made with.
            felter: dict[str, Any] = {"connection_string": adresse, "kwargs": valg}
            return context.data_sources.add_postgres("warehouse", **felter)
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
