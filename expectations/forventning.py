"""The one expectation: a rule holds when its SQL gives no row. Imports Great Expectations, which takes seconds."""

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.render.components import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    RenderedStringTemplateContent,
)
from great_expectations.render.renderer.renderer import renderer

from domain.kontrol import Regelresultat
from domain.regel import Alvor, Regel
from expectations.regelkoersel import RegelSqlFejl, run_regel
from expectations.samler import current_samler
from expectations.spark.regelkoersel import run_on_spark

ALVOR = {
    Alvor.KRITISK: FailureSeverity.CRITICAL,
    Alvor.ALVORLIG: FailureSeverity.WARNING,
    Alvor.ADVARSEL: FailureSeverity.INFO,
}
PROEVE = 20


class ExpectRegelHoldt(UnexpectedRowsExpectation):
    """Runs a rule once and hands every key to the run's collector; the result holds the count and twenty ids."""

    regel: str

    # No metrics: GX would run the SQL once for the count and once for the rows, and keep 200 of them.
    metric_dependencies: ClassVar[tuple[str, ...]] = ()
    success_keys: ClassVar[tuple[str, ...]] = ("regel", "unexpected_rows_query")

    @pydantic.validator("unexpected_rows_query")
    def _validate_query(cls, query: str) -> str:  # noqa: N805
        # Replaces the check of the parent, which prints that {batch} is missing and forbids braces.
        return query

    def _validate(
        self,
        metrics: dict[str, Any],  # noqa: ARG002
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        samler = current_samler()
        resultat = _run(samler.regler[self.regel], execution_engine)
        samler.take(resultat)
        if resultat.fejl:
            raise RegelSqlFejl(resultat.fejl)
        return _as_gx(resultat)

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent | CollapseContent]:
        # The parent's sentence needs the share of all rows, and that would take a second query.
        if result is not None and result.result.get("unexpected_count"):
            return []
        return super()._diagnostic_unexpected_statement_renderer(configuration, result, runtime_configuration)


def make_forventning(regel: Regel) -> ExpectRegelHoldt:
    """Give the expectation of a rule."""
    return ExpectRegelHoldt(
        regel=regel.id,
        unexpected_rows_query=regel.sql,
        description=f"{regel.id}: {regel.titel}",
        severity=ALVOR[regel.alvor],
        meta={"regel": regel.id},
    )


def _run(regel: Regel, motor: ExecutionEngine[Any] | None) -> Regelresultat:
    match motor:
        case SqlAlchemyExecutionEngine():
            with motor.get_connection() as connection:
                return run_regel(regel, connection)
        case SparkDFExecutionEngine():
            return run_on_spark(regel, motor.spark)
        case _:
            raise TypeError("A rule is SQL and needs an SQL data source or Spark.")


def _as_gx(resultat: Regelresultat) -> dict[str, Any]:
    antal = len(resultat.fund)
    proeve = [f"{fund.tilbudsid}/{fund.afdelingsid or '-'}" for fund in resultat.fund[:PROEVE]]
    return {
        "success": antal == 0,
        "result": {"observed_value": antal, "unexpected_count": antal, "partial_unexpected_list": proeve},
    }
