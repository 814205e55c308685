"""`mail vis`, `mail frigiv`, `mail frigiv-regel`, `mail send`: the outbox."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Indstillinger

mail_app = typer.Typer(help="Udbakken: se, frigiv og aflever mails.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(mail_app, name="mail")


@mail_app.command("vis")
def vis_command(
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
    tekst: Annotated[str, typer.Option("--tekst", metavar="NØGLE", help="Vis teksten af én mail.")] = "",
    status: Annotated[str, typer.Option("--status", metavar="STATUS", help="Vis kun dem, der er fx ukendt.")] = "",
) -> None:
    """Viser udbakken, hvad der ville gå ud og til hvem, og hvad der er holdt tilbage og hvorfor. Skriver intet."""
    from domain.mailstatus import Mailstatus
    from flows.cli.lager import open_warehouse
    from flows.cli.mailvisning import say_json, say_rows
    from flows.mailvagt import preview_mail, preview_outbox
    from reports.mail.outbox import list_mails

    indstillinger, nu = begin()
    engine = open_warehouse(indstillinger.database)
    if tekst:
        typer.echo(preview_mail(engine, indstillinger, tekst, nu=nu))
        return
    if status not in ("", *Mailstatus):
        raise refuse(f"»{status}« er ingen status. De er: {', '.join(Mailstatus)}.")
    vis = say_json if som_json else say_rows
    mails = [mail for mail in list_mails(engine) if status in ("", mail["status"])]
    vis(mails, preview_outbox(engine, indstillinger, nu=nu))


@mail_app.command("frigiv")
def frigiv_command() -> None:
    """Frigiver de mails, der venter på et menneske. De afleveres med »mail send --rigtigt« eller næste nat."""
    from flows.cli.lager import open_warehouse
    from flows.laas import hold_lock
    from reports.mail.outbox import release
    from reports.visning import antal_af

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        antal = release(open_warehouse(indstillinger.database), nu=nu)
    typer.echo(f"{antal_af(antal, 'mail er', 'mails er')} frigivet.", err=True)


@mail_app.command("frigiv-regel")
def frigiv_regel_command(
    regel: Annotated[str, typer.Argument(help="Reglens id, fx IDENT-003.")],
    grund: Annotated[str, typer.Option("--grund", help="Hvorfor fejlene er rigtige; det bliver gemt.")],
) -> None:
    """Lader mails nævne en regel igen, som blev holdt tilbage, fordi den åbnede ved mange på én nat."""
    from flows.cli.lager import open_warehouse
    from flows.laas import hold_lock
    from flows.mailvagt import make_mailvagt
    from reports.mail.outbox import release_regel

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        release_regel(engine, regel, grund=grund, nu=nu, vagt=make_mailvagt(indstillinger))
    typer.echo(f"{regel} kommer med i mails fra næste nat eller »mail send --rigtigt«.", err=True)


@mail_app.command("send")
def send_command(
    rigtigt: Annotated[bool, typer.Option("--rigtigt", help="Aflevér dem; ellers bliver det kun vist.")] = False,
) -> None:
    """Viser, hvilke frigivne mails der ville gå ud nu; med --rigtigt bliver de afleveret."""
    from flows.aflevering import deliver, describe, explain
    from flows.cli.lager import open_warehouse
    from flows.laas import hold_lock
    from flows.mailvagt import update_outbox
    from reports.visning import antal_af

    indstillinger, nu = begin()
    hvorhen = describe(indstillinger)
    if not rigtigt:
        _show_udgaaende(indstillinger, nu, hvorhen)
        return
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        update_outbox(engine, indstillinger, nu=nu)
        tal = deliver(engine, indstillinger, nu=nu)
    typer.echo(f"{antal_af(tal.sendt, 'mail er', 'mails er')} afleveret {hvorhen}.", err=True)
    for linje in explain(tal):
        typer.echo(linje, err=True)
    if tal.stop:
        raise typer.Exit(1)


def _show_udgaaende(indstillinger: "Indstillinger", nu: "datetime", hvorhen: str) -> None:
    from flows.aflevering import read_tilladelse
    from flows.cli.lager import open_warehouse
    from flows.cli.mailvisning import describe_ajour
    from flows.mailvagt import preview_outbox
    from reports.mail.tilstande import list_udgaaende
    from reports.visning import antal_af

    engine = open_warehouse(indstillinger.database)
    tilladelse = read_tilladelse(engine, indstillinger, nu=nu)
    mails = list_udgaaende(engine, nu)[: tilladelse.hoejst]
    for mail in mails:
        typer.echo(f"{mail.noegle[:12]} {antal_af(mail.antal_tilbud, 'tilbud', 'tilbud'):<10} {mail.emne}")
    modtagere = len({mail.modtager for mail in mails})
    til = antal_af(modtagere, "adresse", "adresser")
    typer.echo(f"{antal_af(len(mails), 'mail', 'mails')} til {til} ville gå {hvorhen}.", err=True)
    for linje in (describe_ajour(preview_outbox(engine, indstillinger, nu=nu)), tilladelse.grund):
        if linje is not None:
            typer.echo(linje, err=True)
    typer.echo("Der er ikke sendt noget. Send dem med »tilbudstjek mail send --rigtigt«.", err=True)
