"""`demo`: two whole nights on the built-in replica of the portal."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import app, begin
from flows.cli.visning import DEMO_VAR


@app.command("demo")
def demo_command(
    antal: Annotated[int, typer.Option(help="Antal tilbud i det opdigtede register.", min=60)] = 1999,
    seed: Annotated[int, typer.Option(help="Frøet, registret laves af: samme frø, samme register.")] = 2026,
    mappe: Annotated[Path, typer.Option(help="Mappen demoen skriver i. Den tømmes først.")] = DEMO_VAR,
) -> None:
    """Viser hele arbejdet på et opdigtet register: to nætter, fra portalens sider til mails og rapport."""
    _, nu = begin()
    from flows.demo import run_demo

    if not run_demo(mappe, antal=antal, seed=seed, nu=nu):
        raise typer.Exit(1)
