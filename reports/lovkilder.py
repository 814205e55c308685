"""The legal sources of a rule as they read on a given day."""

from datetime import date

from domain.reference import Lovkilde, load_lovkilder
from domain.regel import Regel

SIKKERHED = {
    "A": "læst i lovteksten",
    "B": "læst i en sekundær eller ældre kilde",
    "C": "udledt; ikke bekræftet i en lovtekst",
}


def find_lovkilder(regel: Regel, dag: date | None) -> tuple[Lovkilde, ...]:
    """Give the sources a rule cites that hold on the day (None: those in force), in the order it cites them."""
    return tuple(
        kilde
        for noegle in regel.lovkilder
        for kilde in load_lovkilder()
        if kilde.noegle == noegle and (kilde.gyldig.til is None if dag is None else kilde.gyldig.covers(dag))
    )
