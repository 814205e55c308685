"""Rows that the chain holds: each has a link of its own with its fingerprint, written in the same transaction.

A row of these tables is never changed, and taken away only when the chain says so first (`slettet.py`). The database
itself refuses anything else: `migrations/versions/v0010_drift.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, insert

from warehouse.revision.kaede import Revisionsnote, note_alle
from warehouse.revision.raekker import hash_raekke
from warehouse.tables import table_of
from warehouse.tables.drift import Sletning
from warehouse.tables.opfoelgning import SagHaendelse
from warehouse.tables.stikproeve import StikproeveHaendelse
from warehouse.tables.webadgang import Adgangslog

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Bundet:
    """A table that the chain holds, and what the link of one of its rows says: who, and what they did.

    Of a look at a page the link says only that it was through the web: the row names the person, and is deleted when
    its time is up; the chain stays.
    """

    tabel: Table
    hvem: Callable[[Row], str]
    handling: Callable[[Row], str]


BUNDNE: Mapping[str, Bundet] = MappingProxyType(
    {
        "adgangslog": Bundet(
            tabel=table_of(Adgangslog), hvem=lambda _row: "web", handling=lambda row: f"adgang_{row['handling']}"
        ),
        "sag_haendelse": Bundet(
            tabel=table_of(SagHaendelse), hvem=lambda row: str(row["af"]), handling=lambda row: f"sag_{row['art']}"
        ),
        "stikproeve_haendelse": Bundet(
            tabel=table_of(StikproeveHaendelse),
            hvem=lambda row: str(row["hvem"]),
            handling=lambda row: f"stikproeve_{row['tilstand']}",
        ),
        "sletning": Bundet(
            tabel=table_of(Sletning), hvem=lambda row: str(row["hvem"]), handling=lambda _row: "sletning"
        ),
    }
)


def insert_bundet(forbindelse: Connection, tabel: str, rows: Sequence[Row]) -> tuple[int, ...]:
    """Insert rows of a table that the chain holds, with a link each, in the caller's transaction; give their ids."""
    if not rows:
        return ()
    bundet = BUNDNE[tabel]
    saetning = insert(bundet.tabel).returning(*bundet.tabel.c, sort_by_parameter_order=True)
    gemte = forbindelse.execute(saetning, list(rows)).mappings().all()
    note_alle(forbindelse, [make_note(tabel, dict(row)) for row in gemte])
    return tuple(int(row["id"]) for row in gemte)


def make_note(tabel: str, row: Row, *, handling: str | None = None, tidspunkt: datetime | None = None) -> Revisionsnote:
    """Make the link of a row as the database gives it; with another act or time than its own where they are said."""
    bundet = BUNDNE[tabel]
    return Revisionsnote(
        tidspunkt=tidspunkt or row["tidspunkt"],
        hvem=bundet.hvem(row),
        handling=handling or bundet.handling(row),
        genstand=f"{tabel}:{row['id']}",
        indhold=hash_raekke(row),
    )
