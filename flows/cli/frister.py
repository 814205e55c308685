"""`frister`: the budget calendar: who owes a budget, who was in time, who is late."""

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from warehouse.queries.budgetkalender import Budgetkalender


@app.command("frister")
def frister_command(
    budgetaar: Annotated[int | None, typer.Option(help="Budgetåret; ellers det, sæsonen gælder.")] = None,
    dag: Annotated[str | None, typer.Option(help="Dagen, der tælles på, fx 2026-11-16; ellers i dag.")] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
) -> None:
    """Viser budgetkalenderen: hvem der er rettidig, og hvem der er forsinket."""
    from flows.budgetkalender import list_kurve, list_sene, list_tal, read_kalender, tell
    from flows.cli.lager import open_warehouse

    indstillinger, nu = begin()
    kalender = read_kalender(open_warehouse(indstillinger.database), _read_day(dag) or nu.date(), budgetaar)
    if kalender is None:
        raise refuse(_explain(budgetaar) or tell(None))
    if not som_json:
        _show(kalender)
        return
    for art, rows in (
        ("tal", list_tal(kalender)),
        ("forsinket", list_sene(kalender)),
        ("kurve", list_kurve(kalender)),
    ):
        for row in rows:
            typer.echo(json.dumps({"art": art, **row}, ensure_ascii=False))


def _read_day(tekst: str | None) -> date | None:
    if tekst is None:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError as fejl:
        raise refuse(f"»{tekst}« er ikke en dag. Skriv den som 2026-11-16.") from fejl


def _explain(budgetaar: int | None) -> str | None:
    from warehouse.reference_udtraek import AAR

    if budgetaar is None or budgetaar in AAR:
        return None
    return f"Fristerne for {budgetaar} er ikke kendt; vælg et budgetår fra {AAR[0]} til {AAR[-1]}."


def _show(kalender: "Budgetkalender") -> None:
    from flows.budgetkalender import tell

    typer.echo(f"{'':<24}{'skal':>6}{'rettidigt':>14}{'for sent':>10}{'mangler':>9}{'til tiden':>14}")
    for tal in kalender.tal:
        hvem = f"{tal.gruppe}e, {tal.kode or 'i alt'}"
        i_tide, til_tiden = (_andel(antal, tal.skylder) for antal in (tal.rettidige, tal.godkendte_til_tiden))
        typer.echo(f"{hvem:<24}{tal.skylder:>6}{i_tide:>14}{tal.forsinkede:>10}{tal.mangler:>9}{til_tiden:>14}")
    for x in kalender.forsinkede:
        hvor = f"{x.kode or 'uklart':<12} {x.gruppe:<10}"
        typer.echo(f"{x.tilbudsid:<10}{x.dage:>4} dage over fristen  {hvor} {x.navn or ''}")
    typer.echo(tell(kalender), err=True)


def _andel(antal: int, i_alt: int) -> str:
    return f"{antal} ({100 * antal / i_alt:.0f} %)" if i_alt else "–"
