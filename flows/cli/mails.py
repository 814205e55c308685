"""`mail vis`, `mail frigiv`, `mail send`, `mail afgoer`: the outbox."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Indstillinger

mail_app = typer.Typer(help="Udbakken: se, frigiv og aflever mails.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(mail_app, name="mail")


@mail_app.command("vis")
def vis_command(
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
) -> None:
    """Viser hver mail i udbakken og dens status."""
    from reports.mail.outbox import list_mails
    from warehouse.engine import open_warehouse

    for row in list_mails(open_warehouse(begin()[0].database)):
        if som_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            noegle = row["noegle"][:12]
            typer.echo(f"{noegle} {row['tilbudsid']:<10} {row['periode']:<12} {row['status']:<9} {row['emne']}")
            if row["fejl"]:
                typer.echo(f"{'':13}{row['fejl']}")


@mail_app.command("frigiv")
def frigiv_command() -> None:
    """Frigiver de mails, der venter på et menneske. De afleveres med »mail send --rigtigt« eller næste nat."""
    from flows.laas import hold_lock
    from reports.mail.outbox import release
    from warehouse.engine import open_warehouse

    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        antal = release(open_warehouse(indstillinger.database), nu=nu)
    typer.echo(f"{antal} mails er frigivet.", err=True)


@mail_app.command("send")
def send_command(
    rigtigt: Annotated[bool, typer.Option("--rigtigt", help="Aflevér dem; ellers bliver det kun vist.")] = False,
) -> None:
    """Viser, hvilke frigivne mails der ville gå ud nu; med --rigtigt bliver de afleveret."""
    from flows.aflevering import deliver, describe, explain
    from flows.laas import hold_lock
    from flows.mailvagt import update_outbox
    from warehouse.engine import open_warehouse

    indstillinger, nu = begin()
    hvorhen = describe(indstillinger)
    if not rigtigt:
        _show_udgaaende(indstillinger, nu, hvorhen)
        return
    with hold_lock(indstillinger.var):
        engine = open_warehouse(indstillinger.database)
        update_outbox(engine, indstillinger, nu=nu)
        tal = deliver(engine, indstillinger, nu=nu)
    typer.echo(f"{tal.sendt} mails er afleveret {hvorhen}.", err=True)
    for linje in explain(tal):
        typer.echo(linje, err=True)
    if tal.stop:
        raise typer.Exit(1)


def _show_udgaaende(indstillinger: "Indstillinger", nu: "datetime", hvorhen: str) -> None:
    from reports.mail.tilstande import list_udgaaende
    from warehouse.engine import open_warehouse

    mails = list_udgaaende(open_warehouse(indstillinger.database), nu)
    for mail in mails:
        typer.echo(f"{mail.noegle[:12]} {mail.tilbudsid:<10} {mail.emne}")
    modtagere = len({mail.modtager for mail in mails})
    typer.echo(f"{len(mails)} mails til {modtagere} adresser ville gå {hvorhen}.", err=True)
    typer.echo("Der er ikke sendt noget. Send dem med »tilbudstjek mail send --rigtigt«.", err=True)


@mail_app.command("afgoer")
def afgoer_command(
    noegle: Annotated[str, typer.Argument(help="Mailens nøgle, eller så meget af begyndelsen, at den er den eneste.")],
    sendt: Annotated[bool, typer.Option("--sendt", help="Den er kommet frem.")] = False,
    igen: Annotated[bool, typer.Option("--igen", help="Den er ikke kommet frem; send den igen.")] = False,
) -> None:
    """Afgør, hvad der skal ske med en mail, som er ukendt eller afvist."""
    from domain.mailstatus import Mailstatus
    from flows.laas import hold_lock
    from reports.mail.tilstande import decide, move_cases, settle_abandoned
    from warehouse.engine import open_warehouse

    if sendt == igen:
        raise typer.BadParameter("skriv enten --sendt eller --igen.")
    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        engine = open_warehouse(indstillinger.database)
        settle_abandoned(engine)
        tilbudsid = decide(engine, noegle, status=Mailstatus.SENDT if sendt else Mailstatus.KLAR, nu=nu)
        move_cases(engine, nu=nu)
    hvad = "regnes for sendt" if sendt else "bliver afleveret med næste »mail send --rigtigt« eller næste nat"
    typer.echo(f"Mailen til tilbud {tilbudsid} {hvad}.", err=True)
