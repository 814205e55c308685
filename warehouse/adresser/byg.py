"""The new register made of the old one and the half-way file, then put in its place in one stroke."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from domain.adressetekst import bynoegle
from domain.reference import load_postnumre
from warehouse.adresser.fejl import AdresseFejl
from warehouse.adresser.skema import ADGANG, GAELDENDE, INDEKS, TIDLIGERE, open_file

_FLYT = """
INSERT INTO adresse
SELECT sted, nr, enhed, id, husnummer, supplerende, status, kommune, linje FROM mellem.adresse
WHERE TRUE ORDER BY sted, nr, enhed, id, status DESC
ON CONFLICT (sted, nr, enhed, id) DO UPDATE SET
    husnummer = excluded.husnummer, supplerende = excluded.supplerende, status = excluded.status,
    kommune = excluded.kommune, linje = excluded.linje
WHERE excluded.status > adresse.status OR (excluded.status = adresse.status AND adresse.linje IS NULL)
"""
# An address that was renamed or renumbered keeps its id. One that was closed is followed by the address that is alone
# under its husnummer now; among several nobody can say which.
_EFTERFOELGERE = f"""
DELETE FROM efterfoelger;
CREATE TEMP TABLE tidligere AS SELECT DISTINCT id, husnummer FROM adresse WHERE status = {TIDLIGERE};
CREATE UNIQUE INDEX temp.tidligere_id ON tidligere (id, husnummer);
CREATE TEMP TABLE huse AS SELECT DISTINCT husnummer FROM tidligere;
CREATE UNIQUE INDEX temp.huse_id ON huse (husnummer);
INSERT OR IGNORE INTO efterfoelger
SELECT a.id, a.sted, a.nr, a.enhed, a.id FROM adresse a
WHERE a.status = {GAELDENDE} AND EXISTS (SELECT 1 FROM tidligere t WHERE t.id = a.id);
CREATE TEMP TABLE ene AS
SELECT a.husnummer, MIN(a.sted) AS sted, MIN(a.nr) AS nr, MIN(a.enhed) AS enhed, MIN(a.id) AS id FROM adresse a
WHERE a.status = {GAELDENDE} AND a.enhed <> '{ADGANG}' AND EXISTS (SELECT 1 FROM huse h WHERE h.husnummer = a.husnummer)
GROUP BY a.husnummer HAVING COUNT(*) = 1;
CREATE UNIQUE INDEX temp.ene_id ON ene (husnummer);
INSERT OR IGNORE INTO efterfoelger
SELECT t.id, e.sted, e.nr, e.enhed, e.id FROM tidligere t JOIN ene e ON e.husnummer = t.husnummer;
DROP TABLE tidligere; DROP TABLE huse; DROP TABLE ene;
"""


def build_register(maal: Path, mellem: Path, postnumre: Mapping[int, str], meta: Mapping[str, str]) -> int:
    """Write the new register and let it take the old one's place; give the number of current addresses.

    Raises:
        AdresseFejl: nothing in it would be current.
    """
    ny = maal.with_suffix(".ny")
    ny.unlink(missing_ok=True)
    if maal.exists():
        shutil.copyfile(maal, ny)
    try:
        antal = _fill(ny, mellem, postnumre, meta)
        if not antal:
            raise AdresseFejl("Ingen af adresserne i leveringen er gældende i dag. Registret er ikke ændret.")
        ny.replace(maal)
    finally:
        ny.unlink(missing_ok=True)
    return antal


def _fill(ny: Path, mellem: Path, postnumre: Mapping[int, str], meta: Mapping[str, str]) -> int:
    with closing(open_file(ny)) as db:
        db.execute("ATTACH DATABASE ? AS mellem", (str(mellem),))
        db.execute("BEGIN")
        _merge(db)
        db.execute("COMMIT")
        _follow(db, meta)
        _write_postnumre(db, postnumre)
        antal = _count(db)
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [*meta.items(), ("adresser", str(antal))])
        db.executescript(INDEKS)
        db.execute("DETACH DATABASE mellem")
    return antal


def _merge(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM adresse WHERE linje IS NULL")
    if db.execute("SELECT EXISTS (SELECT 1 FROM mellem.udgaaet)").fetchone()[0]:
        db.execute("DELETE FROM adresse WHERE linje IN (SELECT linje FROM mellem.udgaaet)")
        db.execute("DELETE FROM forbigaaet WHERE linje IN (SELECT linje FROM mellem.udgaaet)")
    for tabel in ("sted", "supplerende", "andet_navn", "forbigaaet"):
        db.execute(f"INSERT OR IGNORE INTO {tabel} SELECT * FROM mellem.{tabel}")
    db.execute(_FLYT)


def _follow(db: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    if meta.get("aendret") != "nej":
        db.execute("BEGIN")
        for saetning in _EFTERFOELGERE.split(";"):
            if saetning.strip():
                db.execute(saetning)
        db.execute("COMMIT")


def _write_postnumre(db: sqlite3.Connection, postnumre: Mapping[int, str]) -> None:
    navne = {int(postnr): post.navn for postnr, post in load_postnumre().items()} | dict(postnumre)
    db.executemany(
        "INSERT OR REPLACE INTO postnummer VALUES (?, ?, ?)",
        [(postnr, navn, bynoegle(navn)) for postnr, navn in sorted(navne.items())],
    )


def _count(db: sqlite3.Connection) -> int:
    antal: int = db.execute(
        "SELECT COUNT(*) FROM adresse WHERE status = ? AND enhed <> ?", (GAELDENDE, ADGANG)
    ).fetchone()[0]
    return antal or int(db.execute("SELECT COUNT(*) FROM adresse WHERE status = ?", (GAELDENDE,)).fetchone()[0])
