"""`database kopi`, `kontroller-kopi`, `gendan`, `opgrader` and `roller`: what is done with the database itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin

if TYPE_CHECKING:
    from warehouse.kopi.manifest import Manifest

database_app = typer.Typer(
    help="Databasen: sikkerhedskopi, gendannelse, skema og rettigheder (docs/sikkerhedskopi.md).",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(database_app, name="database")

Hvem = Annotated[str, typer.Option(help="Rolle eller initialer på den, der gør det; står i revisionsloggen.")]
Fil = Annotated[Path, typer.Argument(help="Sikkerhedskopien (.tar.gz).")]


@database_app.command("kopi")
def kopi_command(
    maal: Annotated[Path, typer.Argument(metavar="MAPPE|FIL", help="Mappen kopien lægges i, eller en fil (.tar.gz).")],
    behold: Annotated[
        int | None, typer.Option(min=1, help="Behold så mange i mappen, og slet de ældste. Ellers slettes ingen.")
    ] = None,
    med_adresser: Annotated[
        bool, typer.Option("--med-adresser", help="Tag adresseregistret med; det kan ellers altid indlæses igen.")
    ] = False,
    hvem: Hvem = "cli",
) -> None:
    """Tager en sikkerhedskopi, også mens en nat kører og siderne læses, og prøver den, før den tæller."""
    from flows.sikkerhedskopi import take_kopi

    indstillinger, nu = begin()
    kopi = take_kopi(indstillinger, maal, nu=nu, hvem=hvem, behold=behold, med_adresser=med_adresser)
    _say(kopi.manifest)
    typer.echo(f"Kopien ligger i {kopi.fil}. Den rummer persondata og nøgler: læg den et sikkert sted.", err=True)
    for navn in kopi.slettet:
        typer.echo(f"Slettet: {navn}", err=True)


@database_app.command("kontroller-kopi")
def kontroller_kopi_command(fil: Fil) -> None:
    """Læser en sikkerhedskopi til ende og prøver hver fil i den. Intet bliver ændret."""
    from warehouse.kopi.arkiv import read_arkiv

    _say(read_arkiv(fil))
    typer.echo("Kopien er hel.", err=True)


@database_app.command("gendan")
def gendan_command(
    fil: Fil,
    erstat: Annotated[
        bool, typer.Option("--erstat", help="Læg kopien i stedet for det, der er; det gamle flyttes til side.")
    ] = False,
    intet_sendt: Annotated[
        str | None,
        typer.Option("--intet-sendt", help="Hvorfor ingen mail kan være sendt, siden kopien blev taget; gemmes."),
    ] = None,
    hvem: Hvem = "cli",
) -> None:
    """Lægger en sikkerhedskopi på plads: alt eller intet. Mails venter derefter, til et menneske har set på dem."""
    from flows.sikkerhedskopi_gendan import gendan

    indstillinger, nu = begin()
    resultat = gendan(indstillinger, fil, nu=nu, hvem=hvem, erstat=erstat, intet_sendt=intet_sendt)
    _say(resultat.manifest)
    typer.echo("Kopien er lagt på plads.", err=True)
    for sted in resultat.tidligere:
        typer.echo(f"Det, der var der før, ligger nu i {sted}. Slet det, når det ikke skal bruges.", err=True)
    if resultat.nyere_hoveder:
        numre = ", ".join(str(hoved.nr) for hoved in resultat.nyere_hoveder)
        typer.echo(
            "Disse led i revisionssporet blev gemt i revision/hoveder.csv efter kopien og er ikke i kæden mere: "
            f"{numre}. Filen med dem er flyttet til side; »tilbudstjek revision kontroller --hoveder FIL« kender "
            "gendannelsen.",
            err=True,
        )
    if intet_sendt is None:
        typer.echo(
            f"{resultat.holdte_mails} mails, der ventede, er nu ukendte, og nye venter på et menneske: de kan være "
            "sendt, siden kopien blev taget. Se »tilbudstjek mail vis«, afgør dem med »tilbudstjek mail afgoer« "
            "(--alle-ukendte afgør alle), og frigiv de nye med »tilbudstjek mail frigiv«.",
            err=True,
        )
    if not (indstillinger.var / "hash_noegle").exists():
        typer.echo("Kopien rummer ingen hash_noegle: sæt TILBUDSTJEK_HASH_NOEGLE til den samme som før.", err=True)


@database_app.command("opgrader")
def opgrader_command() -> None:
    """Bringer databasens skema op på programmets og giver rollerne deres rettigheder. Køres som databasens ejer."""
    from flows.cli.lager import open_warehouse
    from flows.laas import hold_lock
    from warehouse.engine import unchanged_warehouse
    from warehouse.fejl import translate_errors
    from warehouse.revision import Revisionsnote
    from warehouse.revision.vagter import put_back
    from warehouse.roller import give_rights
    from warehouse.skema import HOVED, read_skema
    from warehouse.transaktion import writing

    indstillinger, nu = begin()
    led = Revisionsnote(tidspunkt=nu, hvem="menneske", handling="vagter_sat")
    with hold_lock(indstillinger):
        with unchanged_warehouse(indstillinger.database) as uroert, translate_errors():
            fra = read_skema(uroert)
        engine = open_warehouse(indstillinger.database)
        with writing(engine) as session:
            give_rights(session.connection())
            sat = put_back(session.connection(), led)
    if sat:
        typer.echo(f"Databasen afviser igen ændringer i {', '.join(sat)}.", err=True)
    typer.echo(
        f"Skemaet er {HOVED}; der var intet at gøre."
        if fra == HOVED
        else f"Skemaet er bragt fra {fra or 'intet'} til {HOVED}.",
        err=True,
    )


@database_app.command("roller")
def roller_command(
    udfoer: Annotated[
        bool, typer.Option("--udfoer", help="Kør det på databasen, som en bruger, der må lave roller.")
    ] = False,
) -> None:
    """Skriver den SQL, der laver databasens roller og giver dem så få rettigheder, som de kan klare sig med."""
    from flows.cli.lager import open_warehouse
    from warehouse.fejl import WarehouseFejl
    from warehouse.roller import list_saetninger
    from warehouse.transaktion import writing

    if not udfoer:
        typer.echo("BEGIN;\n" + "".join(f"{saetning};\n" for saetning in list_saetninger()) + "COMMIT;")
        return
    indstillinger, _ = begin()
    engine = open_warehouse(indstillinger.database)
    if engine.dialect.name != "postgresql":
        raise WarehouseFejl("Kun PostgreSQL har roller. Ret TILBUDSTJEK_DATABASE_URL.")
    with writing(engine) as session:
        for saetning in list_saetninger():
            session.connection().exec_driver_sql(saetning.replace("%", "%%"))
    typer.echo("Rollerne er lavet. Giv dem hver en adgangskode eller et certifikat på serveren.", err=True)


def _say(manifest: "Manifest") -> None:
    from domain.tid import write_minute

    database = manifest.database
    raekker = sum(database.raekker.values())
    typer.echo(
        f"Kopi taget {write_minute(manifest.taget)} af {database.motor}, skema {database.skema}, "
        f"program {manifest.program}.",
        err=True,
    )
    hentet = (
        f"nyeste hentning nr. {database.snapshot_id} ({database.snapshot_dag:%d-%m-%Y})"
        if database.snapshot_dag
        else "ingen hentning"
    )
    if database.revision_hash:
        typer.echo(f"Revisionssporets nyeste led: {database.revision}  {database.revision_hash}", err=True)
    typer.echo(f"{raekker} rækker i {len(database.raekker)} tabeller, {hentet}, {len(manifest.filer)} filer.", err=True)
