"""`mail afgoer`: a person says what became of a mail nobody knows of, or of all that a restore holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin
from flows.cli.mails import mail_app

if TYPE_CHECKING:
    from datetime import datetime

    from domain.mailstatus import Mailstatus
    from flows.settings import Indstillinger
    from reports.mail.holdte import Beslutning


@mail_app.command("afgoer")
def afgoer_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    noegle: Annotated[
        str, typer.Argument(help="Mailens nøgle, eller så meget af begyndelsen, at den er den eneste.")
    ] = "",
    sendt: Annotated[bool, typer.Option("--sendt", help="Den er kommet frem.")] = False,
    igen: Annotated[bool, typer.Option("--igen", help="Den er ikke kommet frem; send den igen.")] = False,
    alle_ukendte: Annotated[
        bool,
        typer.Option("--alle-ukendte", help="Alle, som en gendannelse gjorde ukendte; viser dem kun, uden --ja."),
    ] = False,
    hvem: Annotated[str, typer.Option(help="Initialer på den, der afgør dem alle; gemmes.")] = "",
    grund: Annotated[str, typer.Option(help="Hvordan det vides, når alle afgøres; gemmes.")] = "",
    ja: Annotated[bool, typer.Option("--ja", help="Afgør dem alle; ellers bliver de kun vist.")] = False,
) -> None:
    """Afgør, hvad der skal ske med en mail, som er ukendt eller afvist, eller med alle efter en gendannelse."""
    from domain.mailstatus import Mailstatus
    from reports.mail.holdte import Beslutning

    if sendt == igen:
        raise typer.BadParameter("skriv enten --sendt eller --igen.")
    if alle_ukendte == bool(noegle):
        raise typer.BadParameter("skriv enten en nøgle eller --alle-ukendte.")
    if not alle_ukendte and (hvem or grund or ja):
        raise typer.BadParameter("--hvem, --grund og --ja hører til --alle-ukendte.")
    indstillinger, nu = begin()
    status = Mailstatus.SENDT if sendt else Mailstatus.KLAR
    if not alle_ukendte:
        _decide_one(indstillinger, noegle, status, nu=nu)
    elif ja:
        _decide_all(indstillinger, Beslutning(status=status, hvem=hvem, grund=grund, nu=nu))
    else:
        _show_all(indstillinger, status)


def _decide_one(indstillinger: "Indstillinger", noegle: str, status: "Mailstatus", *, nu: "datetime") -> None:
    from flows.laas import hold_lock
    from reports.mail.tilstande import decide, move_cases, settle_abandoned
    from warehouse.engine import opened_warehouse

    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        settle_abandoned(engine, nu=nu)
        hele = decide(engine, noegle, status=status, nu=nu)
        move_cases(engine, nu=nu)
    typer.echo(f"Mailen {hele[:12]} {_describe(status)}.", err=True)


def _decide_all(indstillinger: "Indstillinger", beslutning: "Beslutning") -> None:
    from flows.laas import hold_lock
    from reports.mail.holdte import decide_holdte
    from reports.mail.tilstande import move_cases
    from reports.visning import antal_af
    from warehouse.engine import opened_warehouse

    with hold_lock(indstillinger), opened_warehouse(indstillinger.database) as engine:
        holdte = decide_holdte(engine, beslutning)
        move_cases(engine, nu=beslutning.nu)
    typer.echo(f"{antal_af(len(holdte), 'mail', 'mails')} {_describe(beslutning.status)}.", err=True)
    typer.echo("Kør en nat, og frigiv så de nye mails: »tilbudstjek mail frigiv«.", err=True)


def _show_all(indstillinger: "Indstillinger", status: "Mailstatus") -> None:
    from reports.mail.holdte import list_holdte
    from reports.visning import antal_af
    from warehouse.engine import opened_warehouse

    with opened_warehouse(indstillinger.database) as engine:
        holdte = list_holdte(engine)
    for mail in holdte:
        typer.echo(f"{mail.noegle[:12]} {mail.emne}{'' if mail.har_tekst else '  (teksten er slettet)'}")
    antal = antal_af(len(holdte), "mail er ukendt", "mails er ukendte")
    typer.echo(f"{antal} efter en gendannelse. Med --ja er det, der sker: de {_describe(status)}.", err=True)
    typer.echo("Der er ikke ændret noget. Afgør dem med --ja, --hvem og --grund.", err=True)


def _describe(status: "Mailstatus") -> str:
    from domain.mailstatus import Mailstatus

    if status is Mailstatus.SENDT:
        return "regnes for sendt"
    return "bliver afleveret med næste »mail send --rigtigt« eller næste nat"
