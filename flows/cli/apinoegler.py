"""`api-noegle opret`, `liste`, `luk`: the keys other systems ask the API with."""

from typing import Annotated

import typer

from flows.cli.app import app, begin

noegle_app = typer.Typer(
    help="Nøgler til andre systemer, der læser API'et (docs/api.md).", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(noegle_app, name="api-noegle")


@noegle_app.command("opret")
def opret_command(
    navn: Annotated[str, typer.Option(help="Systemet, nøglen er til, fx »sagssystemet«.")],
    omfang: Annotated[
        list[str],
        typer.Option(
            help="register:laes, sager:laes, og tilsyn:Nord for kun ét socialtilsyn; skriv den gerne flere gange."
        ),
    ],
    hvem: Annotated[str, typer.Option(help="Rolle eller initialer på den, der giver nøglen.")] = "drift",
    dage: Annotated[int, typer.Option(help="Så mange dage gælder den.")] = 365,
) -> None:
    """Laver en nøgle og viser den denne ene gang; kun dens SHA-256 bliver gemt."""
    from domain.apiomfang import read_omfang
    from flows.cli.lager import open_warehouse
    from warehouse.apinoegler import create_noegle

    givet = read_omfang(" ".join(omfang))
    indstillinger, nu = begin()
    typer.echo(create_noegle(open_warehouse(indstillinger.database), navn, givet, dage=dage, af=hvem, nu=nu))
    typer.echo(
        f"Nøglen gælder i {dage} dage og kan: {givet}. Den vises kun nu; læg den i systemets hemmelige indstillinger.",
        err=True,
    )


@noegle_app.command("liste")
def liste_command() -> None:
    """Viser nøglerne: begyndelse, navn, omfang, og hvornår de udløber og sidst blev brugt."""
    from flows.cli.lager import open_warehouse
    from warehouse.apinoegler import list_noegler

    indstillinger, nu = begin()
    for noegle in list_noegler(open_warehouse(indstillinger.database)):
        stand = "lukket" if noegle.lukket else "åben" if noegle.is_open(nu) else "udløbet"
        brugt = f"brugt {noegle.sidst_brugt:%d-%m-%Y}" if noegle.sidst_brugt else "aldrig brugt"
        tider = f"{stand:<8} til {noegle.udloeber:%d-%m-%Y}  {brugt:<17}"
        typer.echo(f"{noegle.begyndelse}  {tider}  {noegle.omfang}  {noegle.navn}")


@noegle_app.command("luk")
def luk_command(
    begyndelse: Annotated[str, typer.Argument(help="De første tegn af nøglen, så mange at den er den eneste.")],
) -> None:
    """Lukker en nøgle for altid, fra nu af."""
    from flows.cli.lager import open_warehouse
    from warehouse.apinoegler import close_noegle

    indstillinger, nu = begin()
    navn = close_noegle(open_warehouse(indstillinger.database), begyndelse, nu=nu)
    typer.echo(f"Nøglen til {navn} er lukket.", err=True)
