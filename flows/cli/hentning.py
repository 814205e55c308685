"""`hent`, `indlaes` and `kontroller`: the register's way in, and the rules."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Indstillinger
    from flows.udtraek import Valg
    from warehouse.findings import Kontroltal
    from warehouse.load import Indlaesning

Portal = Annotated[str | None, typer.Option("--portal", help="Portalens adresse, fx https://tilbudsportalen.dk.")]


@app.command("hent")
def hent_command(portal: Portal = None) -> None:
    """Henter portalens sider til en dump og læser den ind, hvis den består kontrollen ved indgangen."""
    from flows.cli.lager import open_warehouse
    from flows.fremdrift import Visning
    from flows.laas import hold_lock
    from flows.trin import hent
    from warehouse.koersel import close_abandoned

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        close_abandoned(engine, nu)
        resultat = hent.fn(engine, indstillinger, portal or indstillinger.portal_url, nu=nu, visning=Visning())
    say_indlaesning(resultat)


@app.command("indlaes")
def indlaes_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    fil: Annotated[Path, typer.Argument(help="En dump (.jsonl) eller et dataudtræk (CSV, Excel eller JSON Lines).")],
    toer: Annotated[
        bool, typer.Option("--tør", "--toer", help="Prøv kun: vis, hvad der ville blive læst; intet gemmes.")
    ] = False,
    pr: Annotated[
        str | None, typer.Option("--pr", help="Dagen, udtrækket er fra, fx 2026-11-22; ellers i dag.")
    ] = None,
    entitet: Annotated[
        str | None, typer.Option("--entitet", help="Hvilken slags rækker filen rummer, når den ikke selv siger det.")
    ] = None,
    kolonner: Annotated[
        Path | None, typer.Option("--kolonner", help="En anden kolonnetabel (CSV) end programmets egen.")
    ] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv rapporten som ét JSON-objekt.")] = False,
    trods_advarsel: Annotated[
        str | None, typer.Option(help="Læs ind, selv om kontrollen afviser. Skriv hvorfor; det bliver gemt.")
    ] = None,
) -> None:
    """Læser en dump eller et dataudtræk ind, hvis det består kontrollen ved indgangen."""
    from crawler.files import is_dump
    from flows.udtraek import Valg, propose_day

    indstillinger, nu = begin()
    if not fil.is_file():
        raise refuse(f"Filen {fil} findes ikke. Dumps ligger i {indstillinger.dumps}.")
    if is_dump(fil):
        if entitet or kolonner or pr or som_json:
            raise refuse(f"{fil.name} er en dump; --entitet, --kolonner, --pr og --json gælder kun dataudtræk.")
        load_or_try_dump(fil, indstillinger, nu, begrundelse=trods_advarsel, toer=toer)
        return
    if tekst := propose_day(fil, pr, nu):
        typer.echo(tekst, err=True)
    valg = Valg(entitet=entitet, kolonner=kolonner, pr=pr, begrundelse=trods_advarsel)
    take_udtraek(fil, valg, (indstillinger, nu), toer=toer, som_json=som_json)


def load_or_try_dump(
    fil: Path, indstillinger: "Indstillinger", nu: "datetime", *, begrundelse: str | None, toer: bool
) -> None:
    """Load a dump, or tell what that would do."""
    from flows.cli.lager import open_warehouse
    from flows.indlaesning import load_and_clear
    from flows.laas import hold_lock
    from flows.udtraek import existing_warehouse
    from warehouse.load import preview_dump

    if toer:
        with existing_warehouse(indstillinger) as engine:
            say_indlaesning(preview_dump(engine, fil.read_bytes(), nu=nu, begrundelse=begrundelse))
        typer.echo("Prøve: intet er gemt.", err=True)
        return
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        say_indlaesning(load_and_clear(engine, indstillinger, fil, nu=nu, begrundelse=begrundelse))


def take_udtraek(
    fil: Path, valg: "Valg", vilkaar: tuple["Indstillinger", "datetime"], *, toer: bool, som_json: bool
) -> None:
    """Load a dataudtræk, or tell what that would do; ends with status 1 when the gate does not accept it."""
    from flows.cli.udtraeksrapport import describe_file, describe_outcome, describe_troubles
    from flows.udtraek import load_udtraek, try_udtraek

    indstillinger, nu = vilkaar
    udfald = (try_udtraek if toer else load_udtraek)(fil, valg, indstillinger, nu=nu)
    resultat = udfald.indlaesning
    if som_json:
        typer.echo(json.dumps({"toer": toer, **udfald.to_dict()}, ensure_ascii=False))
    elif toer:
        typer.echo("\n".join(describe_file(udfald.rapport)))
    else:
        for linje in describe_troubles(udfald.rapport):
            typer.echo(linje, err=True)
    if resultat.status != "godkendt":
        ville = "ville blive afvist og ikke" if toer else f"er {resultat.status} og ikke"
        raise refuse(f"Dataudtrækket {ville} læst ind. {resultat.begrundelse}".rstrip())
    if resultat.allerede_indlaest:
        typer.echo("Udtrækket er læst ind før; intet er ændret.", err=True)
        return
    typer.echo("Prøve; intet er gemt. Det ville give:" if toer else "Godkendt.", err=True)
    for linje in describe_outcome(udfald):
        typer.echo(linje, err=True)


@app.command("kontroller")
def kontroller_command() -> None:
    """Kører alle regler på det senest godkendte øjebliksbillede."""
    from flows.cli.lager import open_warehouse
    from flows.fremdrift import Visning
    from flows.laas import hold_lock
    from flows.trin import kontroller_register
    from warehouse.queries.status import has_snapshot

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        if not has_snapshot(engine):
            raise refuse("Der er intet godkendt øjebliksbillede endnu. Kør »tilbudstjek hent« først.")
        tal = kontroller_register.fn(engine, indstillinger, nu=nu, visning=Visning())
    say_kontrol(tal)


def say_indlaesning(resultat: "Indlaesning") -> None:
    """Tell what a load did; raises the exit of status 1 when it was not accepted."""
    if resultat.status != "godkendt":
        raise refuse(f"Hentningen er {resultat.status} og ikke læst ind. {resultat.begrundelse}".rstrip())
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
