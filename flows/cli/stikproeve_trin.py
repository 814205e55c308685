"""`stikproeve`: the steps of a control, from the announcement to its end, and the redraw that needs no database."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import begin, refuse
from flows.cli.stikproeve import SAGSBEHANDLER, Hvem, Nummer, stikproeve_app


@stikproeve_app.command("annoncer")
def annoncer_command(
    nummer: Nummer,
    kilde: Annotated[str, typer.Option(help="Hvor det offentlige tal kommer fra, og hvornår det bliver kendt.")],
    hvem: Hvem = SAGSBEHANDLER,
) -> None:
    """Skriver, hvilket offentligt tal der skal afgøre trækket. Det skal siges, før tallet findes."""
    from flows.cli.lager import open_warehouse
    from warehouse.stikproever.handlinger import announce
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    notat = Notat(nu=nu, hvem=hvem, tekst=f"Kilden til det offentlige tal er annonceret: {kilde}")
    announce(open_warehouse(indstillinger.database), nummer, kilde=kilde, notat=notat)
    typer.echo(f"Kontrol {nummer} er annonceret. Rammen fryses på planens dag (»stikproeve ramme {nummer}«).", err=True)


@stikproeve_app.command("ramme")
def ramme_command(nummer: Nummer, hvem: Hvem = SAGSBEHANDLER) -> None:
    """Fryser rammen: det sidst godkendte øjebliksbillede på planens dag. En frosset ramme ændres aldrig."""
    from flows.cli.lager import open_warehouse
    from flows.laas import hold_lock
    from flows.settings import load_hash_noegle
    from sampling.frysning import freeze_ramme
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        frysning = freeze_ramme(
            open_warehouse(indstillinger.database),
            nummer,
            noegle=load_hash_noegle(indstillinger),
            notat=Notat(nu=nu, hvem=hvem, tekst=""),
        )
    kontrol = frysning.kontrol
    foer = "" if frysning.er_ny else " allerede"
    typer.echo(f"Rammen for {kontrol.nummer} er{foer} frosset: {kontrol.ramme_antal} enheder.", err=True)
    if kontrol.ramme_bemaerkning:
        typer.echo(kontrol.ramme_bemaerkning, err=True)
    typer.echo(kontrol.ramme_sha256 or "")


@stikproeve_app.command("traek")
def traek_command(
    nummer: Nummer,
    tal: Annotated[str, typer.Option(help="Det offentlige tal, som kilden viser det.")],
    hvem: Hvem = SAGSBEHANDLER,
) -> None:
    """Trækker stikprøven med det offentlige tal. Samme tal igen ændrer intet; et andet tal afvises."""
    from flows.cli.lager import open_warehouse
    from flows.udgave import read_udgave
    from sampling.traekning import draw_kontrol
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    traekning = draw_kontrol(
        open_warehouse(indstillinger.database),
        nummer,
        offentligt_tal=tal,
        kode_version=read_udgave(),
        notat=Notat(nu=nu, hvem=hvem, tekst=""),
    )
    foer = "" if traekning.er_ny else " allerede"
    typer.echo(f"Kontrol {nummer} er{foer} trukket: {traekning.kontrol.udtrukket_antal} enheder.", err=True)


@stikproeve_app.command("kontroller-traek")
def kontroller_traek_command(
    fil: Annotated[Path, typer.Argument(help="Træklisten (CSV) eller revisionspakken (zip).")],
) -> None:
    """Trækker om fra træklisten eller pakken og sammenligner. Kræver ingen database."""
    from sampling.kontroltraek import check_fil

    svar = check_fil(fil)
    typer.echo(
        f"Kontrol {svar.nummer}: {svar.antal_enheder} enheder, {svar.antal_udelukket} udelukket, "
        f"{svar.antal_udtrukket} trukket med tallet {svar.offentligt_tal}.",
        err=True,
    )
    for afvigelse in svar.afvigelser:
        typer.echo(afvigelse, err=True)
    if not svar.er_ens:
        raise refuse("Trækket er IKKE det samme som i filen.")
    if svar.aendrede_filer:
        raise refuse(
            "Trækket er det samme, men pakken er IKKE, som den blev skrevet. Ændret, tilføjet eller fjernet: "
            f"{', '.join(svar.aendrede_filer)}. Hent pakken igen fra den, der lavede den."
        )
    typer.echo("Trækket er det samme.", err=True)


@stikproeve_app.command("afslut")
def afslut_command(nummer: Nummer, hvem: Hvem = "kontorchef") -> None:
    """Opgør kontrollen, når alle sager er vurderet; kaldt igen afslutter det den."""
    from domain.stikproeve import Stikproevetilstand
    from flows.cli.lager import open_warehouse
    from warehouse.stikproever.handlinger import close
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    notat = Notat(nu=nu, hvem=hvem, tekst="Kontrollen er ført et trin videre med »stikproeve afslut«.")
    if close(open_warehouse(indstillinger.database), nummer, notat=notat) is Stikproevetilstand.OPGJORT:
        typer.echo(
            f"Kontrol {nummer} er opgjort. Se »stikproeve resultat«, og kør »afslut« igen for at afslutte.", err=True
        )
    else:
        typer.echo(f"Kontrol {nummer} er afsluttet.", err=True)


@stikproeve_app.command("aflys")
def aflys_command(
    nummer: Nummer,
    grund: Annotated[str, typer.Option(help="Hvorfor kontrollen aflyses; står i notatet.")],
    hvem: Hvem = "kontorchef",
) -> None:
    """Aflyser en kontrol med en grund. Det, der er trukket og vurderet, bliver stående."""
    from flows.cli.lager import open_warehouse
    from warehouse.stikproever.handlinger import cancel
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    if not grund.strip():
        raise refuse("Skriv med --grund, hvorfor kontrollen aflyses.")
    cancel(open_warehouse(indstillinger.database), nummer, notat=Notat(nu=nu, hvem=hvem, tekst=f"Aflyst: {grund}"))
    typer.echo(f"Kontrol {nummer} er aflyst.", err=True)
