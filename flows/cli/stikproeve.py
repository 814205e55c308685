"""`stikproeve`: the group of commands, the year's plan and the file notes; the rest are in modules of their own."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from domain.stikproeve import Population
from flows.cli.app import app, begin

stikproeve_app = typer.Typer(
    help="Stikprøvekontrollen: årets plan, rammen, trækket, arkene, resultatet og beviset.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(stikproeve_app, name="stikproeve")

Nummer = Annotated[str, typer.Argument(help="Kontrollens nummer, fx 27-1.")]
Hvem = Annotated[str, typer.Option(help="Rolle eller initialer på den, der gør det; står i notatet.")]
Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]
SAGSBEHANDLER = "sagsbehandler"


@stikproeve_app.command("plan")
def plan_command(  # noqa: PLR0913, PLR0917 - the options of a command
    aar: Annotated[int, typer.Argument(help="Året, fx 2027.")],
    ret: Annotated[str | None, typer.Option(help="Ret denne kontrol i planen, fx 27-2, i stedet.")] = None,
    emne: Annotated[str | None, typer.Option(help="Nyt emne.")] = None,
    formaal: Annotated[int | None, typer.Option(help="Nyt formål: 1, 2 eller 3 (nr. i § 14, stk. 4).")] = None,
    population: Annotated[Population | None, typer.Option(help="Hvem der trækkes blandt.")] = None,
    punkter: Annotated[str | None, typer.Option(help="Punkterne med komma imellem, fx takst,belaegning.")] = None,
    design: Annotated[str | None, typer.Option(help='Designet som JSON, fx {"margin_pct": 5}.')] = None,
    start: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Dagen rammen fryses.")] = None,
    hvem: Hvem = "kontorchef",
) -> None:
    """Lægger årets plan: fire kontroller med emne, frister og ansvarlige. Den, der er lagt, ændres kun med --ret."""
    from flows.cli.lager import open_warehouse
    from sampling.aarsplan import make_aarsplan, make_rettelse
    from warehouse.stikproever.kontrol import split_nummer
    from warehouse.stikproever.plan import change_plan, store_plan
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    if ret is None:
        if any(x is not None for x in (emne, formaal, population, punkter, design, start)):
            raise typer.BadParameter("Sig med --ret, hvilken kontrol der skal rettes, fx --ret 27-2.")
        notat = Notat(nu=nu, hvem=hvem, tekst=f"Kontrollen er lagt i planen for {aar}.")
        nye = store_plan(open_warehouse(indstillinger.database), make_aarsplan(aar), notat=notat)
        typer.echo(
            f"Lagt i planen: {', '.join(nye)}." if nye else f"Planen for {aar} findes; intet er ændret.", err=True
        )
        return
    if split_nummer(ret)[0] != aar:
        raise typer.BadParameter(f"Kontrol {ret} hører ikke til planen for {aar}.")
    aendringer = make_rettelse(
        emne=emne,
        formaal=formaal,
        population=population,
        punkter=_split(punkter),
        design=design,
        start=start.date() if start else None,
    )
    notat = Notat(nu=nu, hvem=hvem, tekst=f"Planen er rettet. {_tell(aendringer)}")
    change_plan(open_warehouse(indstillinger.database), ret, aendringer, notat=notat)
    typer.echo(f"Kontrol {ret} er rettet.", err=True)


@stikproeve_app.command("note")
def note_command(
    nummer: Nummer,
    tekst: Annotated[str, typer.Argument(help="Notatets tekst, uden navne på borgere og ansatte.")],
    trin: Annotated[str | None, typer.Option(help="Trinet, notatet siger er udført, fx dokumentation.")] = None,
    hvem: Hvem = SAGSBEHANDLER,
) -> None:
    """Skriver et notat på kontrollen, og sætter et trin som udført, hvis det siges."""
    from flows.cli.lager import open_warehouse
    from warehouse.stikproever.handlinger import add_note
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    add_note(open_warehouse(indstillinger.database), nummer, Notat(nu=nu, hvem=hvem, tekst=tekst), trin=trin)
    typer.echo(f"Notatet er skrevet på kontrol {nummer}.", err=True)


def _split(punkter: str | None) -> tuple[str, ...] | None:
    return None if punkter is None else tuple(del_.strip() for del_ in punkter.split(",") if del_.strip())


def _tell(aendringer: dict[str, Any]) -> str:
    vist = {navn: value for navn, value in aendringer.items() if navn != "forloeb"}
    return " ".join(f"{navn.replace('_', ' ').capitalize()}: {_write(value)}." for navn, value in vist.items())


def _write(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
