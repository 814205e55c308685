"""About the data: where it comes from, how it is judged, what is never shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from starlette.requests import Request

from domain.entiteter import ENTITETER
from domain.regel import Alvor
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from warehouse.queries.rapport_udtraek import Leverance, list_leverancer


@dataclass(frozen=True)
class Visleverance:
    """A delivery with what it holds in words, and how many days it is older than the register (None: unknown)."""

    leverance: Leverance
    betegnelse: str
    alder_dage: int | None


def show_om_data(conn: Connection, katalog: Katalog) -> Side:
    """Show sources, method and privacy."""
    aktive = [regel for regel in katalog.regler.values() if regel.aktiv]
    tal = {alvor.value: sum(regel.alvor == alvor for regel in aktive) for alvor in Alvor}
    return Side(
        emne="om-data",
        skabelon="om_data.html",
        titel="Om data",
        indhold={"antal_regler": len(aktive), "pr_alvor": tal, "leverancer": tuple(_leverancer(conn, katalog.dag))},
    )


def _leverancer(conn: Connection, dag: date | None) -> Iterator[Visleverance]:
    for navn, leverance in list_leverancer(conn).items():
        alder = None if dag is None else max(0, (dag - leverance.dag).days)
        yield Visleverance(leverance, ENTITETER[navn].betegnelse, alder)


def _show(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_om_data(conn, katalog)


RUTER = (Rute("/om-data", _show),)
