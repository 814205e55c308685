"""The register's file: an SQLite database of its own, only read once it is built (docs/adressevask.md)."""

import sqlite3
from pathlib import Path

# Another number means that an older file cannot be read; it is then built anew.
UDGAVE = 1

GAELDENDE = 1
TIDLIGERE = 0
# The unit of a row that stands for the house itself, from Husnummer.
ADGANG = "*"

TABELLER = """
CREATE TABLE IF NOT EXISTS meta (noegle TEXT PRIMARY KEY, vaerdi TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS postnummer (postnr INTEGER PRIMARY KEY, navn TEXT, noegle TEXT);
CREATE TABLE IF NOT EXISTS supplerende (id INTEGER PRIMARY KEY, navn TEXT);
CREATE TABLE IF NOT EXISTS sted (id INTEGER PRIMARY KEY, vejnavn TEXT, postnr INTEGER, noegle TEXT, kort TEXT);
CREATE TABLE IF NOT EXISTS andet_navn (
    sted INTEGER, vejnavn TEXT, noegle TEXT, kort TEXT, PRIMARY KEY (sted, vejnavn)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forbigaaet (linje INTEGER PRIMARY KEY, entitet TEXT);
CREATE TABLE IF NOT EXISTS efterfoelger (
    id BLOB PRIMARY KEY, sted INTEGER, nr INTEGER, enhed TEXT, ny BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS adresse (
    sted INTEGER, nr INTEGER, enhed TEXT, id BLOB, husnummer BLOB, supplerende INTEGER, status INTEGER,
    kommune INTEGER, linje INTEGER,
    PRIMARY KEY (sted, nr, enhed, id)
) WITHOUT ROWID;
"""
INDEKS = """
CREATE INDEX IF NOT EXISTS sted_postnr ON sted (postnr);
CREATE INDEX IF NOT EXISTS sted_noegle ON sted (noegle);
"""


def open_file(fil: Path) -> sqlite3.Connection:
    """Open a register file to write to it; journal off, for it is a copy that replaces the real one when done."""
    forbindelse = sqlite3.connect(fil, isolation_level=None)
    forbindelse.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;")
    forbindelse.executescript(TABELLER)
    return forbindelse


def read_meta(forbindelse: sqlite3.Connection) -> dict[str, str]:
    """Give the file's own facts: edition, when and from what it was loaded, counts."""
    return dict(forbindelse.execute("SELECT noegle, vaerdi FROM meta"))
