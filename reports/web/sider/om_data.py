"""About the data: where it comes from, how it is judged, what each page can tell, what is kept, and never shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from starlette.requests import Request

from domain.entiteter import ENTITETER
from domain.opbevaring import load_opbevaring
from domain.regel import Alvor
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sidernes_svar import SIDESVAR
from warehouse.queries.kilders_alder import find_adresseregister
from warehouse.queries.rapport_udtraek import Leverance, list_leverancer
from warehouse.queries.registertal import load_nyeste

# The day the pages were last tried as the statement says.
PROEVET = date(2026, 11, 23)


@dataclass(frozen=True)
class Visleverance:
    """A delivery with what it holds in words, and how many days it is older than the register (None: unknown)."""

    leverance: Leverance
    betegnelse: str
    alder_dage: int | None


def show_om_data(conn: Connection, katalog: Katalog) -> Side:
    """Show sources, method, what pages can tell, retention and privacy."""
    aktive = [regel for regel in katalog.regler.values() if regel.aktiv]
    nyeste = load_nyeste(conn)
    return Side(
        emne="om-data",
        skabelon="om_data.html",
        titel="Om data",
        indhold={
            # The figures of the other pages: a tilbud that the newest fetch lacks is still one of the register's.
            "tal": None if nyeste is None else nyeste.landet,
            "antal_regler": len(aktive),
            "pr_alvor": {alvor.value: sum(regel.alvor == alvor for regel in aktive) for alvor in Alvor},
            "leverancer": tuple(_leverancer(conn, katalog.dag)),
            "adresseregister": find_adresseregister(conn),
            "sidesvar": [x for x in SIDESVAR if katalog.bruger.rolle in x.roller],
            "opbevaring": tuple(load_opbevaring().values()),
            "ser_koersler": katalog.tilsyn is None,
        },
    )


def show_tilgaengelighed() -> Side:
    """Show the statement of accessibility that the law asks of public websites."""
    return Side(
        emne="tilgaengelighed",
        skabelon="tilgaengelighed.html",
        titel="Tilgængelighedserklæring",
        indhold={"proevet": PROEVET},
    )


def _leverancer(conn: Connection, dag: date | None) -> Iterator[Visleverance]:
    for navn, leverance in list_leverancer(conn).items():
        alder = None if dag is None else max(0, (dag - leverance.dag).days)
        yield Visleverance(leverance, ENTITETER[navn].betegnelse, alder)


def _om_data(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_om_data(conn, katalog)


def _tilgaengelighed(_conn: Connection, _katalog: Katalog, _request: Request) -> Side | None:
    return show_tilgaengelighed()


RUTER = (Rute("/om-data", _om_data, ALLE), Rute("/tilgaengelighed", _tilgaengelighed, ALLE))
