"""`regler`: the catalogue, and `datadocs` for whoever writes rules."""

import json
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import app, begin, refuse


@app.command("regler")
def regler_command(
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
    skriv: Annotated[Path | None, typer.Option(help="Skriv kataloget som sider i denne mappe.")] = None,
) -> None:
    """Viser regelkataloget."""
    from expectations.catalogue import write_catalogue
    from expectations.registry import load_regler

    if skriv is not None:
        write_catalogue(skriv)
        typer.echo(f"Kataloget er skrevet i {skriv}.", err=True)
        return
    for regel in load_regler():
        if som_json:
            fields = {"id": regel.id, "titel": regel.titel, "alvor": regel.alvor, "felt": regel.felt}
            typer.echo(json.dumps({**fields, "aktiv": regel.aktiv, "lovkilder": regel.lovkilder}, ensure_ascii=False))
        else:
            typer.echo(f"{regel.id:<13} {regel.alvor:<9} {regel.titel}{'' if regel.aktiv else ' (slået fra)'}")


@app.command("datadocs")
def datadocs_command(
    mappe: Annotated[Path, typer.Argument(help="Mappen, siderne skrives i.")] = Path("var/datadocs"),
) -> None:
    """Skriver Great Expectations' egne sider, for den der udvikler regler. De må ikke offentliggøres."""
    from expectations.datadocs import build_datadocs
    from warehouse.engine import open_warehouse
    from warehouse.queries.status import has_snapshot

    indstillinger, _ = begin()
    engine = open_warehouse(indstillinger.database)
    if not has_snapshot(engine):
        raise refuse("Der er intet godkendt øjebliksbillede endnu. Kør »tilbudstjek hent« først.")
    typer.echo(f"Åbn {build_datadocs(engine, indstillinger.database, mappe)} i en browser.", err=True)
