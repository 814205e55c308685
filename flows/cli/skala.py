"""`parquet`, `spark` and `genbedoem`: the register beyond one database, and beyond one night."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from domain.kontrol import Regelresultat
    from flows.skala.dask import Daskvalg

_DAG = ["%Y-%m-%d"]


@app.command("parquet")
def parquet_command(
    mappe: Annotated[Path, typer.Argument(help="Mappen, filerne skrives i; kun du kan åbne den.")],
) -> None:
    """Skriver det, reglerne læser, som Parquet-filer til Spark eller DuckDB."""
    from expectations.registry import load_regler
    from expectations.spark.behov import find_behov
    from flows.cli.lager import open_warehouse
    from warehouse.parquet.eksport import export_parquet

    indstillinger, nu = begin()
    manifest = export_parquet(open_warehouse(indstillinger.database), mappe, find_behov(load_regler()), nu=nu)
    typer.echo(
        f"{len(manifest.filer)} filer med {manifest.raekker} rækker er skrevet i {mappe} "
        f"(hentningen {manifest.dag.isoformat()}). De rummer det samme som registret: slet dem, når de er brugt.",
        err=True,
    )


@app.command("spark")
def spark_command(
    mappe: Annotated[Path, typer.Argument(help="En mappe fra »tilbudstjek parquet«.")],
    master: Annotated[str, typer.Option(help="Hvor Spark kører, fx local[4] eller spark://vært:7077.")] = "local[*]",
    hukommelse: Annotated[str, typer.Option(help="Hvor meget hukommelse Spark må bruge, fx 4g.")] = "2g",
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. regel på standard output.")] = False,
) -> None:
    """Kører reglerne på Spark og viser, hvor mange fund hver gav. Intet bliver gemt."""
    from expectations.spark.runner import run_spark
    from expectations.spark.session import Sparkvalg
    from expectations.valg import choose_regler

    indstillinger, _ = begin()
    regler = [r for r in choose_regler(indstillinger.regler_til, indstillinger.regler_fra) if r.aktiv]
    resultat = run_spark(mappe, regler, valg=Sparkvalg(master=master, hukommelse=hukommelse))
    for regel in resultat.regler:
        typer.echo(_as_json(regel) if som_json else _as_line(regel))
    if fejlede := [regel.regel for regel in resultat.regler if regel.fejl]:
        raise refuse(f"Disse regler kunne ikke køre: {', '.join(fejlede)}.")


@app.command("genbedoem")
def genbedoem_command(
    fra: Annotated[datetime, typer.Option(formats=_DAG, help="Første dag, fx 2026-01-01.")],
    til: Annotated[datetime, typer.Option(formats=_DAG, help="Sidste dag.")],
    mappe: Annotated[Path, typer.Option(help="Mappen, svaret skrives i; den må ikke have noget i sig.")],
    dask: Annotated[str, typer.Option(help="Adressen på en Dask-klynge, der kører, fx tls://vært:8786.")] = "",
    processer: Annotated[int, typer.Option(min=0, help="Bedøm så mange nætter ad gangen på denne maskine.")] = 0,
) -> None:
    """Bedømmer tidligere nætter med reglerne, som de er nu, ved siden af det, der blev fundet da. Intet bliver gemt."""
    # Before Prefect is imported, which reads its settings then.
    indstillinger, _ = begin()
    from flows.cli.lager import open_warehouse
    from flows.fremdrift import Visning
    from flows.skala.genbedoem import LINJER, judge_again

    valg = _choose_dask(dask, processer)
    with Visning().trin("Bedømmer tidligere nætter") as opdater:
        svar = judge_again(
            open_warehouse(indstillinger.database),
            indstillinger,
            mappe,
            periode=_read_periode(fra.date(), til.date()),
            dask=valg,
            on_progress=opdater,
        )
    typer.echo(f"{svar.naetter} nætter gav {svar.fund} fund. {mappe / LINJER} viser hver nat og regel.", err=True)
    if svar.fejl:
        dag, regel, aarsag = svar.fejl[0]
        raise refuse(
            f"{len(svar.fejl)} gange kunne en regel ikke køre, første gang {regel} {dag.isoformat()}: {aarsag}"
        )


def _choose_dask(adresse: str, processer: int) -> "Daskvalg | None":
    from flows.skala.dask import Daskvalg

    if adresse and processer:
        raise refuse("Vælg enten --dask (en klynge, der kører) eller --processer (på denne maskine), ikke begge.")
    return Daskvalg(adresse=adresse or None, processer=processer) if adresse or processer else None


def _read_periode(fra: date, til: date) -> tuple[date, date]:
    if fra > til:
        raise refuse("--fra er senere end --til.")
    return fra, til


def _as_json(regel: "Regelresultat") -> str:
    felter = {"regel": regel.regel, "antal": len(regel.fund), "sekunder": round(regel.sekunder, 3), "fejl": regel.fejl}
    return json.dumps(felter, ensure_ascii=False)


def _as_line(regel: "Regelresultat") -> str:
    hale = f"  kunne ikke køre: {regel.fejl}" if regel.fejl else ""
    return f"{regel.regel:<13} {len(regel.fund):>8} fund  {regel.sekunder:>8.2f} s{hale}"
