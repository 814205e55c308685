"""`database flyt`: from the file of one machine to the server of many."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import begin
from flows.cli.database import Hvem, database_app


@database_app.command("flyt")
def flyt_command(
    fil: Annotated[
        Path, typer.Argument(metavar="SQLITE-FIL", help="Databasen, der flyttes fra, fx VAR/tilbudstjek.db.")
    ],
    hvem: Hvem = "cli",
) -> None:
    """Flytter en SQLite-database over i den tomme database i TILBUDSTJEK_DATABASE_URL: alt eller intet."""
    from flows.flyt import move_warehouse

    indstillinger, nu = begin()
    antal = move_warehouse(indstillinger, fil, nu=nu, hvem=hvem)
    typer.echo(f"{antal} rækker er flyttet. Filerne i VAR bliver, hvor de er: behold TILBUDSTJEK_VAR.", err=True)
    typer.echo(
        f"{fil.name} er der endnu og bliver ikke brugt mere. Kør »tilbudstjek revision kontroller«, tag en "
        "sikkerhedskopi, og slet så filen: den rummer persondata.",
        err=True,
    )
