"""The proof of a deletion: a row, and a link of the audit log, in the same transaction as the deletion itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from warehouse.revision.bundet import insert_bundet
from warehouse.revision.raekker import hash_noegler

OPBEVARING = "opbevaring"
BESKYTTET = "beskyttet"
ANMODNING = "anmodning"


@dataclass(frozen=True, kw_only=True)
class Anledning:
    """Why something is deleted (`opbevaring`, `beskyttet`, `anmodning`), when, and by whom."""

    grund: str
    nu: datetime
    hvem: str


def write_bevis(
    forbindelse: Connection, anledning: Anledning, hvad: str, noegler: Iterable[object], *, graense: date | None = None
) -> None:
    """Write that things were deleted, told by the fingerprint of their keys; the chain gets a link of its own."""
    slettet = list(noegler)
    row = {
        "tidspunkt": anledning.nu,
        "hvad": hvad,
        "grund": anledning.grund,
        "graense": graense,
        "antal": len(slettet),
        "bevis": hash_noegler(slettet),
        "hvem": anledning.hvem,
    }
    insert_bundet(forbindelse, "sletning", [row])
