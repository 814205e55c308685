"""Great Expectations as it comes: stock expectations for the rules that have one, with every failing key asked for."""

from typing import TYPE_CHECKING, Any

from domain.reference import load_virksomhedsformer
from domain.tekst import fold

if TYPE_CHECKING:
    from collections.abc import Callable

NOEGLER = ["tilbudsid", "afdelingsid"]

# Rule to stock expectation and its keywords. A rule on a derived column becomes a set of one allowed value.
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
    "ADRESSE-003": ("ExpectColumnValuesToBeInSet", {"column": "postnr_findes", "value_set": [True]}),
    "TYPE-006": (
        "ExpectColumnValuesToBeInSet",
        {"column": "virksomhedsform_foldet", "value_set": sorted({fold(x.tekst) for x in load_virksomhedsformer()})},
    ),
    "TYPE-007": ("ExpectColumnValuesToNotBeNull", {"column": "virksomhedsform"}),
    "TILSYN-001": ("ExpectColumnValuesToNotBeNull", {"column": "tilsynsmyndighed"}),
}


def run_stock(url: str) -> dict[str, list[tuple[str, str | None]]]:
    """Run the stock expectations over nu_afdeling and give the failing keys a rule, sorted."""
    import great_expectations as gx

    from expectations.kontekst import connected, make_context

    context = make_context(url)
    with connected(context, "sqlite") as kilde:
        batch = kilde.add_table_asset("nu_afdeling", table_name="nu_afdeling").add_batch_definition_whole_table("nu")
        suite = gx.ExpectationSuite(name="stock", expectations=[_make(gx, regel) for regel in STOCK])
        definition = gx.ValidationDefinition(name="stock", data=batch, suite=context.suites.add(suite))
        outcome = context.validation_definitions.add(definition).run(
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": NOEGLER,
                "partial_unexpected_count": 10_000_000,
            }
        )
    return {
        resultat.expectation_config.meta["regel"]: sorted(
            ((row["tilbudsid"], row["afdelingsid"]) for row in resultat.result.get("unexpected_index_list") or []),
            key=str,
        )
        for resultat in outcome.results
        if resultat.expectation_config is not None and resultat.expectation_config.meta is not None
    }


def _make(gx: Any, regel: str) -> Any:  # noqa: ANN401
    navn, kwargs = STOCK[regel]
    klasse: Callable[..., Any] = getattr(gx.expectations, navn)
    return klasse(**kwargs, meta={"regel": regel})
