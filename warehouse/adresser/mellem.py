"""The half-way file of a load: rows read so far, so that an interrupted load goes on where it stopped."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from domain.adressetekst import kort_noegle, noegle
from warehouse.adresser.skema import ADGANG, UDGAVE

_TABELLER = """
CREATE TABLE IF NOT EXISTS meta (noegle TEXT PRIMARY KEY, vaerdi TEXT);
CREATE TABLE IF NOT EXISTS sted (id INTEGER PRIMARY KEY, vejnavn TEXT, postnr INTEGER, noegle TEXT, kort TEXT);
CREATE TABLE IF NOT EXISTS supplerende (id INTEGER PRIMARY KEY, navn TEXT);
CREATE TABLE IF NOT EXISTS andet_navn (sted INTEGER, vejnavn TEXT, noegle TEXT, kort TEXT);
CREATE TABLE IF NOT EXISTS forbigaaet (linje INTEGER PRIMARY KEY, entitet TEXT);
CREATE TABLE IF NOT EXISTS udgaaet (linje INTEGER PRIMARY KEY, entitet TEXT);
CREATE TABLE IF NOT EXISTS adresse (
    sted INTEGER, nr INTEGER, enhed TEXT, id BLOB, husnummer BLOB, supplerende INTEGER, status INTEGER,
    kommune INTEGER, linje INTEGER
);
"""
_SAMLET = 100_000
_ER_HUS = f"enhed = '{ADGANG}'"


class Row(NamedTuple):
    """One row of the register, in the order of its columns."""

    sted: int
    nr: int
    enhed: str
    id: bytes
    husnummer: bytes
    supplerende: int
    status: int
    kommune: int | None
    linje: int | None


class Mellem:
    """Rows and names gathered while reading; kept on disk by the hundred thousand."""

    def __init__(self, fil: Path, grundlag: Path, maerke: str) -> None:
        """Open, or go on with, the half-way file of a load onto `grundlag`, whose state `maerke` names."""
        self._db = _open(fil, f"{UDGAVE} {maerke}")
        if grundlag.exists():
            self._db.execute("ATTACH DATABASE ? AS gammel", (f"{grundlag.resolve().as_uri()}?mode=ro",))
        self._har_gammel = grundlag.exists()
        self._steder = self._read_names("sted", "vejnavn, postnr, id")
        self._supplerende = self._read_names("supplerende", "navn, NULL, id")
        self._andre = self._read_other_names()
        self._raekker: list[Row] = []
        self._forbigaaede: list[tuple[int, str]] = []
        self._nye: dict[str, list[tuple[object, ...]]] = {"sted": [], "supplerende": [], "andet_navn": []}

    def known_lines(self, entitet: str) -> set[int]:
        """Give the fingerprints of the entity's rows that were read before, in this load or an earlier one."""
        betingelse = _ER_HUS if entitet == "Husnummer" else f"NOT {_ER_HUS}"
        kendte: set[int] = set()
        for base in ("main", "gammel") if self._har_gammel else ("main",):
            for (linje,) in self._db.execute(
                f"SELECT linje FROM {base}.adresse WHERE linje IS NOT NULL AND {betingelse} "
                f"UNION ALL SELECT linje FROM {base}.forbigaaet WHERE entitet = ?",
                (entitet,),
            ):
                kendte.add(linje)
        return kendte

    def find_sted(self, vejnavn: str, postnr: int) -> int:
        """Give the number of a street in a postcode, a new one the first time."""
        sted = self._steder.get((vejnavn, postnr))
        if sted is None:
            sted = self._steder[vejnavn, postnr] = len(self._steder) + 1
            self._nye["sted"].append((sted, vejnavn, postnr, noegle(vejnavn), kort_noegle(vejnavn)))
        return sted

    def find_supplerende(self, navn: str) -> int:
        """Give the number of a supplerende bynavn; 0 for none."""
        if not navn:
            return 0
        nummer = self._supplerende.get((navn, None))
        if nummer is None:
            nummer = self._supplerende[navn, None] = len(self._supplerende) + 1
            self._nye["supplerende"].append((nummer, navn))
        return nummer

    def add_name(self, sted: int, vejnavn: str) -> None:
        """Note another name of a street, such as the full one behind a shortened adresseringsvejnavn."""
        if (sted, vejnavn) not in self._andre:
            self._andre.add((sted, vejnavn))
            self._nye["andet_navn"].append((sted, vejnavn, noegle(vejnavn), kort_noegle(vejnavn)))

    def steder(self) -> list[tuple[str, int, int]]:
        """Give every street by name, postcode and number."""
        return [(vejnavn, postnr or 0, sted) for (vejnavn, postnr), sted in self._steder.items()]

    def add(self, raekke: Row) -> None:
        """Keep a row."""
        self._raekker.append(raekke)
        if len(self._raekker) >= _SAMLET:
            self.save()

    def skip(self, linje: int, entitet: str) -> None:
        """Remember that a row was looked at and does not count, so that the next load need not look again."""
        self._forbigaaede.append((linje, entitet))

    def retire(self, linjer: Iterable[int], entitet: str) -> None:
        """Note rows of earlier loads that the delivery no longer has."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR IGNORE INTO udgaaet VALUES (?, ?)", ((linje, entitet) for linje in linjer))
        self._db.execute("COMMIT")

    def save(self) -> None:
        """Write what is gathered to the file."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO main.sted VALUES (?, ?, ?, ?, ?)", self._nye["sted"])
        self._db.executemany("INSERT INTO main.supplerende VALUES (?, ?)", self._nye["supplerende"])
        self._db.executemany("INSERT INTO main.andet_navn VALUES (?, ?, ?, ?)", self._nye["andet_navn"])
        self._db.executemany("INSERT OR IGNORE INTO main.forbigaaet VALUES (?, ?)", self._forbigaaede)
        self._db.executemany("INSERT INTO main.adresse VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._raekker)
        self._db.execute("COMMIT")
        self._raekker.clear()
        self._forbigaaede.clear()
        for liste in self._nye.values():
            liste.clear()

    def close(self) -> None:
        """Close the file; what was saved stays."""
        self._db.close()

    def _read_names(self, tabel: str, felter: str) -> dict[tuple[str, int | None], int]:
        navne: dict[tuple[str, int | None], int] = {}
        for base in ("gammel", "main") if self._har_gammel else ("main",):
            navne.update(
                {(navn, postnr): nr for navn, postnr, nr in self._db.execute(f"SELECT {felter} FROM {base}.{tabel}")}
            )
        return navne

    def _read_other_names(self) -> set[tuple[int, str]]:
        baser = ("gammel", "main") if self._har_gammel else ("main",)
        return {par for base in baser for par in self._db.execute(f"SELECT sted, vejnavn FROM {base}.andet_navn")}


def _open(fil: Path, maerke: str) -> sqlite3.Connection:
    if fil.exists() and _read_maerke(fil) != maerke:
        fil.unlink()
    db = sqlite3.connect(fil.resolve().as_uri(), isolation_level=None, uri=True)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + _TABELLER)
    db.execute("INSERT OR REPLACE INTO main.meta VALUES ('maerke', ?)", (maerke,))
    return db


def _read_maerke(fil: Path) -> str | None:
    db = sqlite3.connect(fil)
    try:
        row = db.execute("SELECT vaerdi FROM meta WHERE noegle = 'maerke'").fetchone()
    except sqlite3.DatabaseError:
        return None
    else:
        return row[0] if row else None
    finally:
        db.close()
