"""`stikproeve ark` and `stikproeve indlaes`: the caseworkers' workbooks out and in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin, refuse
from flows.cli.stikproeve import SAGSBEHANDLER, Hvem, Nummer, stikproeve_app

if TYPE_CHECKING:
    from sampling.ark.fejl import ArkFejl
    from sampling.ark.indlaes import Indlaesning

_VISTE_FEJL = 50


@stikproeve_app.command("ark")
def ark_command(
    nummer: Nummer,
    mappe: Annotated[Path, typer.Option(help="Mappen arkene skrives i.")],
    sagsbehandlere: Annotated[
        str | None, typer.Option(help="Antal (3) eller initialer (KL,MB). Ikke for plejefamilier.")
    ] = None,
    hvem: Hvem = SAGSBEHANDLER,
) -> None:
    """Skriver et arbejdsark til hver sagsbehandler; for plejefamilier ét til hvert socialtilsyn."""
    from flows.arkfiler import write_filer
    from flows.cli.lager import open_warehouse
    from sampling.ark.fordeling import read_sagsbehandlere
    from sampling.ark.udsend import make_filer, store_udsendelse

    indstillinger, nu = begin()
    engine = open_warehouse(indstillinger.database)
    navne = None if sagsbehandlere is None else read_sagsbehandlere(sagsbehandlere)
    filer = make_filer(engine, nummer, sagsbehandlere=navne, nu=nu)
    with write_filer(mappe, filer):
        store_udsendelse(engine, nummer, sagsbehandlere=navne, hvem=hvem, nu=nu)
    for navn in filer:
        typer.echo(str(mappe / navn))
    typer.echo(f"{len(filer)} arbejdsark er skrevet.", err=True)


@stikproeve_app.command("indlaes")
def indlaes_command(
    fil: Annotated[Path, typer.Argument(help="Et udfyldt arbejdsark (.xlsx).")],
    kontrol: Annotated[str | None, typer.Option(help="Afvis arket, hvis det ikke hører til denne kontrol.")] = None,
    erstat: Annotated[
        bool, typer.Option("--erstat", help="Arkets svar skal gælde, også hvor en anden har svaret noget andet.")
    ] = False,
) -> None:
    """Indlæser et udfyldt ark: det hele eller intet. Samme ark igen ændrer intet."""
    from flows.cli.lager import open_warehouse
    from sampling.ark.fejl import ArkFejl
    from sampling.ark.indlaes import take_in_ark

    indstillinger, nu = begin()
    indhold = fil.read_bytes()
    try:
        resultat = take_in_ark(open_warehouse(indstillinger.database), indhold, nu=nu, kontrol=kontrol, erstat=erstat)
    except ArkFejl as fejl:
        raise refuse(_tell_fejl(fil, fejl)) from None
    typer.echo(_tell(resultat), err=True)


def _tell_fejl(fil: Path, fejl: "ArkFejl") -> str:
    linjer = [str(en) for en in fejl.fejl]
    flere = [f"… og {len(linjer) - _VISTE_FEJL} fejl mere."] if len(linjer) > _VISTE_FEJL else []
    antal = "1 fejl" if len(linjer) == 1 else f"{len(linjer)} fejl"
    return "\n".join([f"{fil.name}: {antal}. Der er ikke gemt noget.", *linjer[:_VISTE_FEJL], *flere])


def _tell(resultat: "Indlaesning") -> str:
    tal = resultat.tal
    if tal.indlaest_foer is not None:
        return f"Arket blev indlæst {tal.indlaest_foer:%d-%m-%Y}. Intet er ændret."
    tekst = (
        f"Kontrol {resultat.nummer}, {resultat.sagsbehandler}: {tal.nye} nye udfald, {tal.aendrede} ændrede, "
        f"{tal.uaendrede} som før, {resultat.antal_tomme} mangler endnu."
    )
    sent = f" {tal.efter_lukning} er givet efter opgørelsen og mærket sådan." if tal.efter_lukning else ""
    return tekst + sent
