"""`stikproeve vis`: the plan with its states and warnings, or one control with its course and file notes."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.tid import find_dag, write_minute
from flows.cli.app import begin
from flows.cli.stikproeve import Json, stikproeve_app

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.stikproeveforloeb import Varsel
    from warehouse.queries.stikproeve import Kontrollinje, Kontrolside


@stikproeve_app.command("vis")
def vis_command(
    nummer: Annotated[str | None, typer.Argument(help="Kontrollens nummer; ellers vises alle.")] = None,
    som_json: Json = False,
) -> None:
    """Viser planen med tilstand, frister og advarsler, eller én kontrol med alle dens notater."""
    from flows.cli.lager import open_warehouse
    from warehouse.queries.stikproeve import list_kontroller, list_varsler, load_kontrolside
    from warehouse.stikproever.kontrol import require_kontrol
    from warehouse.transaktion import reading

    indstillinger, nu = begin()
    with reading(open_warehouse(indstillinger.database)) as session:
        forbindelse = session.connection()
        if nummer is not None:
            fundet = require_kontrol(forbindelse, nummer).nummer
            _show_kontrol(load_kontrolside(forbindelse, fundet, dag=find_dag(nu)), som_json=som_json)
            return
        linjer = list_kontroller(forbindelse, dag=find_dag(nu))
        varsler = list_varsler(forbindelse, dag=find_dag(nu))
    for linje in linjer:
        _show_linje(linje, som_json=som_json)
    if not linjer:
        typer.echo(f"Der er ingen plan. Læg den med »tilbudstjek stikproeve plan {nu.year + 1}«.", err=True)
    _warn(varsler)


def _show_linje(linje: "Kontrollinje", *, som_json: bool) -> None:
    kontrol, naeste = linje.kontrol, linje.naeste
    if som_json:
        typer.echo(json.dumps(_to_dict(kontrol, naeste), ensure_ascii=False))
        return
    frist = f"{naeste.dag:%d-%m-%Y} {naeste.betegnelse}" if naeste else ""
    typer.echo(f"{kontrol.nummer:<6} {kontrol.tilstand.value:<14} {kontrol.emne:<34} {frist}")


def _show_kontrol(side: "Kontrolside | None", *, som_json: bool) -> None:
    if side is None:
        return
    kontrol = side.kontrol
    naeste = next((trin for trin in side.forloeb if trin.udfoert is None), None)
    if som_json:
        notater = [
            {"tidspunkt": x.tidspunkt.isoformat(), "tilstand": x.tilstand, "hvem": x.hvem, "tekst": x.tekst}
            for x in side.notater
        ]
        udelukkede = dict(side.udelukkede)
        resten = {"udelukket": udelukkede, "mangler": side.mangler, "notater": notater}
        typer.echo(json.dumps(_to_dict(kontrol, naeste) | resten, ensure_ascii=False))
        return
    typer.echo(f"Kontrol {kontrol.nummer}: {kontrol.emne} ({kontrol.tilstand.value})")
    for trin in side.forloeb:
        udfoert = f"udført {trin.udfoert:%d-%m-%Y}" if trin.udfoert else "–"
        typer.echo(f"  {trin.dag:%d-%m-%Y}  {trin.trin:<14} {trin.betegnelse:<52} {udfoert}")
    for note in side.notater:
        typer.echo(f"  {write_minute(note.tidspunkt)} {note.hvem}: {note.tekst}")
    _warn(side.varsler)


def _warn(varsler: "Iterable[Varsel]") -> None:
    for varsel in varsler:
        typer.echo(f"! {varsel.tekst}", err=True)


def _to_dict(kontrol: Any, naeste: Any) -> dict[str, Any]:  # noqa: ANN401 - dataclasses of rooms that are imported late
    return {
        "nummer": kontrol.nummer,
        "aar": kontrol.aar,
        "emne": kontrol.emne,
        "formaal": kontrol.formaal,
        "population": kontrol.population.value,
        "punkter": list(kontrol.punkter),
        "design": json.loads(kontrol.design),
        "tilstand": kontrol.tilstand.value,
        "start_dag": kontrol.start_dag.isoformat(),
        "naeste_trin": naeste.trin if naeste else None,
        "frist": naeste.dag.isoformat() if naeste else None,
        "kilde_til_tal": kontrol.kilde_til_tal,
        "ramme_dag": kontrol.ramme_dag.isoformat() if kontrol.ramme_dag else None,
        "ramme_antal": kontrol.ramme_antal,
        "ramme_sha256": kontrol.ramme_sha256,
        "ramme_bemaerkning": kontrol.ramme_bemaerkning,
        "offentligt_tal": kontrol.offentligt_tal,
        "udtrukket_antal": kontrol.udtrukket_antal,
        "kode_version": kontrol.kode_version,
    }
