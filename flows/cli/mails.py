"""`mail vis`, `mail frigiv`, `mail send`: the outbox."""

import json
from typing import Annotated

import typer

from flows.cli.app import app, begin

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
            typer.echo(f"{row['tilbudsid']:<10} {row['periode']:<12} {row['status']:<9} {row['emne']}")


@mail_app.command("frigiv")
def frigiv_command() -> None:
    """Frigiver de mails, der venter på et menneske. De afleveres med »mail send« eller næste nat."""
    from flows.laas import hold_lock
    from reports.mail.outbox import release
    from warehouse.engine import open_warehouse

    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        antal = release(open_warehouse(indstillinger.database), nu=nu)
    typer.echo(f"{antal} mails er frigivet.", err=True)


@mail_app.command("send")
def send_command() -> None:
    """Afleverer de frigivne mails som .eml-filer i udbakkens mappe."""
    from flows.laas import hold_lock
    from reports.mail.send import deliver_eml
    from warehouse.engine import open_warehouse

    indstillinger, nu = begin()
    with hold_lock(indstillinger.var):
        antal = deliver_eml(open_warehouse(indstillinger.database), indstillinger.udbakke, nu=nu)
    typer.echo(f"{antal} mails er lagt i {indstillinger.udbakke}.", err=True)
