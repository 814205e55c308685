"""How long everything is kept, why, and what was deleted when: for everybody who may see anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from starlette.requests import Request

from domain.opbevaring import Opbevaring, load_opbevaring
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from warehouse.queries.opbevaring import Slettet, list_sletninger, load_sidste_oprydning, load_slettet

GRUNDE = {
    "opbevaring": "tiden var gået",
    "beskyttet": "et tilbud blev krisecenter (§ 109)",
    "anmodning": "en person bad om det",
}
_LINJER = 30


@dataclass(frozen=True)
class Linje:
    """A kind of data, how much of it was ever deleted for its age, and when last (None: never)."""

    emne: Opbevaring
    antal: int
    sidst: datetime | None


def show_opbevaring(conn: Connection, liste: Mapping[str, Opbevaring]) -> Side:
    """Show the time limits in force and the proof of what they deleted."""
    indhold = {
        "linjer": _make_linjer(liste, load_slettet(conn)),
        "sletninger": list_sletninger(conn, graense=_LINJER),
        "oprydning": load_sidste_oprydning(conn),
        "grunde": GRUNDE,
        "navne": {hvad: emne.navn for hvad, emne in liste.items()},
    }
    return Side(emne="opbevaring", skabelon="opbevaring.html", titel="Opbevaring", indhold=indhold)


def _make_linjer(liste: Mapping[str, Opbevaring], slettet: Mapping[str, Slettet]) -> tuple[Linje, ...]:
    # A table of two kinds is counted with the later one: the proof names the table alone.
    hoerer_til = {navn: hvad for hvad, emne in liste.items() for navn in (hvad, *emne.tabeller)}
    samlet: dict[str, list[Slettet]] = {}
    for navn, tal in slettet.items():
        samlet.setdefault(hoerer_til.get(navn, navn), []).append(tal)
    return tuple(
        Linje(
            emne=emne,
            antal=sum(tal.antal for tal in samlet.get(hvad, [])),
            sidst=max((tal.sidst for tal in samlet.get(hvad, [])), default=None),
        )
        for hvad, emne in liste.items()
    )


def _opbevaring(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    app = request.scope.get("app")
    return show_opbevaring(conn, load_opbevaring() if app is None else app.state.drift.opbevaring)


RUTER = (Rute("/opbevaring", _opbevaring, ALLE),)
