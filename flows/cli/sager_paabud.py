"""`sag udkast`, `paabud`, `leveret`, `markering`: the law's steps, each a person's decision."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin
from flows.cli.sager import Tilbudsid, sag_app
from flows.cli.sager_beslut import Grund, Hvem, begin_beslutning

if TYPE_CHECKING:
    from flows.settings import Indstillinger
    from reports.paabud.brev import Paabudsbrev
    from reports.paabud.grundlag import Paabudsgrundlag


@sag_app.command("udkast")
def udkast_command(
    tilbudsid: Tilbudsid,
    begrundelse: Annotated[str, typer.Option(help="Begrundelsen, som den skal stå i brevet.")] = "",
    fil: Annotated[Path | None, typer.Option(help="Zip-filen, der skrives; ellers »paabud« i VAR.")] = None,
    docx: Annotated[
        bool, typer.Option("--docx", help="Skriv også brevet som Word-fil ved siden af zip-filen.")
    ] = False,
    memo: Annotated[
        bool, typer.Option("--memo", help="Skriv også det besluttede påbud som MeMo-fil (XML) ved siden af zip-filen.")
    ] = False,
) -> None:
    """Skriver et udkast til påbuddet (tekst og PDF) og pakken til Digital Post. Beslutter og sender intet."""
    from domain.tid import find_dag
    from expectations.registry import load_regler
    from flows.cli.lager import open_warehouse
    from reports.filnavn import make_filnavn
    from reports.paabud.brev import make_paabudsbrev
    from reports.paabud.grundlag import load_grundlag
    from reports.paabud.pakke import write_pakke
    from reports.paabud.word import write_docx

    indstillinger, nu = begin()
    with open_warehouse(indstillinger.database).connect() as conn:
        grundlag = load_grundlag(conn, tilbudsid, dag=find_dag(nu), regler=load_regler())
    brev = make_paabudsbrev(grundlag, begrundelse=begrundelse)
    ud = fil or indstillinger.var / "paabud" / f"paabud-{make_filnavn(tilbudsid)}.zip"
    _write(ud, write_pakke(grundlag, brev, nu=nu))
    if docx:
        _write(ud.with_suffix(".docx"), write_docx(brev, nu=nu))
        typer.echo(f"Word-filen til at skrive videre i er {ud.with_suffix('.docx')}; den er ikke i pakken.", err=True)
    typer.echo(
        f"Udkastet ligger i {ud}. Pakken er ikke i MeMo-format: send indholdet gennem jeres egen løsning til Digital "
        "Post, og notér leveringsdagen med »tilbudstjek sag leveret«.",
        err=True,
    )
    if memo:
        _write_memo(ud.with_suffix(".memo.xml"), grundlag, brev, indstillinger, nu)


@sag_app.command("paabud")
def paabud_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem) -> None:
    """Noterer, at et menneske har besluttet at give påbud (serviceloven § 14, stk. 5)."""
    from expectations.registry import load_regler
    from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
    from warehouse.sager.beslut import give_paabud

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    alle = load_regler()
    regler, kan = list_fulgte(alle), list_kan_paabydes(alle)
    forloeb = give_paabud(engine, tilbudsid, beslutning, nu=nu, regler=regler, kan_paabydes=kan)
    antal = len(forloeb.paabud.fejl) if forloeb.paabud else 0
    typer.echo(
        f"Påbud om {antal} fejl er noteret for tilbud {tilbudsid}. De fire uger løber først, når leveringen i Digital "
        "Post er noteret med »tilbudstjek sag leveret«.",
        err=True,
    )


@sag_app.command("leveret")
def leveret_command(
    tilbudsid: Tilbudsid,
    dag: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Dagen, Digital Post leverede påbuddet.")],
    hvem: Hvem,
    grund: Grund = "Kvittering fra Digital Post.",
) -> None:
    """Noterer dagen, påbuddet blev leveret i Digital Post. De fire uger tælles fra den."""
    from domain.sagsforloeb import find_naeste_dag
    from warehouse.sager.beslut import register_leveret

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    sidste = find_naeste_dag(register_leveret(engine, tilbudsid, dag.date(), beslutning, nu=nu))
    typer.echo(f"Levering den {dag:%d-%m-%Y} er noteret. Påbuddet kan følges til og med {sidste:%d-%m-%Y}.", err=True)


@sag_app.command("markering")
def markering_command(tilbudsid: Tilbudsid, grund: Grund, hvem: Hvem) -> None:
    """Noterer, at et menneske har besluttet at markere tilbuddet (serviceloven § 14, stk. 6)."""
    from expectations.registry import load_regler
    from reports.paabud.grundlag import list_fulgte
    from warehouse.sager.beslut import give_markering

    engine, nu, beslutning = begin_beslutning(hvem, grund)
    give_markering(engine, tilbudsid, beslutning, nu=nu, regler=list_fulgte(load_regler()))
    typer.echo(f"Markering af tilbud {tilbudsid} er noteret. Selve markeringen sættes på Tilbudsportalen.", err=True)


def _write_memo(
    fil: Path, grundlag: "Paabudsgrundlag", brev: "Paabudsbrev", indstillinger: "Indstillinger", nu: datetime
) -> None:
    """Write the message last, so that the package is there whatever keeps the message from being written."""
    from flows.cli.sager_memo import find_afsender

    afsender = find_afsender(indstillinger)
    from reports.paabud.memo import write_memo

    _write(fil, write_memo(grundlag, brev, afsender, nu=nu))
    typer.echo(
        f"MeMo-filen ligger i {fil}. Programmet sender den ikke: giv den til jeres afsendersystem til Digital Post, "
        "eller send pakken i hånden, men ikke begge dele.",
        err=True,
    )


def _write(fil: Path, indhold: bytes) -> None:
    """Write a file whole or not at all, for its owner only: it names a firm."""
    fil.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    midlertidig = fil.with_name(f".{fil.name}.ny")
    handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as ud:
        ud.write(indhold)
        ud.flush()
        os.fsync(ud.fileno())
    midlertidig.replace(fil)
