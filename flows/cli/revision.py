"""`revision kontroller`, `hoved`, `vis`: the audit log's chain walked, its newest hash, and its links."""

import json
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.systemfejl import explain_oserror
from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from warehouse.revision.dom import Dom
    from warehouse.revision.laes import Led

revision_app = typer.Typer(
    help="Revisionssporet: en kæde af led, som ingen kan ændre, uden at det ses (docs/revision.md).",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(revision_app, name="revision")

Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]


@revision_app.command("kontroller")
def kontroller_command(
    hoved: Annotated[
        list[str] | None,
        typer.Option(help="En hash, der er noteret før, og som stadig skal være i kæden; skriv den gerne flere gange."),
    ] = None,
    hoveder: Annotated[
        list[Path] | None,
        typer.Option(help="En fil som VAR/revision/hoveder.csv, gemt et andet sted; skriv den gerne flere gange."),
    ] = None,
) -> None:
    """Går kæden igennem fra første led og ser efter, at hver række, den taler om, er, som den var."""
    from flows.revisionshoved import find_fil, read_hoveder
    from warehouse.engine import opened_warehouse
    from warehouse.revision.kontrol import check_kaede
    from warehouse.udfoert import Job, note_udfoert

    indstillinger, nu = begin()
    if mangler := [fil.name for fil in hoveder or () if not fil.is_file()]:
        raise refuse(f"Der er ingen fil, der hedder {mangler[0]}. Ret --hoveder.")
    try:
        gemte = [et for fil in (find_fil(indstillinger), *(hoveder or ())) for et in read_hoveder(fil)]
    except OSError as fejl:
        raise refuse(
            f"Filen med gemte hoveder kan ikke læses: {explain_oserror(fejl)}. Ret det, og prøv igen."
        ) from fejl
    with opened_warehouse(indstillinger.database) as engine:
        dom = check_kaede(engine, hoveder=(*gemte, *(hoved or ())))
        if dom.er_i_orden:
            note_udfoert(engine, Job.REVISION, nu=nu)
    _say_dom(dom, len(gemte) + len(hoved or ()))
    if not dom.er_hel:
        raise refuse(
            "Kæden holder ikke. Lad databasen være, som den er, tag en kopi af den og af VAR/revision/hoveder.csv, og "
            "sig det til den, der har ansvaret for sikkerheden (docs/revision.md)."
        )
    if dom.uden_vagt:
        raise refuse(
            f"Kæden holder, men databasen afviser ikke længere ændringer i {', '.join(dom.uden_vagt)}: triggere er "
            "fjernet eller slået fra, og det kan kun databasens ejer. Sig det til den, der har ansvaret for "
            "sikkerheden; »tilbudstjek database opgrader« sætter dem igen (docs/revision.md)."
        )


@revision_app.command("hoved")
def hoved_command(som_json: Json = False) -> None:
    """Viser det nyeste leds nummer, tid og hash. Gem hashen et andet sted end i databasen."""
    from warehouse.engine import opened_warehouse
    from warehouse.revision import read_hoved

    with opened_warehouse(begin()[0].database) as engine:
        hoved = read_hoved(engine)
    if hoved is None:
        raise refuse("Der er ingen led i kæden.")
    if som_json:
        typer.echo(json.dumps({**asdict(hoved), "tidspunkt": hoved.tidspunkt.isoformat()}))
        return
    typer.echo(f"{hoved.nr}  {_write_tid(hoved.tidspunkt)}  {hoved.hash}")


@revision_app.command("vis")
def vis_command(  # noqa: PLR0913, PLR0917 - each is a filter
    hvem: Annotated[str | None, typer.Option(help="Kun led af denne bruger (eller program, web, menneske).")] = None,
    handling: Annotated[str | None, typer.Option(help="Kun handlinger, der begynder sådan, fx mail_.")] = None,
    genstand: Annotated[str | None, typer.Option(help="Kun om det, der begynder sådan, fx koersel:.")] = None,
    fra: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Fra og med denne danske dag.")] = None,
    til: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Til og med denne danske dag.")] = None,
    antal: Annotated[int, typer.Option(min=1, help="Højst så mange, de nyeste først.")] = 50,
    som_json: Json = False,
) -> None:
    """Viser leddene, de nyeste først."""
    from domain.tid import DANSK_TID
    from warehouse.engine import opened_warehouse
    from warehouse.revision.laes import Udvalg, list_led

    dage = [None if dag is None else datetime.combine(dag, time.min, tzinfo=DANSK_TID) for dag in (fra, til)]
    efter = None if dage[1] is None else dage[1] + timedelta(days=1)
    udvalg = Udvalg(hvem=hvem, handling=handling, genstand=genstand, fra=dage[0], til=efter)
    with opened_warehouse(begin()[0].database) as engine:
        alle = list_led(engine, udvalg, hoejst=antal)
    if not alle:
        typer.echo("Ingen led passer på det, der er spurgt om.", err=True)
    for led in alle:
        typer.echo(_write_json(led) if som_json else _write_led(led))


def _say_dom(dom: "Dom", antal_hoveder: int) -> None:
    for brud in dom.brud:
        typer.echo(brud.tekst)
    if dom.antal_brud > len(dom.brud):
        typer.echo(f"… og {dom.antal_brud - len(dom.brud)} til.")
    _say_gendannelser(dom)
    raekker = ", ".join(f"{antal} i {tabel}" for tabel, antal in dom.raekker.items())
    slut = "Kæden er hel" if dom.er_hel else f"{dom.antal_brud} brud"
    hoveder = f", {antal_hoveder} gemte hoveder set efter" if antal_hoveder else ""
    typer.echo(f"{slut}: {dom.antal} led; rækker, der passer med deres led: {raekker}{hoveder}.", err=True)
    if dom.hoved is not None:
        typer.echo(f"Hoved: {dom.hoved.nr}  {_write_tid(dom.hoved.tidspunkt)}  {dom.hoved.hash}", err=True)


def _say_gendannelser(dom: "Dom") -> None:
    """Say which noted links a restore took away. The chain cannot tell whether there really was one; people can."""
    for gendannet in sorted({en for _, en in dom.efter_kopi}, key=lambda en: en.nr):
        numre = ", ".join(str(hoved.nr) for hoved, en in dom.efter_kopi if en == gendannet)
        typer.echo(
            f"Efter gendannelsen {_write_tid(gendannet.tidspunkt)} (led {gendannet.nr}) af en kopi taget "
            f"{_write_tid(gendannet.kopi_taget)} er disse gemte led ikke i kæden mere: {numre}. Det er intet brud, når "
            "I ved, at en kopi blev lagt på plads dengang. Ellers er det et: sig det til den, der har ansvaret for "
            "sikkerheden."
        )


def _write_led(led: "Led") -> str:
    dele = (led.genstand or "", led.bemaerkning or "")
    return f"{led.nr:>8}  {_write_tid(led.tidspunkt)}  {led.hvem:<12} {led.handling:<24} {'  '.join(dele)}".rstrip()


def _write_json(led: "Led") -> str:
    return json.dumps({**asdict(led), "tidspunkt": led.tidspunkt.isoformat()}, ensure_ascii=False)


def _write_tid(tidspunkt: datetime) -> str:
    from domain.tid import DANSK_TID

    return f"{tidspunkt.astimezone(DANSK_TID):%d-%m-%Y %H:%M:%S}"
