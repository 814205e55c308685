"""One control as it stands in the database, and its number."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from domain.stikproeve import Population, Stikproevetilstand
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.tables import table_of
from warehouse.tables.stikproeve import Stikproeve

_STIKPROEVE = table_of(Stikproeve)
_NUMMER = re.compile(r"(\d\d)-(\d{1,2})")
_AARHUNDREDE = 2000


@dataclass(frozen=True, kw_only=True)
class Kontrol:
    """One control; what is None has not happened yet."""

    id: int
    nummer: str
    aar: int
    emne: str
    formaal: str
    population: Population
    punkter: tuple[str, ...]
    design: str
    start_dag: date
    tilstand: Stikproevetilstand
    kilde_til_tal: str | None
    ramme_snapshot_id: int | None
    ramme_dag: date | None
    ramme_antal: int | None
    ramme_sha256: str | None
    ramme_bemaerkning: str | None
    offentligt_tal: str | None
    udtrukket_antal: int | None
    kode_version: str | None

    @property
    def orden(self) -> tuple[int, int]:
        """Its place among all controls: the year and the number within it."""
        return split_nummer(self.nummer)


def split_nummer(nummer: str) -> tuple[int, int]:
    """Give the year and the running number of `27-1`.

    Raises:
        KontrolFejl: It is no number of a control.
    """
    fundet = _NUMMER.fullmatch(nummer.strip())
    if fundet is None:
        raise KontrolFejl(f"»{nummer}« er ikke nummeret på en kontrol. Skriv fx 27-1.")
    return _AARHUNDREDE + int(fundet[1]), int(fundet[2])


def write_nummer(aar: int, loebenummer: int) -> str:
    """Give the ministry's number of a control: 2027 and 1 are `27-1`.

    Raises:
        KontrolFejl: The year has no number of two digits.
    """
    if not _AARHUNDREDE <= aar < _AARHUNDREDE + 100:
        raise KontrolFejl(f"Der kan ikke lægges en plan for {aar}. Skriv et årstal som 2027.")
    return f"{aar % 100:02d}-{loebenummer}"


def list_alle(forbindelse: Connection) -> tuple[Kontrol, ...]:
    """Give every control, oldest first."""
    rows = forbindelse.execute(select(_STIKPROEVE)).mappings()
    return tuple(sorted((_make(row) for row in rows), key=lambda kontrol: kontrol.orden))


def find_kontrol(forbindelse: Connection, nummer: str) -> Kontrol | None:
    """Give a control, or None when there is none of that number."""
    row = forbindelse.execute(select(_STIKPROEVE).where(_STIKPROEVE.c.nummer == nummer)).mappings().first()
    return None if row is None else _make(row)


def require_kontrol(forbindelse: Connection, nummer: str) -> Kontrol:
    """Give a control.

    Raises:
        KontrolFejl: There is none of that number.
    """
    kontrol = find_kontrol(forbindelse, nummer.strip())
    if kontrol is None:
        aar, _ = split_nummer(nummer)
        raise KontrolFejl(
            f"Der er ingen kontrol {nummer.strip()}. »tilbudstjek stikproeve vis« viser dem, der er; "
            f"»tilbudstjek stikproeve plan {aar}« lægger årets plan."
        )
    return kontrol


def _make(row: RowMapping) -> Kontrol:
    felter: dict[str, Any] = dict(row)
    return Kontrol(
        **felter
        | {
            "population": Population(felter["population"]),
            "tilstand": Stikproevetilstand(felter["tilstand"]),
            "punkter": tuple(json.loads(felter["punkter"])),
        }
    )
