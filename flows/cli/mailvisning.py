"""What `mail vis` prints: the outbox, what would go out and to whom, what is held back and why."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import typer

from reports.mail.vagt import explain_stop

if TYPE_CHECKING:
    from reports.mail.forhaandsvisning import Forhaandsvisning
    from reports.mail.plan import Tilbageholdt

_UBEDOEMT = "Der er intet at vise: reglerne har ikke set på det nyeste i registret. Kør »tilbudstjek kontroller«."


def list_rows(mails: Iterable[Mapping[str, Any]], visning: "Forhaandsvisning") -> Iterator[dict[str, Any]]:
    """Yield one object a line for `--json`; `art` says which kind."""
    udkast = {x.noegle: x for x in visning.udkast}
    trukket = {x.noegle for x in visning.trukket}
    for mail in mails:
        ny = udkast.pop(mail["noegle"], None)
        haendelse = "trækkes" if mail["noegle"] in trukket else "omskrives" if ny and ny.omskrives else None
        emne = ny.emne if ny else mail["emne"]
        yield {"art": "mail", **mail, "emne": emne, "modtager": ny and ny.modtager, "naeste": haendelse}
    for x in udkast.values():
        felter = {"noegle": x.noegle, "tilbud": list(x.tilbud), "emne": x.emne, "status": x.status}
        yield {"art": "mail", **felter, "modtager": x.modtager, "naeste": "skrives"}
    for tilbudsid in visning.uden_adresse:
        yield {"art": "uden_adresse", "tilbudsid": tilbudsid, "grund": "Der er ingen gyldig e-mailadresse."}
    for holdt in visning.tilbageholdt:
        yield {"art": "tilbageholdt", **_key(holdt), "grund": holdt.grund}
    for stop in visning.stop:
        yield {"art": "regelstop", "regel": stop.regel, "antal": stop.antal, "grund": explain_stop(stop)}


def say_rows(mails: Iterable[Mapping[str, Any]], visning: "Forhaandsvisning") -> None:
    """Print the same for people: each mail on a line, and the held back counted by reason."""
    rows = list(list_rows(mails, visning))
    for row in rows:
        if row["art"] == "mail":
            _say_mail(row)
    if not visning.er_bedoemt:
        typer.echo(_UBEDOEMT, err=True)
        return
    for grund, antal in Counter(row["grund"] for row in rows if row["art"] in {"tilbageholdt", "uden_adresse"}).items():
        typer.echo(f"Holdt tilbage ({antal}): {grund}", err=True)
    for stop in visning.stop:
        typer.echo(explain_stop(stop), err=True)


def say_json(mails: Iterable[Mapping[str, Any]], visning: "Forhaandsvisning") -> None:
    """Print one JSON object a line."""
    for row in list_rows(mails, visning):
        typer.echo(json.dumps(row, ensure_ascii=False))


def describe_ajour(visning: "Forhaandsvisning") -> str | None:
    """Say what is written, rewritten and taken back before anything is handed over; None when that is nothing."""
    antal = {
        "skrives": sum(x.status == "ny" for x in visning.udkast),
        "skrives om": sum(x.omskrives for x in visning.udkast),
        "trækkes tilbage": len(visning.trukket),
    }
    dele = ", ".join(f"{tal} {hvad}" for hvad, tal in antal.items() if tal)
    return f"Forinden bringes udbakken ajour: {dele}. »tilbudstjek mail vis« viser dem." if dele else None


def _key(holdt: "Tilbageholdt") -> dict[str, Any]:
    fund = holdt.fund
    return {"tilbudsid": fund.tilbudsid, "afdelingsid": fund.afdelingsid, "regel": fund.regel, "felt": fund.felt}


def _say_mail(row: Mapping[str, Any]) -> None:
    status = row["naeste"] or row["status"]
    til = f" -> {row['modtager']}" if row["modtager"] else ""
    tilbud = row["tilbud"]
    hvem = tilbud[0] if len(tilbud) == 1 else f"{len(tilbud)} tilbud"
    typer.echo(f"{row['noegle'][:12]} {hvem:<10} {status:<9} {row['emne']}{til}")
    if len(tilbud) > 1:
        typer.echo(f"{'':13}Tilbud: {', '.join(tilbud)}")
    if row.get("fejl"):
        typer.echo(f"{'':13}{row['fejl']}")
