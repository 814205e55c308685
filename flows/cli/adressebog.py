"""`adresse vis`, `adresse saet`, `adresse fjern`, `adresse lever`: whom mails go to, as people decide it."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.app import app, begin

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from warehouse.brevveksling.adressebog import Indehaver
    from warehouse.queries.adresseliste import Doed, Manglende, SatAdresse

adresse_app = typer.Typer(
    help="Adressebogen: adresser, mennesker har sat, og adresser, mails er kommet tilbage fra.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(adresse_app, name="adresse")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Én e-mailadresse.")]
Tilbud = Annotated[str | None, typer.Option("--tilbud", metavar="ID", help="Tilbuddets nummer på portalen.")]
Tilsyn = Annotated[str | None, typer.Option("--socialtilsyn", metavar="NAVN", help="Fx Nord.")]
Kommune = Annotated[str | None, typer.Option("--kommune", metavar="KODE", help="Kommunekoden, fx 461.")]
Grund = Annotated[str, typer.Option(help="Hvorfor; bliver gemt.")]
Hvem = Annotated[str, typer.Option(help="Rolle eller initialer på den, der vælger; bliver gemt.")]


@adresse_app.command("vis")
def vis_command(
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
) -> None:
    """Viser de adresser, der er sat, dem, der er døde, og de myndigheder, der mangler en."""
    from domain.tid import find_dag
    from flows.cli.lager import open_warehouse
    from warehouse.queries.adresseliste import list_doede, list_manglende, list_satte

    indstillinger, nu = begin()
    with open_warehouse(indstillinger.database).connect() as conn:
        satte, doede = list_satte(conn, find_dag(nu)), list_doede(conn)
        manglende = list_manglende(conn, find_dag(nu))
    vis = _say_json if som_json else _say_rows
    vis(satte, doede, manglende)


@adresse_app.command("saet")
def saet_command(
    email: Email,
    grund: Grund,
    hvem: Hvem,
    tilbud: Tilbud = None,
    socialtilsyn: Tilsyn = None,
    kommune: Kommune = None,
) -> None:
    """Sætter den adresse, der skrives til; den går forud for den, registret viser."""
    from warehouse.brevveksling.adressebog import Valg, set_adresse
    from warehouse.queries.adressebog import load_adresser

    engine, nu, indehaver = _begin(tilbud, socialtilsyn, kommune)
    ren = set_adresse(engine, indehaver, email, Valg(af=hvem, grund=grund), nu=nu)
    typer.echo(f"Der skrives nu til {ren} ({indehaver.art.value} {indehaver.noegle}).", err=True)
    if not ren.partition("@")[0].isascii():
        typer.echo("Bemærk: der er æ, ø eller å før @; ikke alle mailservere kan aflevere til den.", err=True)
    with engine.connect() as conn:
        if load_adresser(conn).is_dead(ren):
            typer.echo("Bemærk: mails til den er kommet tilbage. Virker den igen, så kør »adresse lever«.", err=True)


@adresse_app.command("fjern")
def fjern_command(
    grund: Grund, hvem: Hvem, tilbud: Tilbud = None, socialtilsyn: Tilsyn = None, kommune: Kommune = None
) -> None:
    """Fjerner en adresse, der er sat: så gælder registrets igen."""
    from warehouse.brevveksling.adressebog import Valg, remove_adresse

    engine, nu, indehaver = _begin(tilbud, socialtilsyn, kommune)
    remove_adresse(engine, indehaver, Valg(af=hvem, grund=grund), nu=nu)
    typer.echo(f"Adressen er fjernet ({indehaver.art.value} {indehaver.noegle}).", err=True)


@adresse_app.command("lever")
def lever_command(email: Email, grund: Grund, hvem: Hvem) -> None:
    """Siger, at en adresse, mails er kommet tilbage fra, virker igen."""
    from flows.cli.lager import open_warehouse
    from warehouse.brevveksling.adressebog import Valg
    from warehouse.brevveksling.doede import revive_adresse

    indstillinger, nu = begin()
    revive_adresse(open_warehouse(indstillinger.database), email, Valg(af=hvem, grund=grund), nu=nu)
    typer.echo(
        "Adressen bruges igen; afvigelsen lukkes ved næste kontrol. Mails, der er kommet retur fra den, har ingen "
        "læst: find dem med »tilbudstjek mail vis«, og send dem igen med »tilbudstjek mail afgoer NØGLE --igen«.",
        err=True,
    )


def _begin(tilbud: str | None, socialtilsyn: str | None, kommune: str | None) -> "tuple[Engine, datetime, Indehaver]":
    from domain.regel import Modtager
    from flows.cli.lager import open_warehouse
    from warehouse.brevveksling.adressebog import find_indehaver

    muligt = {Modtager.TILBUD: tilbud, Modtager.SOCIALTILSYN: socialtilsyn, Modtager.KOMMUNE: kommune}
    valgt = [(art, noegle) for art, noegle in muligt.items() if noegle is not None]
    if len(valgt) != 1:
        raise typer.BadParameter("skriv netop én af --tilbud, --socialtilsyn og --kommune.")
    indstillinger, nu = begin()
    engine = open_warehouse(indstillinger.database)
    return engine, nu, find_indehaver(engine, *valgt[0])


def _say_json(satte: "tuple[SatAdresse, ...]", doede: "tuple[Doed, ...]", manglende: "tuple[Manglende, ...]") -> None:
    for hvad, rows in (("sat", satte), ("doed", doede), ("mangler", manglende)):
        for row in rows:
            typer.echo(json.dumps({"hvad": hvad, **_plain(asdict(row))}, ensure_ascii=False))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {navn: value.isoformat() if isinstance(value, datetime) else value for navn, value in row.items()}


def _say_rows(satte: "tuple[SatAdresse, ...]", doede: "tuple[Doed, ...]", manglende: "tuple[Manglende, ...]") -> None:
    for sat in satte:
        doed = "  DØD" if sat.er_doed else ""
        typer.echo(f"{sat.art:<13} {sat.noegle:<8} {sat.email}{doed}  ({sat.af}, {sat.oprettet:%d-%m-%Y}: {sat.grund})")
    for et in doede:
        typer.echo(f"død           {et.email}  {et.aarsag} ({et.antal} retur, sidst {et.sidst:%d-%m-%Y})")
    for art in dict.fromkeys(et.art for et in manglende):
        navne = [f"{et.noegle} {et.navn}" if art == "kommune" else et.navn for et in manglende if et.art == art]
        typer.echo(f"Uden adresse, {art} ({len(navne)}): {', '.join(navne)}.", err=True)
