"""`stikproeve`: the result, the audit package and the evidence as files, and the control that samples the rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin
from flows.cli.stikproeve import Hvem, Nummer, stikproeve_app

if TYPE_CHECKING:
    from datetime import datetime

    from reports.stikproeve.dokument import Dokument

Mappe = Annotated[Path, typer.Option(help="Mappen, filerne skrives i.")]
_HER = Path()


@stikproeve_app.command("resultat")
def resultat_command(nummer: Nummer, mappe: Mappe = _HER) -> None:
    """Skriver kontrollens resultat som PDF og regneark; siden på nettet viser det samme."""
    from flows.cli.lager import open_warehouse
    from reports.stikproeve.filer import load_rapport
    from warehouse.stikproever.kontrol import require_kontrol
    from warehouse.transaktion import reading

    indstillinger, nu = begin()
    with reading(open_warehouse(indstillinger.database)) as session:
        forbindelse = session.connection()
        rapport = load_rapport(forbindelse, require_kontrol(forbindelse, nummer))
    _write_rapport(rapport, mappe, nu)


@stikproeve_app.command("pakke")
def pakke_command(nummer: Nummer, mappe: Mappe = _HER) -> None:
    """Skriver revisionspakken: alt om kontrollen i én zip, som kan efterprøves uden programmet."""
    from flows.cli.lager import open_warehouse
    from flows.udgave import read_udgave
    from reports.stikproeve.filer import load_pakke
    from warehouse.stikproever.kontrol import require_kontrol
    from warehouse.transaktion import reading

    indstillinger, _ = begin()
    with reading(open_warehouse(indstillinger.database)) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        pakke = load_pakke(forbindelse, kontrol, udgave=read_udgave())
    _write(mappe, f"stikproeve-{kontrol.nummer}.zip", pakke)


@stikproeve_app.command("evidens")
def evidens_command(mappe: Mappe = _HER) -> None:
    """Skriver evidensen som PDF og regneark: for hvert punkt, om kontrollen kan overlades til reglerne."""
    from expectations.registry import load_regler
    from flows.cli.lager import open_warehouse
    from reports.stikproeve.filer import load_evidensrapport
    from warehouse.transaktion import reading

    indstillinger, nu = begin()
    with reading(open_warehouse(indstillinger.database)) as session:
        rapport = load_evidensrapport(session.connection(), load_regler())
    _write_rapport(rapport, mappe, nu)


@stikproeve_app.command("regelkontrol")
def regelkontrol_command(
    nummer: Nummer,
    punkt: Annotated[str, typer.Option(help="Punktet, reglerne skal prøves på, fx takst.")],
    antal: Annotated[int, typer.Option(help="Antal sager i alt.")],
    hvem: Hvem = "kontorchef",
) -> None:
    """Gør en planlagt kontrol til en prøve af reglerne: der trækkes for sig blandt dem med og uden fund på ét punkt."""
    from flows.cli.lager import open_warehouse
    from sampling.aarsplan import make_rettelse
    from sampling.design import design_to_json
    from sampling.regelkontrol import make_regelkontrol
    from warehouse.stikproever.plan import change_plan
    from warehouse.stikproever.trin import Notat

    indstillinger, nu = begin()
    aendringer = make_rettelse(
        emne=f"Kontrol af reglerne: {punkt}", punkter=(punkt,), design=design_to_json(make_regelkontrol(antal))
    )
    tekst = f"Kontrollen skal prøve reglerne om {punkt} med {antal} sager, trukket for sig med og uden fund."
    change_plan(open_warehouse(indstillinger.database), nummer, aendringer, notat=Notat(nu=nu, hvem=hvem, tekst=tekst))
    typer.echo(f"Kontrol {nummer} prøver nu reglerne om {punkt}.", err=True)


def _write_rapport(rapport: "Dokument", mappe: Path, nu: "datetime") -> None:
    from reports.stikproeve.filer import FORMATER, write_fil

    for endelse in FORMATER:
        _write(mappe, f"{rapport.noegle}.{endelse}", write_fil(rapport, endelse, nu=nu))


def _write(mappe: Path, navn: str, indhold: bytes) -> None:
    """Write a file whole or not at all, and say where it lies."""
    mappe.mkdir(parents=True, exist_ok=True)
    fil = mappe / navn
    halv = fil.with_name(f".{navn}.ny")
    halv.write_bytes(indhold)
    halv.replace(fil)
    typer.echo(str(fil))
