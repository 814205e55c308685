"""`indsigt`: everything the program knows of one tilbud, plejefamilie, address or user, as one zip."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin

if TYPE_CHECKING:
    from warehouse.queries.indsigt import Emne


@app.command("indsigt")
def indsigt_command(
    tilbud: Annotated[str | None, typer.Argument(metavar="TILBUD", help="Tilbuddets nummer på portalen.")] = None,
    til: Annotated[Path, typer.Option("--til", metavar="MAPPE", help="Mappen, pakken lægges i.")] = Path(),
    plejefamilie: Annotated[str | None, typer.Option(metavar="ID", help="En plejefamilies nummer.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADRESSE", help="En e-mailadresse.")] = None,
    bruger: Annotated[str | None, typer.Option(metavar="NAVN", help="En medarbejders brugernavn.")] = None,
) -> None:
    """Samler alt, programmet ved om ét tilbud (eller en plejefamilie, en adresse, en bruger), i én zip."""
    from domain.opbevaring import adapt_opbevaring
    from reports.exports.indsigt import make_indsigt
    from warehouse.engine import opened_warehouse

    emne = _choose(tilbud, plejefamilie, email, bruger)
    indstillinger, nu = begin()
    til.mkdir(mode=0o700, parents=True, exist_ok=True)
    liste = adapt_opbevaring(indstillinger.opbevaring)
    with opened_warehouse(indstillinger.database) as engine:
        indsigt = make_indsigt(engine, indstillinger.var, emne, liste, nu=nu)
    fil = til / indsigt.filnavn
    _write(fil, indsigt.zip)
    typer.echo(f"{indsigt.antal_raekker} rækker og {indsigt.antal_filer} filer er samlet i {fil}.", err=True)
    if indsigt.beskyttet:
        typer.echo("Tilbuddet er et krisecenter (§ 109): hentede filer og mails er nævnt, men ikke lagt med.", err=True)
    typer.echo(
        f"Se {indsigt.antal_punkter} celler igennem, før pakken forlader huset (oversigt.html og gennemgang.csv). "
        "Slet den, når den er afleveret.",
        err=True,
    )


def _choose(tilbud: str | None, plejefamilie: str | None, email: str | None, bruger: str | None) -> "Emne":
    from warehouse.queries.indsigt import Emne
    from warehouse.queries.indsigt_tabeller import Slags

    muligt = {Slags.TILBUD: tilbud, Slags.PLEJEFAMILIE: plejefamilie, Slags.EMAIL: email, Slags.BRUGER: bruger}
    valgt = [(slags, noegle) for slags, noegle in muligt.items() if noegle is not None]
    if len(valgt) != 1:
        raise typer.BadParameter("skriv netop én: et tilbuds nummer, --plejefamilie, --email eller --bruger.")
    slags, noegle = valgt[0]
    return Emne(slags=slags, noegle=noegle.strip())


def _write(fil: Path, indhold: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    midlertidig = fil.with_name(f".{fil.name}.ny")
    handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as ud:
        ud.write(indhold)
        ud.flush()
        os.fsync(ud.fileno())
    midlertidig.replace(fil)
