"""`nat`: a whole night; the newest one's rest from its dump; or a past one again, in a folder of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse
from flows.cli.hentning import Portal, say_indlaesning, say_kontrol

if TYPE_CHECKING:
    from datetime import datetime

    from flows.nat import Nat
    from flows.settings import Indstillinger


@app.command("nat")
def nat_command(
    portal: Portal = None,
    dump: Annotated[
        Path | None, typer.Option(help="Hent ikke: gør natten færdig fra denne dump, som skal være den nyeste.")
    ] = None,
    dag: Annotated[
        str | None, typer.Option(help="Gentag natten den dag, fx 2026-10-01, i mappen --til; der sendes intet.")
    ] = None,
    til: Annotated[
        Path | None, typer.Option(help="En ny mappe til en gammel nat (med --dag eller --dump); intet andet røres.")
    ] = None,
) -> None:
    """Kører en hel nat: henter, læser ind, kontrollerer, skriver mails og rapport."""
    if portal and (dump or dag):
        raise typer.BadParameter("--portal henter; --dump og --dag gør det ikke.")
    if dag and (dump or til is None):
        raise typer.BadParameter("--dag skal have --til MAPPE og kan ikke stå sammen med --dump.")
    if til is not None and not (dag or dump):
        raise typer.BadParameter("--til skal have --dag eller --dump.")
    indstillinger, nu = begin()
    if til is not None:
        _repeat(indstillinger, dump or _read_day(dag or ""), til)
        return
    from flows.nat import run_night

    if portal:
        indstillinger = indstillinger.model_copy(update={"portal_url": portal})
    say_nat(run_night(indstillinger, nu=nu, dump=dump))


def say_nat(nat: "Nat") -> None:
    """Tell what a night did; a rejected fetch ends with status 1."""
    typer.echo(f"Rapporten ligger i {nat.rapport}", err=True)
    say_indlaesning(nat.indlaesning)
    if nat.kontrol is not None and nat.mails is not None:
        say_kontrol(nat.kontrol)
        typer.echo(f"Mails: {nat.mails.skrevet} skrevet, {nat.sendt} afleveret.", err=True)
        if nat.mails.afventer:
            typer.echo("Mails venter på, at et menneske frigiver dem: »tilbudstjek mail frigiv«.", err=True)


def _read_day(tekst: str) -> "datetime":
    from datetime import date

    from flows.gentag import end_of

    try:
        return end_of(date.fromisoformat(tekst))
    except ValueError as fejl:
        raise refuse(f"»{tekst}« er ikke en dag. Skriv den som 2026-10-01.") from fejl


def _repeat(indstillinger: "Indstillinger", slut: "datetime | Path", mappe: Path) -> None:
    from flows.gentag import repeat_until

    gentaget = repeat_until(indstillinger, slut, mappe)
    typer.echo(f"{gentaget.laest} dumps læst igen; den sidste er {gentaget.sidste.status}.", err=True)
    if gentaget.slettede:
        typer.echo(
            f"{gentaget.slettede} tidligere dumps er slettet, så fejl kan stå som set første gang senere, end de blev.",
            err=True,
        )
    if gentaget.kontrol is not None:
        say_kontrol(gentaget.kontrol)
    typer.echo(
        f"Se natten i {gentaget.rapport}, eller med TILBUDSTJEK_VAR={mappe} »tilbudstjek web«. Reglerne er dem, "
        "programmet har nu; intet er sendt, og det, der gælder, er ikke rørt.",
        err=True,
    )
