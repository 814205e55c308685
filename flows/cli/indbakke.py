"""`mail indbakke`, `mail svar`, `mail svar-behandlet`: what comes back after mails, and what of it waits."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.app import begin
from flows.cli.mails import mail_app

if TYPE_CHECKING:
    from reports.mail.indbakke.modtag import Indbakketal
    from warehouse.queries.brevsvar import Ventende

Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]

_UDEN_ORD = "(Ordene er ikke gemt. Læs beskeden i postkassen: {id})"


@mail_app.command("indbakke")
def indbakke_command(
    sti: Annotated[
        Path, typer.Argument(metavar="STI", help="En Maildir, en mbox-fil, en .eml-fil eller en mappe med dem.")
    ],
    som_json: Json = False,
) -> None:
    """Læser, hvad der er kommet tilbage: returmails gør adresser døde, og svar venter på et menneske."""
    from flows.cli.lager import open_warehouse
    from flows.fremdrift import Visning
    from flows.laas import hold_lock
    from reports.mail.indbakke.modtag import read_indbakke
    from warehouse.udfoert import Job, note_udfoert

    indstillinger, nu = begin()
    with hold_lock(indstillinger), Visning().trin("Læser postkassen") as opdater:
        engine = open_warehouse(indstillinger.database)
        tal = read_indbakke(engine, sti, nu=nu, on_progress=opdater)
        note_udfoert(engine, Job.INDBAKKE, nu=nu)
    if som_json:
        typer.echo(json.dumps(asdict(tal), ensure_ascii=False))
    _say_tal(tal)


@mail_app.command("svar")
def svar_command(som_json: Json = False) -> None:
    """Viser de svar, der venter på et menneske, med de tilbud, de handler om."""
    from flows.cli.lager import open_warehouse
    from warehouse.queries.brevsvar import list_ventende

    indstillinger, _ = begin()
    with open_warehouse(indstillinger.database).connect() as conn:
        ventende = list_ventende(conn)
    for svar in ventende:
        if som_json:
            typer.echo(json.dumps({**asdict(svar), "modtaget": svar.modtaget.isoformat()}, ensure_ascii=False))
        else:
            _say_svar(svar)
    typer.echo(f"{len(ventende)} svar venter.", err=True)


@mail_app.command("svar-behandlet")
def svar_behandlet_command(
    svar_id: Annotated[int, typer.Argument(metavar="ID", help="Svarets nummer i »mail svar«.")],
    grund: Annotated[str, typer.Option(help="Hvad der er gjort; bliver gemt. Uden navne på borgere og ansatte.")],
    hvem: Annotated[str, typer.Option(help="Rolle eller initialer på den, der har set på det; bliver gemt.")],
) -> None:
    """Noterer, at der er taget hånd om et svar. Er tilbuddet uenigt, så se også »tilbudstjek sag uenig«."""
    from flows.cli.lager import open_warehouse
    from warehouse.brevveksling.adressebog import Valg
    from warehouse.brevveksling.behandl import settle_svar

    indstillinger, nu = begin()
    settle_svar(open_warehouse(indstillinger.database), svar_id, Valg(af=hvem, grund=grund), nu=nu)
    typer.echo(f"Svar {svar_id} er behandlet.", err=True)


def _say_tal(tal: "Indbakketal") -> None:
    from reports.visning import antal_af

    nye = ", ".join(f"{antal} {art.value}" for art, antal in sorted(tal.nye.items())) or "ingen"
    laest = antal_af(tal.laest, "besked", "beskeder")
    typer.echo(f"{laest} læst; {tal.kendte} var læst før, {tal.egne} er vores egne. Nye: {nye}.", err=True)
    if tal.doede:
        doede = antal_af(tal.doede, "returmail", "returmails")
        typer.echo(f"{doede} sagde, at en adresse er død (»tilbudstjek adresse vis«).", err=True)
    typer.echo(f"{tal.venter} af de nye venter på et menneske (»tilbudstjek mail svar«).", err=True)


def _say_svar(svar: "Ventende") -> None:
    om = f"tilbud {', '.join(svar.tilbudsids)}" if svar.tilbudsids else "ukendt mail"
    punkter = f"  punkt {svar.punkter}" if svar.punkter else ""
    typer.echo(f"{svar.id:>5}  {svar.modtaget:%d-%m-%Y}  {svar.art.value:<6} {om}{punkter}")
    for linje in _list_linjer(svar):
        typer.echo(f"       {linje}")


def _list_linjer(svar: "Ventende") -> list[Any]:
    from domain.afdeling import UDELADT

    if svar.tekst in {"", UDELADT}:
        return [_UDEN_ORD.format(id=svar.message_id)]
    return svar.tekst.splitlines()
