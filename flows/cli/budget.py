"""`budget`: budgetskemaer read, shown, compared with last year and kept."""

import json
from collections import deque
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from domain.skema import Skema
    from flows.budgetskemaer import Laesning, Skemafil
    from flows.settings import Indstillinger
    from warehouse.load.budgetskema import Gemt


@app.command("budget")
def budget_command(
    filer: Annotated[list[Path], typer.Argument(metavar="FIL...", help="Budgetskemaer (.xlsx), eller mapper med dem.")],
    tilbud: Annotated[
        str | None, typer.Option(help="Tilbuddets nummer. Ellers filens navn: <tilbudsid>_<år>.xlsx.")
    ] = None,
    aar: Annotated[
        int | None, typer.Option(min=2000, max=2100, help="Budgetåret, skemaet er afleveret for. Ellers filens navn.")
    ] = None,
    mod: Annotated[
        Path | None, typer.Option("--mod", help="Sammenlign med dette skema, ikke med det, der er gemt for året før.")
    ] = None,
    gem: Annotated[bool, typer.Option("--gem", help="Gem skemaerne; reglerne bedømmer dem ved næste kontrol.")] = False,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-objekt pr. fil på hver sin linje.")] = False,
) -> None:
    """Læser budgetskemaer: viser poster, summer, nøgletal og fejl, celle for celle, og hvad der er ændret siden sidst.

    Et skema, der gemmes, skal have tilbud og år: fra --tilbud og --aar, eller fra filens navn. Navnet, der står i
    skemaet, bruges aldrig. Samme fil igen ændrer ikke noget; den sidst gemte for tilbud og år gælder.
    """
    from flows.budgetskemaer import Laesning, find_filer, read_skemafil
    from flows.laas import hold_lock
    from warehouse.load.budgetskema import store_skemaer

    indstillinger, nu = begin()
    fundne = find_filer(filer)
    with hold_lock(indstillinger) if gem else nullcontext():
        engine = open_engine(indstillinger, skal_findes=not gem)
        laesning = Laesning(tilbudsid=(tilbud or "").strip() or None, aar=aar, engine=engine)
        if mod is not None:
            laesning = laesning.compare_with(require_read(read_skemafil(mod, laesning)))
        laeste: list[Skemafil] = []
        skemaer = read_all(fundne, laesning, laeste, som_json=som_json)
        gemt = store_skemaer(engine, skemaer, nu=nu) if gem and engine is not None else None
        deque(skemaer, maxlen=0)
        if not som_json:
            show(laeste, laesning)
        if gemt is not None and engine is not None:
            say_gemt(gemt, engine, laeste)
    refuse_unread(laeste, gemt)


def read_all(
    fundne: list[Path], laesning: "Laesning", laeste: "list[Skemafil]", *, som_json: bool
) -> "Iterator[Skema]":
    """Yield the forms of files one by one and add each file to `laeste`; as JSON they are printed as they come."""
    from flows.budgetskemaer import read_skemafil
    from flows.cli.budgetvisning import to_dict
    from flows.fremdrift import Visning

    with Visning().trin("Læser budgetskemaer") if len(fundne) > 1 else nullcontext(_say_nothing) as opdater:
        for nummer, sti in enumerate(fundne, start=1):
            fil = read_skemafil(sti, laesning)
            laeste.append(fil)
            if fil.skema is not None:
                if som_json:
                    typer.echo(json.dumps(to_dict(fil.skema, laesning.find_forskelle(fil.skema)), ensure_ascii=False))
                yield fil.skema
            opdater(nummer, len(fundne))


def show(laeste: "list[Skemafil]", laesning: "Laesning") -> None:
    """Show one form in full, several as a table."""
    from flows.cli.budgetvisning import show_oversigt, show_skema

    skemaer = [fil.skema for fil in laeste if fil.skema is not None]
    if len(laeste) == 1 and skemaer:
        show_skema(skemaer[0], laesning.find_forskelle(skemaer[0]))
    elif skemaer:
        show_oversigt(skemaer)


def open_engine(indstillinger: "Indstillinger", *, skal_findes: bool) -> "Engine | None":
    """Open the warehouse; only to look, none is made: then there is nothing to compare with."""
    from flows.cli.lager import open_warehouse

    fil = indstillinger.database.removeprefix("sqlite:///")
    er_sqlite_fil = fil != indstillinger.database
    if skal_findes and er_sqlite_fil and not Path(fil).is_file():
        return None
    return open_warehouse(indstillinger.database)


def require_read(fil: "Skemafil") -> "Skema":
    """Give the form to compare with; ends the command when there is none in the file."""
    if fil.skema is None or not fil.skema.er_laest:
        raise refuse(f"Der kan ikke sammenlignes med {fil.navn}. {fil.hvorfor}")
    return fil.skema


def say_gemt(gemt: "Gemt", engine: "Engine", laeste: "list[Skemafil]") -> None:
    """Tell what was kept, and whose forms the register does not know."""
    from warehouse.queries.budgetskema import list_ukendte_tilbud

    typer.echo(f"Gemt: {gemt.nye} nye, {gemt.genlaeste} læst på ny, {gemt.kendte} kendt i forvejen.", err=True)
    ukendte = list_ukendte_tilbud(engine, {x.skema.tilbudsid for x in laeste if x.skema and x.skema.tilbudsid})
    if ukendte:
        typer.echo(f"Registret kender ikke tilbud {', '.join(ukendte)}. Se efter, om numrene er rigtige.", err=True)
    if gemt.nye or gemt.genlaeste:
        typer.echo("Kør »tilbudstjek kontroller«, så reglerne bedømmer dem.", err=True)


def refuse_unread(laeste: "list[Skemafil]", gemt: "Gemt | None") -> None:
    """Name the files that gave no form or were not kept, and end with status 1 when there are any."""
    daarlige = [(x.navn, x.hvorfor) for x in laeste if x.skema is None or not x.skema.er_laest]
    for navn, hvorfor in (*daarlige, *(gemt.afviste if gemt else ())):
        typer.echo(f"{navn}: {hvorfor}", err=True)
    if gemt is not None and gemt.afviste:
        raise refuse(f"{len(gemt.afviste)} af {len(laeste)} skemaer er ikke gemt.")
    if daarlige:
        raise refuse(f"{len(daarlige)} af {len(laeste)} filer er ikke budgetskemaer, der kan læses.")


def _say_nothing(faerdige: int, i_alt: int | None) -> None:
    """Show no progress: one file is read at once."""
