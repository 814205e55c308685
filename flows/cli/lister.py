"""`tilbud`, `afvigelser` and `koersler`: what the warehouse holds, as a table or as JSON lines."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from flows.cli.app import app, begin

Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]


@app.command("tilbud")
def tilbud_command(som_json: Json = False) -> None:
    """Viser de nuværende afdelinger."""
    from flows.cli.lager import open_warehouse
    from warehouse.queries import list_tilbud

    rows = list_tilbud(open_warehouse(begin()[0].database))
    _show(rows, ("tilbudsid", "afdelingsid", "navn", "postnr", "by", "tilsynsmyndighed"), som_json=som_json)


@app.command("afvigelser")
def afvigelser_command(som_json: Json = False) -> None:
    """Viser de åbne afvigelser."""
    from flows.cli.lager import open_warehouse
    from warehouse.queries import list_afvigelser

    rows = list_afvigelser(open_warehouse(begin()[0].database))
    kolonner = ("regel", "alvor", "tilbudsid", "afdelingsid", "raekke", "felt", "vaerdi", "foerst_set")
    _show(rows, kolonner, som_json=som_json)


@app.command("koersler")
def koersler_command(som_json: Json = False) -> None:
    """Viser kørslerne med deres udfald, de nyeste sidst: hvornår, udfald, kilde, antal, nummer og årsag."""
    from flows.cli.lager import open_warehouse
    from warehouse.queries import list_koersler

    rows = list(list_koersler(open_warehouse(begin()[0].database)))
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False) if som_json else describe_koersel(row))
    if not som_json:
        typer.echo("1 kørsel." if len(rows) == 1 else f"{len(rows)} kørsler.", err=True)


def describe_koersel(row: Mapping[str, Any]) -> str:
    """Give a run of `list_koersler` as a line, and below it why it ended so and the dump that may be overruled."""
    from datetime import datetime

    from domain.tid import write_minute

    begyndt = write_minute(datetime.fromisoformat(row["start"]))
    antal = "-" if row["antal"] is None else row["antal"]
    linjer = [f"{begyndt}  {row['status']:<8}  {row['kilde']:<11}  {antal!s:<6}  {row['id']}"]
    if row["aarsag"]:
        linjer.append(f"    {row['aarsag']}")
    if row["status"] == "afvist" and row["dump_fil"]:
        linjer.append(f"    Dump: {row['dump_fil']}")
    return "\n".join(linjer)


def _show(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...], *, som_json: bool) -> None:
    if som_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text("" if row[column] is None else str(row[column])) for column in columns))
    Console().print(table)
    typer.echo(f"{table.row_count} rækker.", err=True)
