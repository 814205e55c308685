"""`mail orientering`: the week's mails to the five socialtilsyn and to kommuner."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import begin, refuse
from flows.cli.mails import mail_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from flows.settings import Indstillinger
    from reports.mail.orientering.udgivelse import Ugeplan

_UBEDOEMT = "Der er intet at skrive: reglerne har ikke set på det nyeste i registret. Kør »tilbudstjek kontroller«."


@mail_app.command("orientering")
def orientering_command(
    uge: Annotated[str, typer.Option("--uge", metavar="2026-W48", help="Ugen; ellers denne uge.")] = "",
    rigtigt: Annotated[bool, typer.Option("--rigtigt", help="Læg dem i udbakken; ellers bliver de kun vist.")] = False,
    tekst: Annotated[str, typer.Option("--tekst", metavar="KODE", help="Vis teksten til én, fx Nord eller 0461.")] = "",
    som_json: Annotated[bool, typer.Option("--json", help="Ét JSON-objekt pr. linje på standard output.")] = False,
) -> None:
    """Viser ugens orienteringer til socialtilsyn og kommuner; med --rigtigt lægges de i udbakken."""
    from domain.tid import find_dag
    from reports.mail.orientering.uge import find_uge, is_uge

    indstillinger, nu = begin()
    denne = find_uge(find_dag(nu))
    if uge and not is_uge(uge):
        typer.echo(f"tilbudstjek: »{uge[:20]}« er ikke en uge. Skriv --uge som {denne}.", err=True)
        raise typer.Exit(2)
    if uge and uge != denne:
        _show_written(indstillinger, uge, kan_ikke=rigtigt or bool(tekst), denne=denne)
    elif rigtigt:
        _put(indstillinger, nu)
    else:
        _show(indstillinger, nu, tekst=tekst, som_json=som_json)


def _put(indstillinger: "Indstillinger", nu: "datetime") -> None:
    from flows.orientering import run_orientering, tell

    tal = run_orientering(indstillinger, nu=nu)
    typer.echo(tell(tal), err=True)
    if not tal.er_bedoemt:
        raise typer.Exit(1)
    typer.echo("De afleveres med »tilbudstjek mail send --rigtigt« eller næste nat.", err=True)


def _show(indstillinger: "Indstillinger", nu: "datetime", *, tekst: str, som_json: bool) -> None:
    from flows.cli.lager import open_warehouse
    from flows.orientering import plan_orientering, tell_uden_adresse
    from reports.visning import antal_af

    plan = plan_orientering(open_warehouse(indstillinger.database), indstillinger, nu=nu)
    if plan is None:
        raise refuse(_UBEDOEMT)
    if tekst:
        typer.echo(_write_tekst(plan, tekst, svar_til=indstillinger.mail_svar_til))
        return
    for row in _list_rows(plan):
        linje = f"{row['art']:<12} {row['kode']:<11} {row['status']:<12} {row['emne']}"
        typer.echo(json.dumps(row, ensure_ascii=False) if som_json else linje.rstrip())
    if plan.uden_adresse:
        typer.echo(tell_uden_adresse(tuple(o.myndighed for o in plan.uden_adresse)), err=True)
    typer.echo(
        f"{antal_af(len(plan.skrives), 'orientering', 'orienteringer')} for {plan.uge} ville blive skrevet; "
        f"{len(plan.faerdige)} er afleveret. Der er ikke skrevet noget. Skriv dem med »tilbudstjek mail "
        "orientering --rigtigt«.",
        err=True,
    )


def _list_rows(plan: "Ugeplan") -> "Iterator[dict[str, str | None]]":
    from reports.mail.orientering.brev import write_emne

    for orientering, til in plan.skrives:
        myndighed = orientering.myndighed
        emne = write_emne(orientering)
        yield {"art": myndighed.art, "kode": myndighed.kode, "status": "skrives", "emne": emne, "modtager": til}
    for mail in plan.faerdige:
        yield {"art": mail.art, "kode": mail.adressat, "status": mail.status, "emne": mail.emne, "modtager": None}
    for orientering in plan.uden_adresse:
        myndighed = orientering.myndighed
        emne = write_emne(orientering)
        yield {"art": myndighed.art, "kode": myndighed.kode, "status": "uden adresse", "emne": emne, "modtager": None}


def _write_tekst(plan: "Ugeplan", kode: str, *, svar_til: str) -> str:
    from reports.mail.orientering.compose import write_indhold

    alle = [*(orientering for orientering, _ in plan.skrives), *plan.uden_adresse]
    for orientering in alle:
        if orientering.myndighed.kode.casefold().lstrip("0") == kode.strip().casefold().lstrip("0"):
            indhold = write_indhold(orientering, svar_til=svar_til)
            return f"Emne: {indhold.emne}\n\n{indhold.tekst}"
    kendte = ", ".join(orientering.myndighed.kode for orientering in alle) or "ingen"
    raise refuse(f"Der er ingen orientering at vise til »{kode[:20]}«. Der er: {kendte}.")


def _show_written(indstillinger: "Indstillinger", uge: str, *, kan_ikke: bool, denne: str) -> None:
    """Show what the outbox holds of another week: it cannot be written again, since the register has gone on."""
    from flows.cli.lager import open_warehouse
    from reports.visning import antal_af
    from warehouse.queries.orientering_mails import list_ugemails
    from warehouse.transaktion import reading

    if kan_ikke:
        raise refuse(f"Registret er, som det er nu, så der kan kun skrives for denne uge, {denne}.")
    with reading(open_warehouse(indstillinger.database)) as session:
        mails = [mail for mail in list_ugemails(session.connection()) if mail.periode == uge]
    for mail in mails:
        typer.echo(f"{mail.art:<12} {mail.adressat:<11} {mail.status:<12} {mail.emne}")
    typer.echo(f"{antal_af(len(mails), 'orientering', 'orienteringer')} for {uge} i udbakken.", err=True)
