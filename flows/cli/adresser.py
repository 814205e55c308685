"""`vask` and `reference dar`: addresses held against the national address register."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from domain.vask import Vask
    from warehouse.adresser.indlaes import Indlaest

reference_app = typer.Typer(
    help="Indlæser de registre, som oplysninger holdes op imod.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(reference_app, name="reference")

FLEST_KANDIDATER = 5


@reference_app.command("dar")
def dar_command(
    mappe: Annotated[Path, typer.Argument(help="Mappe eller zip-fil med DAR fra Datafordelerens fildownload (JSON).")],
) -> None:
    """Indlæser adresseregistret (DAR). Samme levering igen ændrer intet; afbrydes det, fortsætter næste kald."""
    from flows.dar import load_register
    from flows.laas import hold_lock

    indstillinger, nu = begin()
    with hold_lock(indstillinger):
        say_indlaest(load_register(mappe, indstillinger.adresseregister, nu=nu))


@app.command("vask")
def vask_command(
    dar: Annotated[
        Path | None, typer.Option("--dar", help="Mappe eller zip-fil med DAR. Ellers det register, der er indlæst.")
    ] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-objekt pr. linje.")] = False,
    kandidater: Annotated[
        int, typer.Option(min=0, max=FLEST_KANDIDATER, help="Giv så mange bud med i JSON, når svaret er usikkert (C).")
    ] = 0,
) -> None:
    """Vasker adresser, én pr. linje fra standard input, mod adresseregistret.

    A: netop den adresse. B: ikke helt, men sikkert den. C: usikkert. Et husnummer, en etage eller en dør, der ikke
    findes, giver altid C. Nedlagte adresser giver den, der er kommet i stedet.
    """
    from flows.dar import open_register
    from warehouse.adresser.vask import wash

    indstillinger, nu = begin()
    register = open_register(dar, indstillinger, nu=nu)
    svar = (wash(register, linje) for linje in read_lines())
    if som_json:
        for vask in svar:
            typer.echo(json.dumps({**vask.to_dict(), **_bud(vask, kandidater)}, ensure_ascii=False))
        return
    show_table(svar)


@app.command("rettelser")
def rettelser_command(
    fil: Annotated[Path | None, typer.Argument(help="Filen, der skrives (CSV); ellers standard output.")] = None,
) -> None:
    """Skriver de adresserettelser, der er sikre, som CSV: tilbud, afdeling, gammel og ny adresse, adressens UUID."""
    from flows.cli.lager import open_warehouse
    from reports.exports import write_csv
    from warehouse.queries.rettelser import FELTER, list_rettelser

    indstillinger, _ = begin()
    rows = list_rettelser(open_warehouse(indstillinger.database))
    if fil is None:
        antal = write_csv(sys.stdout, FELTER, rows)
    else:
        with fil.open("w", encoding="utf-8-sig", newline="") as ud:
            antal = write_csv(ud, FELTER, rows)
    typer.echo(f"{antal} sikre rettelser.", err=True)


def read_lines() -> Iterator[str]:
    """Yield the lines of standard input: UTF-8, and Latin-1 where a line is not. Empty lines are lines too."""
    if sys.stdin.isatty():
        raise refuse("Giv adresserne på standard input, fx: tilbudstjek vask < adresser.txt")
    for raa in sys.stdin.buffer:
        linje = raa.rstrip(b"\r\n")
        try:
            yield linje.decode("utf-8")
        except UnicodeDecodeError:
            yield linje.decode("latin-1")


def show_table(svar: Iterator["Vask"]) -> None:
    """Print answers as a table for people; what is uncertain shows the best guess as a question."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    tabel = Table("input", "kategori", "betegnelse", "hvad der afviger")
    for vask in svar:
        tabel.add_row(
            *(Text(del_) for del_ in (vask.input[:80], vask.kategori.value, _betegnelse(vask), _afviger(vask)))
        )
    Console().print(tabel)
    typer.echo(f"{tabel.row_count} adresser.", err=True)


def say_indlaest(indlaest: "Indlaest") -> None:
    """Tell what a load took and passed over, and why."""
    if indlaest.er_uaendret:
        typer.echo(f"Leveringen er indlæst før; registret har {indlaest.adresser} adresser.", err=True)
        return
    for entitet, tal in indlaest.entiteter.items():
        typer.echo(
            f"{entitet}: {tal.taget} taget, {tal.uaendret} kendt i forvejen, {tal.udgaaet} udgået, "
            f"{tal.forbigaaet.total()} sprunget over.",
            err=True,
        )
        for grund, antal in tal.forbigaaet.most_common():
            typer.echo(f"  sprunget over: {grund}: {antal}", err=True)
    typer.echo(f"Adresseregistret har nu {indlaest.adresser} gældende adresser.", err=True)


def _bud(vask: "Vask", antal: int) -> dict[str, object]:
    if not antal:
        return {}
    bud = [
        {"betegnelse": x.betegnelse, "adresse_id": x.adresse_id, "husnummer_id": x.husnummer_id}
        for x in vask.kandidater
    ]
    return {"kandidater": bud[:antal]}


def _betegnelse(vask: "Vask") -> str:
    if vask.fundet:
        return vask.fundet.betegnelse
    return f"Mente I {vask.kandidater[0].betegnelse}?" if vask.kandidater else ""


def _afviger(vask: "Vask") -> str:
    dele = [f"{x.del_}: {x.skrevet or 'mangler'} → {x.register or '–'}" for x in vask.forskelle]
    return "; ".join([*dele, *([vask.besked] if vask.besked else [])])
