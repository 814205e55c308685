"""Runs rules through Great Expectations, each SQL once, and gives every key found."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Regel
from expectations.samler import Samler, collecting
from expectations.spark.foer_import import prepare_import
from warehouse.engine import normalise_url
from warehouse.fejl import WarehouseFejl, translate_errors
from warehouse.postgresql import refresh_statistics

if TYPE_CHECKING:
    from great_expectations.checkpoint.checkpoint import CheckpointResult


def run_suites(
    engine: Engine,
    regler: Iterable[Regel],
    *,
    url: str,
    on_resultat: Callable[[Regelresultat], None] | None = None,
) -> Kontrolresultat:
    """Run rules over the newest snapshot, one suite per entity.

    `url` is the address of the same database, password included, for Great Expectations opens its own connection.
    A rule that cannot run comes back with `fejl`; the others go on. `on_resultat` hears of each rule as it ends.

    Raises:
        WarehouseFejl: there is no snapshot to judge yet, or the database cannot be read.
    """
    snapshot_id = require_snapshot(engine)
    valgte = {regel.id: regel for regel in regler}
    samler = Samler(valgte) if on_resultat is None else Samler(valgte, on_resultat)
    if valgte:
        with translate_errors():
            refresh_statistics(engine)
        run_checkpoint(samler, url=url)
    return Kontrolresultat(
        snapshot_id=snapshot_id, regler=tuple(samler.resultater[regel_id] for regel_id in sorted(valgte))
    )


def run_checkpoint(samler: Samler, *, url: str, datadocs: Path | None = None) -> None:
    """Run the collector's rules; afterwards it has a result for each of them.

    `datadocs` is the folder for GX's own pages, which are left out unless asked for.

    Raises:
        WarehouseFejl: the database was lost.
    """
    prepare_import()
    # Great Expectations takes seconds to import: only a run of the rules pays for it.
    from expectations.kontekst import connected, make_checkpoint, make_context  # noqa: PLC0415

    context = make_context(url, datadocs=datadocs)
    backend = normalise_url(url).get_backend_name()
    # A server that is lost meanwhile fails the rules one by one, and at the end the connection that kept their state.
    with translate_errors(), collecting(samler), connected(context, backend) as kilde:
        outcome = make_checkpoint(context, kilde, samler.regler.values()).run()
    settle(samler, outcome)


def settle(samler: Samler, outcome: "CheckpointResult") -> None:
    """Hold what GX says against what was collected: a rule that never reported comes to have `fejl`.

    Raises:
        RuntimeError: GX counted otherwise than the rule found.
    """
    talte = {
        resultat.expectation_config.kwargs["regel"]: resultat.result.get("unexpected_count")
        for suite in outcome.run_results.values()
        for resultat in suite.results
        if resultat.expectation_config is not None
    }
    for regel in samler.regler.values():
        if regel.id not in samler.resultater:
            samler.take(Regelresultat(regel=regel.id, alvor=regel.alvor.value, fejl="Reglen gav intet resultat."))
        samlet = samler.resultater[regel.id]
        if samlet.fejl is None and talte.get(regel.id) != len(samlet.fund):
            raise RuntimeError(f"{regel.id}: Great Expectations counted {talte.get(regel.id)}, not {len(samlet.fund)}.")


def require_snapshot(engine: Engine) -> int:
    """Give the newest snapshot's id. Raises WarehouseFejl when there is none."""
    with translate_errors(), engine.connect() as connection:
        snapshot_id = connection.execute(text("SELECT snapshot_id FROM kontroldag")).scalar_one_or_none()
    if snapshot_id is None:
        raise WarehouseFejl("Der er endnu intet at kontrollere. Hent registeret først med »tilbudstjek hent«.")
    return int(snapshot_id)
