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
        bool, typer.Option("--skriv", help="Som »--som sagsbehandler«, uden initialer: de skrives i formularen.")
    ] = False,
    som: Annotated[
        str | None,
        typer.Option(help="Prøv siderne i en rolle (laeser, sagsbehandler, administrator, socialtilsyn:Nord)."),
    ] = None,
    bruger: Annotated[str | None, typer.Option(help="Dine initialer, når siderne prøves i en rolle.")] = None,
    lyt: Annotated[
        str, typer.Option(help="Adressen der lyttes på; andre end denne maskine kun, når der er et login.")
    ] = "127.0.0.1",
) -> None:
    """Viser rapportsiderne: på denne maskine, eller med ministeriets login, når det er sat op."""
    import uvicorn
    from pydantic import SecretStr

    from expectations.valg import choose_regler
    from flows.cli.lager import open_warehouse
    from flows.ur import read_clock
    from flows.webindgang import check_lyt, choose_indgang, make_drift
    from reports.web.app import make_app

    indstillinger, _ = begin()
    if demo:
        indstillinger = indstillinger.model_copy(update={"var": DEMO_VAR, "database_url": SecretStr("")})
    rolle = som or ("sagsbehandler" if skriv else None)
    indgang = choose_indgang(indstillinger, som=rolle, bruger=bruger)
    check_lyt(lyt, indgang)
    engine = open_warehouse(indstillinger.database)
    adresse = indstillinger.web_url or f"http://127.0.0.1:{port}/"
    typer.echo(f"Rapporten vises på {adresse} — stop med Ctrl-C.", err=True)
    regler = choose_regler(indstillinger.regler_til, indstillinger.regler_fra)
    app_ = make_app(engine, regler=regler, ur=read_clock, indgang=indgang, drift=make_drift(indstillinger))
    # No access log: addresses hold what people search for. Whom a proxy speaks for is the door's to judge.
    uvicorn.run(app_, host=lyt, port=port, log_config=None, access_log=False, proxy_headers=False, server_header=False)


@app.command("frys")
def frys_command(
    mappe: Annotated[Path | None, typer.Argument(help="Mappen siderne skrives i; ellers »rapport« i VAR.")] = None,
) -> None:
    """Skriver rapportsiderne som filer, der kan åbnes uden server."""
    from expectations.valg import choose_regler
    from flows.cli.lager import open_warehouse
    from flows.fremdrift import Visning
    from reports.web.freeze import freeze

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
