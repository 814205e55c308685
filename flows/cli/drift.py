"""`drift`: the calendar served by this machine, put on a work pool, or shown."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Indstillinger

_ANTAL = 3
_DAGE = ("ma", "ti", "on", "to", "fr", "lø", "sø")


@app.command("drift")
def drift_command(
    vis: Annotated[bool, typer.Option("--vis", help="Vis kalenderen og de næste tider; start ingenting.")] = False,
    som_json: Annotated[bool, typer.Option("--json", help="Med --vis: ét JSON-objekt pr. linje.")] = False,
    pulje: Annotated[
        str | None, typer.Option(help="Læg kalenderen på denne arbejdspulje på serveren i PREFECT_API_URL, og slut.")
    ] = None,
    server: Annotated[
        bool, typer.Option("--server", help="Kør kun Prefect-serveren, til andre maskiners drift og arbejdere.")
    ] = False,
    vaert: Annotated[str, typer.Option(help="Med --server: adressen, der lyttes på.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Porten til maskinens egen Prefect-server, når ingen anden er sat.")
    ] = 4200,
) -> None:
    """Kører kalenderen: natten, mails, frister, orienteringer, stikprøver, kopier og oprydning på deres tider."""
    if som_json and not vis:
        raise typer.BadParameter("--json skal have --vis.")
    indstillinger, nu = begin()
    if vis:
        show_kalender(indstillinger, nu, som_json=som_json)
    elif server:
        _run_server(vaert, port)
    elif pulje:
        _register(indstillinger, pulje)
    else:
        _serve(indstillinger, port)


def show_kalender(indstillinger: "Indstillinger", nu: "datetime", *, som_json: bool) -> None:
    """Print each job with what it does and when it comes next, in Danish time."""
    from flows.drift.kalender import list_aktive
    from flows.drift.tider import list_next

    for opgave, cron in list_aktive(indstillinger):
        tider = list_next(cron, nu=nu, antal=_ANTAL)
        if som_json:
            row = {"opgave": opgave.navn, "hvad": opgave.hvad, "cron": cron, "naeste": [t.isoformat() for t in tider]}
            typer.echo(json.dumps(row, ensure_ascii=False))
            continue
        typer.echo(f"{opgave.navn:<22} {opgave.hvad}")
        typer.echo(
            f"{'':<22} {cron:<16} næste: {', '.join(f'{_DAGE[t.weekday()]} {t:%d-%m-%Y kl. %H.%M}' for t in tider)}"
        )


def _register(indstillinger: "Indstillinger", pulje: str) -> None:
    from flows.settings import find_prefect_server

    if find_prefect_server() is None:
        raise refuse("Sæt PREFECT_API_URL til den Prefect-server, arbejdspuljen er på (docs/prefect.md).")
    from flows.drift.tilmelding import register

    for navn in register(indstillinger, pulje):
        typer.echo(navn)
    typer.echo(f"Lagt på arbejdspuljen {pulje}. Start en arbejder: »prefect worker start --pool {pulje}«.", err=True)


def _run_server(vaert: str, port: int) -> None:
    from flows.drift.server import prepare_standing

    prepare_standing(vaert)
    from flows.drift.serverproces import run_server

    run_server(vaert=vaert, port=port)


def _serve(indstillinger: "Indstillinger", port: int) -> None:
    from flows.drift.ene import hold_drift
    from flows.drift.server import hold_server
    from flows.drift.slut import leave_when_told

    leave_when_told()
    with hold_drift(indstillinger.var), hold_server(indstillinger, port=port) as server:
        from flows.drift.tjeneste import serve_kalender

        typer.echo(f"Kalenderen kører med Prefect på {server.side}. Stop med Ctrl-C.", err=True)
        serve_kalender(indstillinger, er_ene=server.er_egen)
