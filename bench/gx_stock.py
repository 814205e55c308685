"""Great Expectations as it comes: stock expectations for the rules that have one, with every failing key asked for."""

from typing import Any

import great_expectations as gx
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.expectations.expectation import Expectation

from domain.reference import load_postnumre, load_virksomhedsformer
from domain.tekst import fold
from expectations.kontekst import connected, make_context

Noegler = dict[str, list[tuple[str, str | None]]]


NOEGLER = ["tilbudsid", "afdelingsid"]

# Rule to stock expectation and its keywords. Where the judging is done by `derive`, a set of one allowed value.
STOCK: dict[str, tuple[str, dict[str, Any]]] = {
    "IDENT-001": ("ExpectColumnValuesToNotBeNull", {"column": "cvr"}),
    "IDENT-002": ("ExpectColumnValuesToMatchRegex", {"column": "cvr", "regex": r"^[1-9][0-9]{7}$"}),
    "IDENT-003": ("ExpectColumnValuesToBeInSet", {"column": "cvr_modulus_ok", "value_set": [True]}),
    "IDENT-004": ("ExpectColumnValuesToMatchRegex", {"column": "p_nummer", "regex": r"^[0-9]{10}$"}),
    "IDENT-007": ("ExpectColumnValuesToNotBeNull", {"column": "navn"}),
    "IDENT-008": ("ExpectColumnValuesToNotBeNull", {"column": "p_nummer"}),
    "IDENT-009": ("ExpectColumnValuesToNotBeNull", {"column": "virksomhed"}),
    "KONTAKT-001": ("ExpectColumnValuesToBeInSet", {"column": "telefon_ok", "value_set": [True]}),
    "KONTAKT-002": ("ExpectColumnValuesToBeInSet", {"column": "email_ok", "value_set": [True]}),
    "KONTAKT-004": ("ExpectColumnValuesToBeInSet", {"column": "har_leder", "value_set": [True]}),
    "KONTAKT-006": ("ExpectColumnValuesToBeInSet", {"column": "hjemmeside_ok", "value_set": [True]}),
    "ADRESSE-001": ("ExpectColumnValuesToBeInSet", {"column": "har_adresse", "value_set": [True]}),
    "ADRESSE-003": ("ExpectColumnValuesToBeInSet", {"column": "postnr", "value_set": sorted(load_postnumre())}),
    "TYPE-006": (
        "ExpectColumnValuesToBeInSet",
        {"column": "virksomhedsform_foldet", "value_set": sorted({fold(x.tekst) for x in load_virksomhedsformer()})},
    ),
    "TYPE-007": ("ExpectColumnValuesToNotBeNull", {"column": "virksomhedsform"}),
    "TILSYN-001": ("ExpectColumnValuesToNotBeNull", {"column": "tilsynsmyndighed"}),
}


def run_stock(url: str) -> Noegler:
    """Run the stock expectations over nu_afdeling in the database and give the failing keys a rule, sorted."""
    context = make_context(url)
    with connected(context, "sqlite") as kilde:
        asset = kilde.add_table_asset("nu_afdeling", table_name="nu_afdeling")
        return _run(context, asset.add_batch_definition_whole_table("nu"))


def _run(context: EphemeralDataContext, batch: BatchDefinition[Any]) -> Noegler:
    suite = gx.ExpectationSuite(name="stock", expectations=[_make(regel) for regel in STOCK])
    definition = gx.ValidationDefinition(name="stock", data=batch, suite=context.suites.add(suite))
    outcome = context.validation_definitions.add(definition).run(
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": NOEGLER,
            "partial_unexpected_count": 10_000_000,
        },
    )
    return {
        resultat.expectation_config.meta["regel"]: sorted(
            ((row["tilbudsid"], row["afdelingsid"]) for row in resultat.result.get("unexpected_index_list") or []),
            key=str,
        )
        for resultat in outcome.results
        if resultat.expectation_config is not None and resultat.expectation_config.meta is not None
    }


def _make(regel: str) -> Expectation:
    navn, kwargs = STOCK[regel]
    made: Expectation = getattr(gx.expectations, navn)(**kwargs, meta={"regel": regel})
    return made
