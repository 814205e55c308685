"""`sag accepter`, `uenig`, `udskyd`, `genoptag`, `omfordel`, `besked`, `note`: a caseworker's choices in one case."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin
from flows.cli.sager import Tilbudsid, sag_app

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from domain.sagsbeslutning import Beslutning
    from domain.sagsforloeb import Pauseart

Grund = Annotated[str, typer.Option(help="Hvorfor; står i notatet. Uden navne på borgere og ansatte.")]
Hvem = Annotated[str, typer.Option(help="Rolle eller initialer på den, der beslutter; står i notatet.")]
Til = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Sidste dag det gælder, fx 2027-01-31.")]


@sag_app.command("accepter")
def accepter_command(
    tilbudsid: Tilbudsid,
    grund: Grund,
    hvem: Hvem,
    til: Til,
    regel: Annotated[str | None, typer.Option(help="Kun afvigelser af denne regel, fx KONTAKT-001.")] = None,
) -> None:
    """Accepterer tilbuddets åbne afvigelser til og med en dag. De tæller for sig og kommer igen, når dagen er gået."""
    from expectations.registry import load_regler
    from reports.paabud.grundlag import list_fulgte
    from warehouse.sager.beslut import accept_fund

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    regler = list_fulgte(load_regler())
    antal = accept_fund(engine, tilbudsid, til.date(), beslutning, nu=nu, regler=regler, kun_regel=regel)
    typer.echo(f"{antal} afvigelser er accepteret til og med {til:%d-%m-%Y}.", err=True)


@sag_app.command("uenig")
def uenig_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem, til: Til) -> None:
    """Noterer, at tilbuddet er uenigt: sagen er i bero til og med en dag, mens et menneske ser på det."""
    from domain.sagsforloeb import Pauseart

    _pause(tilbudsid, Pauseart.UENIG, til, hvem=hvem, grund=grund)


@sag_app.command("udskyd")
def udskyd_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem, til: Til) -> None:
    """Udskyder sagen til og med en dag."""
    from domain.sagsforloeb import Pauseart

    _pause(tilbudsid, Pauseart.UDSAT, til, hvem=hvem, grund=grund)


@sag_app.command("genoptag")
def genoptag_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem) -> None:
    """Lader en sag, der er i bero, gå videre før tiden."""
    from warehouse.sager.beslut import resume_sag

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    resume_sag(engine, tilbudsid, beslutning, nu=nu)
    typer.echo(f"Sagen om tilbud {tilbudsid} er genoptaget.", err=True)


@sag_app.command("omfordel")
def omfordel_command(
    tilbudsid: Tilbudsid,
    sagsbehandler: Annotated[str, typer.Argument(help="Rolle eller initialer på den, der får sagen.")],
    grund: Grund,
    hvem: Hvem,
    til: Til,
) -> None:
    """Giver sagen til en anden sagsbehandler til og med en dag."""
    from warehouse.sager.beslut import reassign

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    reassign(engine, tilbudsid, sagsbehandler, til.date(), beslutning, nu=nu)
    typer.echo(f"Sagen om tilbud {tilbudsid} er givet til {sagsbehandler}.", err=True)


@sag_app.command("besked")
def besked_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem) -> None:
    """Noterer, at tilbuddet har fået besked eller er rykket uden om mailen, fx i telefon, om alt, der står nu."""
    from domain.sag import NAVNE
    from warehouse.sager.beslut import tell_tilbud

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    forloeb = tell_tilbud(engine, tilbudsid, beslutning, nu=nu)
    typer.echo(f"Sagen om tilbud {tilbudsid} er nu »{NAVNE[forloeb.tilstand]}«.", err=True)


@sag_app.command("note")
def note_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem) -> None:
    """Skriver en linje i sagens notat."""
    from warehouse.sager.beslut import add_note

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    add_note(engine, tilbudsid, beslutning, nu=nu)
    typer.echo(f"Notatet er skrevet på sagen om tilbud {tilbudsid}.", err=True)


def begin_beslutning(hvem: str, grund: str) -> "tuple[Engine, datetime, Beslutning]":
    """Read settings and clock, and make the decision. Raises SagFejl when nobody decides or no reason is given."""
    from domain.sagsbeslutning import Beslutning
    from domain.tid import find_dag
    from flows.cli.lager import open_warehouse

    indstillinger, nu = begin()
    beslutning = Beslutning(af=hvem, dag=find_dag(nu), grund=grund)
    return open_warehouse(indstillinger.database), nu, beslutning


def _pause(tilbudsid: str, art: "Pauseart", til: datetime, *, hvem: str, grund: str) -> None:
    from domain.sagsforloeb import Pause
    from warehouse.sager.beslut import pause_sag

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    pause_sag(engine, tilbudsid, Pause(art=art, til=til.date()), beslutning, nu=nu)
    typer.echo(f"Sagen om tilbud {tilbudsid} er i bero til og med {til:%d-%m-%Y}.", err=True)
