"""`hent`, `indlaes`, `kontroller` and `nat`: the register's way in, and the rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from flows.nat import Nat
    from warehouse.findings import Kontroltal
    from warehouse.load import Indlaesning

Portal = Annotated[str | None, typer.Option("--portal", help="Portalens adresse, fx https://tilbudsportalen.dk.")]


@app.command("hent")
def hent_command(portal: Portal = None) -> None:
    """Henter portalens sider til en dump og læser den ind, hvis den består kontrollen ved indgangen."""
    from flows.fremdrift import Visning
    from flows.laas import hold_lock
    from flows.trin import hent
    from warehouse.engine import open_warehouse
    from warehouse.koersel import close_abandoned

    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        engine = open_warehouse(indstillinger.database)
        close_abandoned(engine, nu)
        resultat = hent.fn(engine, indstillinger, portal or indstillinger.portal_url, nu=nu, visning=Visning())
    say_indlaesning(resultat)


@app.command("indlaes")
def indlaes_command(
    fil: Annotated[Path, typer.Argument(help="En dump (.jsonl), som »hent« har skrevet.")],
    trods_advarsel: Annotated[
        str | None, typer.Option(help="Læs ind, selv om kontrollen afviser. Skriv hvorfor; det bliver gemt.")
    ] = None,
) -> None:
    """Læser en dump ind som et nyt øjebliksbillede af registret."""
    from flows.laas import hold_lock
    from warehouse.engine import open_warehouse
    from warehouse.load import load_dump

    indstillinger, nu = begin()
    if not fil.is_file():
        raise refuse(f"Filen {fil} findes ikke. Dumps ligger i {indstillinger.dumps}.")
    with hold_lock(indstillinger.var):
        engine = open_warehouse(indstillinger.database)
        say_indlaesning(load_dump(engine, fil, nu=nu, begrundelse=trods_advarsel))


@app.command("kontroller")
def kontroller_command() -> None:
    """Kører alle regler på det senest godkendte øjebliksbillede."""
    from flows.fremdrift import Visning
    from flows.laas import hold_lock
    from flows.trin import kontroller_register
    from warehouse.engine import open_warehouse
    from warehouse.queries.status import has_snapshot

    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        engine = open_warehouse(indstillinger.database)
        if not has_snapshot(engine):
            raise refuse("Der er intet godkendt øjebliksbillede endnu. Kør »tilbudstjek hent« først.")
        tal = kontroller_register.fn(engine, indstillinger, nu=nu, visning=Visning())
    say_kontrol(tal)


@app.command("nat")
def nat_command(portal: Portal = None) -> None:
    """Kører en hel nat: henter, læser ind, kontrollerer, skriver mails og rapport."""
    indstillinger, nu = begin()
    from flows.nat import run_night

    if portal:
        indstillinger = indstillinger.model_copy(update={"portal_url": portal})
    say_nat(run_night(indstillinger, nu=nu))


def say_nat(nat: "Nat") -> None:
    """Tell what a night did; a rejected fetch ends with status 1."""
    typer.echo(f"Rapporten ligger i {nat.rapport}", err=True)
    say_indlaesning(nat.indlaesning)
    if nat.kontrol is not None and nat.mails is not None:
        say_kontrol(nat.kontrol)
        typer.echo(f"Mails: {nat.mails.skrevet} skrevet, {nat.sendt} lagt i udbakken.", err=True)
        if nat.mails.afventer:
            typer.echo("Mails venter på, at et menneske frigiver dem: »tilbudstjek mail frigiv«.", err=True)


def say_indlaesning(resultat: "Indlaesning") -> None:
    """Tell what a load did; raises the exit of status 1 when it was not accepted."""
    if resultat.status != "godkendt":
        raise refuse(f"Hentningen er {resultat.status} og har ikke ændret noget. {resultat.aarsag or ''}".strip())
    if resultat.allerede_indlaest:
        typer.echo("Dumpen er læst ind før; intet er ændret.", err=True)
        return
    typer.echo(
        f"Godkendt: {resultat.antal} afdelinger ({resultat.nye} nye, {resultat.aendrede} ændrede, "
        f"{resultat.savnede} ikke set, {resultat.ophoerte} ophørt).",
        err=True,
    )


def say_kontrol(tal: "Kontroltal") -> None:
    """Tell what the rules opened and closed; rules that could not run end with status 1."""
    typer.echo(
        f"Afvigelser: {tal.aabnet} åbnet, {tal.genaabnet} genåbnet, {tal.lukket} lukket, {tal.aabne_i_alt} åbne i alt.",
        err=True,
    )
    if tal.regelfejl:
        raise refuse(f"Disse regler kunne ikke køre og har intet åbnet eller lukket: {', '.join(tal.regelfejl)}.")
