"""`opbevaring vis`, `koer`, `slet`, `fritekst`, `beskyt`: what is kept how long, what goes, what one asks to go."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from flows.opbevaring import Oprydning

opbevaring_app = typer.Typer(
    help="Hvor længe noget gemmes, og hvad der bliver slettet.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(opbevaring_app, name="opbevaring")

SomJson = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]
Hvem = Annotated[str, typer.Option(help="Rolle eller initialer på den, der gør det.")]


@opbevaring_app.command("vis")
def vis_command(som_json: SomJson = False) -> None:
    """Viser tiderne, og hvad en oprydning nu ville slette. Ændrer intet."""
    from flows.cli.lager import open_warehouse
    from flows.opbevaring import preview_opbevaring, read_opbevaring

    indstillinger, nu = begin()
    liste = read_opbevaring(indstillinger)
    oprydning = preview_opbevaring(open_warehouse(indstillinger.database), indstillinger, nu=nu)
    if not som_json:
        for emne in liste.values():
            egen = "  (egen indstilling)" if emne.er_tilpasset else ""
            typer.echo(f"{emne.hvad:<14} {emne.periode or 'slettes ikke'!s:<14} {emne.navn}{egen}")
        typer.echo("")
    _show(oprydning, som_json=som_json, ord_="ville blive slettet")


@opbevaring_app.command("koer")
def koer_command(
    toer: Annotated[bool, typer.Option("--tør", help="Vis kun, hvad der ville blive slettet.")] = False,
    som_json: SomJson = False,
    hvem: Hvem = "drift",
    uret_er_rigtigt: Annotated[
        str | None,
        typer.Option(help="Hvorfor uret er rigtigt, når det er længe siden, der sidst blev ryddet; gemmes."),
    ] = None,
) -> None:
    """Sletter det, der er for gammelt, med bevis. Slår aldrig noget til, der er slået fra."""
    from flows.cli.lager import open_warehouse
    from flows.opbevaring import preview_opbevaring, run_opbevaring

    indstillinger, nu = begin()
    if toer:
        oprydning = preview_opbevaring(open_warehouse(indstillinger.database), indstillinger, nu=nu)
        _show(oprydning, som_json=som_json, ord_="ville blive slettet")
        return
    if uret_er_rigtigt is not None and not uret_er_rigtigt.strip():
        raise typer.BadParameter("Skriv med --uret-er-rigtigt, hvorfor det er rigtigt.")
    oprydning = run_opbevaring(indstillinger, nu=nu, hvem=hvem, ur_godkendt=uret_er_rigtigt)
    _show(oprydning, som_json=som_json, ord_="er slettet")
    if not oprydning.er_overskrevet:
        raise refuse(
            "Det er slettet, men ligger endnu i databasens filer: nogen læste i databasen, eller brugeren må ikke "
            "rydde op i PostgreSQL (VACUUM). Kør kommandoen igen, på PostgreSQL som databasens ejer."
        )


@opbevaring_app.command("slet")
def slet_command(
    grund: Annotated[str, typer.Option(help="Hvorfor, uden personens navn eller adresse; står i revisionen.")],
    email: Annotated[str, typer.Option(help="E-mailadressen, der skal glemmes.")] = "",
    bruger: Annotated[str, typer.Option(help="Brugernavnet på en medarbejder, der er holdt op.")] = "",
    hvem: Hvem = "drift",
) -> None:
    """Sletter, hvad der er gemt om en person, efter anmodning (databeskyttelsesforordningen artikel 17)."""
    from flows.persondata import Anmodning, forget

    if bool(email.strip()) == bool(bruger.strip()):
        raise typer.BadParameter("Skriv enten --email eller --bruger.")
    if email and ("@" not in email or email.strip().startswith("@")):
        raise typer.BadParameter("Det er ikke en e-mailadresse.")
    indstillinger, nu = begin()
    anmodning = Anmodning(email=email.strip() or None, bruger=bruger.strip() or None, grund=grund, hvem=hvem)
    slettet, dumps = forget(indstillinger, anmodning, nu=nu)
    for hvad, antal in slettet.slettet.items():
        typer.echo(f"{hvad:<18} {antal:>6} slettet")
    for hvad, antal in slettet.beholdt.items():
        typer.echo(f"{hvad:<18} {antal:>6} beholdt: hvem der besluttede og så hvad, skal kunne dokumenteres")
    if dumps:
        typer.echo(f"{'dumps':<18} {dumps:>6} skrevet om")
    if email:
        typer.echo(
            "Viser Tilbudsportalen stadig adressen, kommer den igen ved næste hentning: bed tilbuddet rette den dér. "
            "Sikkerhedskopier fra før rummer den, til de er slettet.",
            err=True,
        )


@opbevaring_app.command("fritekst")
def fritekst_command(
    tilbudsid: Annotated[str, typer.Argument(help="Tilbuddet.")],
    slet: Annotated[
        list[str], typer.Option(help="Teksten, der skal tømmes, som listen kalder den; flere ad gangen.")
    ] = [],  # noqa: B006
    hvem: Hvem = "drift",
    som_json: SomJson = False,
) -> None:
    """Viser, hvad mennesker har skrevet om et tilbud, og tømmer det, der røber et krisecenters adresse (§ 109)."""
    from flows.cli.lager import open_warehouse
    from warehouse.opbevaring.bevis import BESKYTTET, Anledning
    from warehouse.opbevaring.ord import blank_ord, list_ord

    indstillinger, nu = begin()
    engine = open_warehouse(indstillinger.database)
    for noegle in slet:
        blank_ord(engine, tilbudsid, noegle, Anledning(grund=BESKYTTET, nu=nu, hvem=hvem))
        typer.echo(f"{noegle} er tømt.", err=True)
    tekster = list_ord(engine, tilbudsid)
    if not tekster:
        typer.echo(f"Ingen har skrevet noget om tilbud {tilbudsid}. Se efter, om nummeret er rigtigt.", err=True)
    for tekst in tekster:
        vist = json.dumps(asdict(tekst), ensure_ascii=False) if som_json else f"{tekst.noegle}  {tekst.tekst}"
        typer.echo(vist)


@opbevaring_app.command("beskyt")
def beskyt_command(
    tilbud: Annotated[list[str] | None, typer.Argument(help="Tilbuddene, der er krisecentre (§ 109).")] = None,
    grund: Annotated[str, typer.Option(help="Hvorfor, uden adressen; står i revisionen.")] = "",
    dump: Annotated[
        Path | None, typer.Option(help="Vis kun, hvilke åbne tilbud denne dump siger er krisecentre. Ændrer intet.")
    ] = None,
    hvem: Hvem = "drift",
) -> None:
    """Fjerner adressen på et krisecenter alle steder, med det samme. Det kan ikke fortrydes."""
    from flows.beskyt import Paalaeg, list_said, protect_named

    if bool(tilbud) == bool(dump):
        raise typer.BadParameter("Skriv enten tilbuddenes numre eller --dump DUMP.")
    if tilbud and not grund.strip():
        raise typer.BadParameter("Skriv med --grund hvorfor, uden adressen.")
    indstillinger, nu = begin()
    if dump is not None:
        for tilbudsid in list_said(indstillinger, dump):
            typer.echo(tilbudsid)
        return
    nye = protect_named(indstillinger, Paalaeg(tilbudsids=tilbud or [], grund=grund.strip(), hvem=hvem), nu=nu)
    for tilbudsid in dict.fromkeys(tilbud or []):
        typer.echo(f"{tilbudsid} er beskyttet{'' if tilbudsid in nye else ' i forvejen'}.", err=True)
    if nye:
        typer.echo("Rapporten er fjernet, til den er skrevet igen: »tilbudstjek frys«.", err=True)


def _show(oprydning: "Oprydning", *, som_json: bool, ord_: str) -> None:
    rows = [
        *(
            {"hvad": x.hvad, "tabel": x.tabel, "graense": x.graense.isoformat(), "antal": x.antal}
            for x in oprydning.raekker
        ),
        *({"hvad": x.hvad, "filer": len(x.filer), "graense": x.graense.isoformat()} for x in oprydning.filer),
    ]
    if som_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    for row in rows:
        antal = f"{row['antal']} rækker i {row['tabel']}" if "tabel" in row else f"{row['filer']} filer"
        typer.echo(f"{row['hvad']:<14} {antal} fra før {row['graense']} {ord_}")
    if not rows:
        typer.echo("Der er intet at slette.", err=True)
