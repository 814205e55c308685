"""The command tree, and what every command shares."""

from datetime import datetime

import typer

from flows.settings import Indstillinger, load_settings, prepare_environment
from flows.ur import read_clock

app = typer.Typer(
    name="tilbudstjek",
    help="Kontrollerer Tilbudsportalen: henter registret, holder det mod reglerne, skriver mails og rapport.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def begin() -> tuple[Indstillinger, datetime]:
    """Read settings and clock for one command, and keep Prefect inside the settings' folder."""
    indstillinger = load_settings()
    prepare_environment(indstillinger.var)
    return indstillinger, read_clock()


def refuse(tekst: str) -> typer.Exit:
    """Say why a command ends without having done its work, and give the exit of status 1 to raise."""
    typer.echo(f"tilbudstjek: {tekst}", err=True)
    return typer.Exit(1)
