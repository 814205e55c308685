"""`sag vis` and `sag liste`: the cases, what waits for a person, and one case as a file note."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.sag import NAVNE, Sagstilstand
from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from warehouse.queries.sager import Sagslinje

sag_app = typer.Typer(
    help="Sagerne: hvad der venter på et menneske, og hvad mennesker beslutter.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(sag_app, name="sag")

Tilbudsid = Annotated[str, typer.Argument(metavar="TILBUD", help="Tilbuddets nummer på Tilbudsportalen.")]
Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]


@sag_app.command("vis")
def vis_command(
    tilbudsid: Annotated[str | None, typer.Argument(metavar="[TILBUD]", help="Tilbuddet; ellers et overblik.")] = None,
    som_json: Json = False,
) -> None:
    """Viser en sag som notat; uden tilbud, hvor mange sager der er i hver tilstand."""
    from domain.tid import find_dag
    from expectations.registry import load_regler
    from flows.cli.lager import open_warehouse
    from reports.paabud.grundlag import list_fulgte
    from reports.paabud.notatfund import load_notatfund
    from reports.paabud.sagsnotat import write_sagsnotat
    from warehouse.queries.sager import load_sagsakt

    indstillinger, nu = begin()
    with open_warehouse(indstillinger.database).connect() as conn:
        if tilbudsid is None:
            _show_overblik(conn, som_json=som_json)
            return
        akt = load_sagsakt(conn, tilbudsid, find_dag(nu), list_fulgte(load_regler()))
        om = load_notatfund(conn, akt, load_regler()) if akt else {}
    if akt is None:
        raise refuse(f"Der er ingen sag om tilbud {tilbudsid[:40]}. Se sagerne med »tilbudstjek sag liste«.")
    if not som_json:
        typer.echo(write_sagsnotat(akt, om), nl=False)
        return
    noter = [
        {
            "tidspunkt": note.tidspunkt.isoformat(),
            "fra": note.fra.value if note.fra else None,
            "til": note.til.value,
            "art": note.art,
            "af": note.af,
            "grund": note.grund,
            "om": [asdict(gruppe) for gruppe in om.get(note.id, ())],
        }
        for note in akt.noter
    ]
    typer.echo(json.dumps({**_describe(akt.linje), "noter": noter}, ensure_ascii=False))


@sag_app.command("liste")
def liste_command(
    tilstand: Annotated[Sagstilstand | None, typer.Option(help="Kun sager i denne tilstand.")] = None,
    som_json: Json = False,
) -> None:
    """Viser sagerne, de ældste først; de lukkede kun med --tilstand lukket."""
    from domain.tid import find_dag
    from expectations.registry import load_regler
    from flows.cli.lager import open_warehouse
    from reports.paabud.grundlag import list_fulgte
    from reports.paabud.sagsnotat import tell_frist
    from reports.visning import antal_af
    from warehouse.queries.sager import list_sager

    indstillinger, nu = begin()
    with open_warehouse(indstillinger.database).connect() as conn:
        linjer = list_sager(conn, find_dag(nu), list_fulgte(load_regler()), tilstand=tilstand)
    for linje in linjer:
        if som_json:
            typer.echo(json.dumps(_describe(linje), ensure_ascii=False))
            continue
        forloeb = linje.forloeb
        hvor = f"{linje.tilbudsid:<10} {linje.tilsyn or '':<12} {NAVNE[forloeb.tilstand]:<16}"
        typer.echo(f"{hvor} siden {forloeb.siden:%d-%m-%Y} {linje.antal_fejl:>4} fejl  {tell_frist(linje)}".rstrip())
    typer.echo(f"{antal_af(len(linjer), 'sag', 'sager')}.", err=True)


def _show_overblik(conn: Any, *, som_json: bool) -> None:  # noqa: ANN401 - SQLAlchemy is imported late
    from warehouse.queries.sager import count_sager

    antal = count_sager(conn)
    for tilstand in Sagstilstand:
        if som_json:
            typer.echo(json.dumps({"tilstand": tilstand.value, "antal": antal[tilstand]}))
        else:
            typer.echo(f"{NAVNE[tilstand]:<18}{antal[tilstand]:>6}")


def _describe(linje: "Sagslinje") -> dict[str, Any]:
    forloeb = linje.forloeb
    return {
        "tilbudsid": linje.tilbudsid,
        "navn": linje.navn,
        "tilsyn": linje.tilsyn,
        "tilstand": forloeb.tilstand.value,
        "siden": forloeb.siden.isoformat(),
        "frist": linje.frist.isoformat() if linje.frist else None,
        "skal_rykkes": linje.skal_rykkes,
        "antal_fejl": linje.antal_fejl,
        "bero": forloeb.pause.art.value if forloeb.pause else None,
        "sagsbehandler": linje.sagsbehandler,
    }
