"""`regler`: the catalogue, and what a changed rule would do; `datadocs` for whoever writes rules."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import app, begin, refuse

if TYPE_CHECKING:
    from domain.regel import Regel
    from expectations.sammenlign import Sammenligning
    from warehouse.findings.forudsig import Emne

Json = Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")]

regler_app = typer.Typer(help="Regelkataloget.", invoke_without_command=True, rich_markup_mode=None)
app.add_typer(regler_app, name="regler")


@regler_app.callback()
def regler_command(
    sammenhaeng: typer.Context,
    som_json: Json = False,
    skriv: Annotated[Path | None, typer.Option(help="Skriv kataloget som sider i denne mappe.")] = None,
) -> None:
    """Viser regelkataloget, og hvilke regler der er slået til."""
    if sammenhaeng.invoked_subcommand is not None:
        return
    from expectations.catalogue import write_catalogue
    from expectations.valg import choose_regler

    if skriv is not None:
        write_catalogue(skriv)
        typer.echo(f"Kataloget er skrevet i {skriv}.", err=True)
        return
    indstillinger, _ = begin()
    for regel in choose_regler(indstillinger.regler_til, indstillinger.regler_fra):
        typer.echo(_as_json(regel) if som_json else _as_line(regel))


@regler_app.command("sammenlign")
def sammenlign_command(
    regel: Annotated[list[str] | None, typer.Option("--regel", help="Kun denne regel; kan gives flere gange.")] = None,
    som_json: Json = False,
) -> None:
    """Viser, hvad reglerne, som de er nu, ville åbne og lukke. Intet bliver gemt."""
    from expectations.sammenlign import compare_regler
    from expectations.valg import choose_regler
    from flows.cli.lager import open_warehouse

    indstillinger, _ = begin()
    kun = frozenset(navn.upper() for navn in regel or ())
    regler = choose_regler(indstillinger.regler_til, indstillinger.regler_fra)
    if ukendte := sorted(kun - {x.id for x in regler}):
        raise refuse(f"Der er ingen regel, der hedder {', '.join(ukendte)}. »tilbudstjek regler« viser dem.")
    # A rule that is asked for by name runs, also when it is switched off.
    aktive = [x for x in regler if (x.id in kun if kun else x.aktiv)]
    resultat = compare_regler(open_warehouse(indstillinger.database), aktive, url=indstillinger.database, kun=kun)
    for en in resultat:
        if som_json:
            typer.echo(json.dumps(_sammenligning_json(en), ensure_ascii=False))
        else:
            _say_sammenligning(en, {x.id: x.titel for x in regler}, vis_emner=bool(kun))
    if fejlede := [en.regel for en in resultat if en.fejl]:
        raise refuse(f"Disse regler kunne ikke køre: {', '.join(fejlede)}.")


def _as_json(regel: "Regel") -> str:
    fields = {"id": regel.id, "titel": regel.titel, "alvor": regel.alvor, "felt": regel.felt}
    return json.dumps({**fields, "aktiv": regel.aktiv, "lovkilder": regel.lovkilder}, ensure_ascii=False)


def _as_line(regel: "Regel") -> str:
    from expectations.valg import is_switched

    hvor = " i indstillingerne" if is_switched(regel) else ""
    maerke = "" if regel.aktiv and not hvor else f" (slået {'til' if regel.aktiv else 'fra'}{hvor})"
    return f"{regel.id:<13} {regel.alvor:<9} {regel.titel}{maerke}"


def _sammenligning_json(en: "Sammenligning") -> dict[str, object]:
    x = en.forudsigelse
    return {
        "regel": en.regel,
        "aabner": [_emne_json(emne) for emne in x.aabner],
        "genaabner": [_emne_json(emne) for emne in x.genaabner],
        "lukker": [_emne_json(emne) for emne in x.lukker],
        "uaendrede": x.uaendrede,
        "fejl": en.fejl,
    }


def _emne_json(emne: "Emne") -> dict[str, str | None]:
    return {"tilbudsid": emne.tilbudsid, "afdelingsid": emne.afdelingsid, "raekke": emne.raekke}


def _say_sammenligning(en: "Sammenligning", titler: dict[str, str], *, vis_emner: bool) -> None:
    x = en.forudsigelse
    if en.fejl:
        typer.echo(f"{en.regel:<13} kunne ikke køre: {en.fejl}")
        return
    tal = f"åbner {len(x.aabner):>5}  genåbner {len(x.genaabner):>5}  lukker {len(x.lukker):>5}"
    typer.echo(f"{en.regel:<13} {tal}  uændret {x.uaendrede:>5}  {titler.get(en.regel, 'reglen er udgået')}")
    if vis_emner:
        for ord_, emner in (("åbner", x.aabner), ("genåbner", x.genaabner), ("lukker", x.lukker)):
            for emne in emner:
                dele = [emne.tilbudsid, emne.afdelingsid or "hele tilbuddet", *([emne.raekke] if emne.raekke else [])]
                typer.echo(f"  {ord_:<9}{' · '.join(dele)}")


@app.command("datadocs")
def datadocs_command(
    mappe: Annotated[Path, typer.Argument(help="Mappen, siderne skrives i.")] = Path("var/datadocs"),
) -> None:
    """Skriver Great Expectations' egne sider, for den der udvikler regler. De må ikke offentliggøres."""
    from expectations.datadocs import build_datadocs
    from flows.cli.lager import open_warehouse
    from warehouse.queries.status import has_snapshot

    indstillinger, _ = begin()
    engine = open_warehouse(indstillinger.database)
    if not has_snapshot(engine):
        raise refuse("Der er intet godkendt øjebliksbillede endnu. Kør »tilbudstjek hent« først.")
    typer.echo(f"Åbn {build_datadocs(engine, indstillinger.database, mappe)} i en browser.", err=True)
