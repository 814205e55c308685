"""Between a row of a dataudtræk and a row of its entity's table; pure."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from domain.entiteter import Art, Entitetstype, Raekke
from domain.entiteter.model import Vaerdi
from domain.tekst import fold
from warehouse.load.raekker import hash_text, to_json

Noegle = tuple[Any, ...]
Row = dict[str, Any]


def find_noegle(entitet: Entitetstype, felter: Mapping[str, Any]) -> Noegle:
    """Give the values of the key columns, as the database gives them back."""
    datoer = {kolonne.navn for kolonne in entitet.kolonner if kolonne.art is Art.DATO}
    return tuple(_to_date(felter[navn]) if navn in datoer else felter[navn] for navn in entitet.noegle)


def hash_raekke(entitet: Entitetstype, raekke: Raekke) -> str:
    """Give the SHA-256 of a row's content."""
    return hash_text(to_json(_felter(entitet, raekke)))


def to_row(entitet: Entitetstype, raekke: Raekke) -> Row:
    """Give the columns of the entity's table that follow from the row, with the `sha256` of its content."""
    felter = _felter(entitet, raekke)
    row: Row = {"sha256": hash_text(to_json(felter))}
    for kolonne in entitet.kolonner:
        value = felter[kolonne.navn]
        if kolonne.art is Art.DATO:
            dag = _to_date(value)
            row[kolonne.navn] = dag
            row[f"{kolonne.navn}_nr"] = None if dag is None else dag.toordinal()
        else:
            row[kolonne.navn] = value
        if kolonne.foldes:
            row[f"{kolonne.navn}_foldet"] = None if value is None else _fold(str(value))
    return row


def _felter(entitet: Entitetstype, raekke: Raekke) -> dict[str, Vaerdi]:
    return {kolonne.navn: raekke.felter.get(kolonne.navn) for kolonne in entitet.kolonner}


@lru_cache(maxsize=4096)
def _fold(tekst: str) -> str:
    """Most words of a delivery are those of a short list."""
    return fold(tekst)


def _to_date(value: Vaerdi | date) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))
