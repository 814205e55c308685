"""`overvaag`: what is expected to happen by itself, when it last did, and what is late."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin

if TYPE_CHECKING:
    from reports.overvaagning.ventet import Ventet


@app.command("overvaag")
def overvaag_command(
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
    alarmer: Annotated[
        bool, typer.Option("--alarmer", help="Rejs alarmer for det, der er sent, og luk dem, der er ovre.")
    ] = False,
) -> None:
    """Siger, om alt det ventede er sket; slutter med status 1, når noget er for sent."""
    from flows.overvaagning import look, run_overvaagning

    indstillinger, nu = begin()
    set_ = run_overvaagning(indstillinger, nu=nu) if alarmer else look(indstillinger, nu=nu)
    for ventet in set_.ventede:
        typer.echo(json.dumps(_encode(ventet), ensure_ascii=False) if som_json else _describe(ventet))
    if not som_json:
        typer.echo(f"{len(set_.sene)} for sent." if set_.sene else "Alt det ventede er sket.", err=True)
    if set_.sene:
        raise typer.Exit(1)


def _encode(ventet: "Ventet") -> dict[str, str | bool | None]:
    return {
        "slags": ventet.slags,
        "noegle": ventet.noegle,
        "navn": ventet.navn,
        "stand": _find_stand(ventet),
        "seneste": ventet.seneste.isoformat() if ventet.seneste else None,
        "frist": ventet.frist.isoformat() if ventet.frist else None,
        "tekst": ventet.tekst,
    }


def _describe(ventet: "Ventet") -> str:
    tegn = {"for_sent": "✕ for sent  ", "i_orden": "✓ i orden   ", "ventes_ikke": "– ventes ikke"}
    return f"{tegn[_find_stand(ventet)]} {ventet.navn}: {ventet.tekst}"


def _find_stand(ventet: "Ventet") -> str:
    if not ventet.ventes:
        return "ventes_ikke"
    return "for_sent" if ventet.er_sen else "i_orden"
