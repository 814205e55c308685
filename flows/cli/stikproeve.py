"""`stikproeve`: the year's plan, each control and its file notes. The steps and the files are in modules of their own."""

import typer

from flows.cli.app import app

stikproeve_app = typer.Typer(
    help="Stikprøvekontrollen: årets plan, rammen, trækket, arkene, resultatet og beviset.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(stikproeve_app, name="stikproeve")
