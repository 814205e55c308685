"""`web` and `frys`: the report pages, served or frozen to a folder."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import app, begin

DEMO_VAR = Path("var/demo")


@app.command("web")
def web_command(
    port: Annotated[int, typer.Option(help="Porten siderne vises på (kun denne maskine).")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Vis demoens register i stedet for det rigtige.")] = False,
    skriv: Annotated[
        bool, typer.Option("--skriv", help="Tag imod svar i stikprøvekontrollens formular (kun denne maskine).")
    ] = False,
) -> None:
    """Viser rapportsiderne på http://127.0.0.1:<port>/."""
    import secrets

    import uvicorn

    from expectations.valg import choose_regler
    from flows.ur import read_clock
    from reports.web.app import make_app
    from reports.web.formular import Skriveadgang
    from warehouse.engine import open_warehouse

    indstillinger, _ = begin()
    if demo:
        indstillinger = indstillinger.model_copy(update={"var": DEMO_VAR, "database_url": ""})
    engine = open_warehouse(indstillinger.database)
    typer.echo(f"Rapporten vises på http://127.0.0.1:{port}/ — stop med Ctrl-C.", err=True)
    adgang = Skriveadgang(ur=read_clock, hemmelighed=secrets.token_bytes(32)) if skriv else None
    regler = choose_regler(indstillinger.regler_til, indstillinger.regler_fra)
    app_ = make_app(engine, regler=regler, ur=read_clock, skriv=adgang)
    uvicorn.run(app_, host="127.0.0.1", port=port, log_level="warning")


@app.command("frys")
def frys_command(
    mappe: Annotated[Path | None, typer.Argument(help="Mappen siderne skrives i; ellers »rapport« i VAR.")] = None,
) -> None:
    """Skriver rapportsiderne som filer, der kan åbnes uden server."""
    from expectations.valg import choose_regler
    from flows.fremdrift import Visning
    from reports.web.freeze import freeze
    from warehouse.engine import open_warehouse

    indstillinger, nu = begin()
    with Visning().trin("Skriver rapportsiderne") as opdater:
        side = freeze(
            open_warehouse(indstillinger.database),
            mappe or indstillinger.rapport,
            nu=nu,
            regler=choose_regler(indstillinger.regler_til, indstillinger.regler_fra),
            on_progress=opdater,
        )
    typer.echo(f"Åbn {side} i en browser.", err=True)
