"""The same made-up register in every engine's own form: SQLite, PostgreSQL and Parquet, at any size."""

import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

import psycopg

from bench.gx_register import NAT, build_register
from bench.udtraek_register import build_udtraek
from expectations.registry import load_regler
from expectations.spark.behov import find_behov
from warehouse.engine import open_warehouse
from warehouse.gruppe import refresh_grupper
from warehouse.parquet.eksport import export_parquet
from warehouse.tables import METADATA
from warehouse.tables.udtraek import ENTITETSTABELLER

_KOPIERES = (
    *("afdeling", "afledt_afdeling", "afdeling_paragraf", "afdeling_liv"),
    *ENTITETSTABELLER,
    *("afledt_takst", "afledt_budget"),
)
_PORTION = 20_000


def build_sqlite(fil: Path, antal: int, gange: int) -> int:
    """Make a register of `antal` afdelinger with its dataudtræk, `gange` times over; give its number of rows."""
    engine = open_warehouse(f"sqlite:///{fil}")
    build_register(engine, antal)
    build_udtraek(engine)
    refresh_grupper(engine)
    engine.dispose()
    with closing(sqlite3.connect(fil, isolation_level=None)) as forbindelse:
        forbindelse.execute("PRAGMA synchronous = OFF")
        _multiply(forbindelse, gange)
        rows = (forbindelse.execute(f"SELECT COUNT(*) FROM {navn}").fetchone()[0] for navn in _talte())
        return sum(rows)


def load_postgresql(fil: Path, url: str) -> None:
    """Copy what was made into a fresh PostgreSQL warehouse, and let it learn its sizes."""
    open_warehouse(url).dispose()
    with closing(sqlite3.connect(fil)) as fra, psycopg.connect(url, autocommit=True) as til:
        # Neither foreign keys nor triggers: the rows were held to both where they come from.
        til.execute("SET session_replication_role = replica")
        for navn in ("koersel", "snapshot", "udtraek", *_KOPIERES):
            _copy(fra, til, navn)
        til.execute("ANALYZE")


def write_parquet(fil: Path, mappe: Path) -> None:
    """Export what the rules read of what was made."""
    engine = open_warehouse(f"sqlite:///{fil}")
    export_parquet(engine, mappe, find_behov(load_regler()), nu=NAT)
    engine.dispose()


def _talte() -> tuple[str, ...]:
    return ("afdeling", *ENTITETSTABELLER)


def _multiply(forbindelse: sqlite3.Connection, gange: int) -> None:
    """Copy every tilbud under ids of its own, in the database: making ten million rows in Python takes an hour."""
    flyt = {
        noegle: forbindelse.execute(f"SELECT COALESCE(MAX(id), 0) FROM {tabel}").fetchone()[0]
        for noegle, tabel in (("afdeling_id", "afdeling"), ("takst_id", "takst"), ("budget_id", "budget"))
    }
    forbindelse.execute("CREATE TEMP TABLE kopi AS SELECT value AS nr FROM json_each(?)", (str(list(range(1, gange))),))
    for tabel in _KOPIERES:
        kolonner = [kolonne.name for kolonne in METADATA.tables[tabel].columns]
        egne = flyt
        if "id" in kolonner:
            egne = flyt | {"id": forbindelse.execute(f"SELECT COALESCE(MAX(id), 0) FROM {tabel}").fetchone()[0]}
        udtryk = ", ".join(_renumber(navn, egne) for navn in kolonner)
        navne = ", ".join(f'"{navn}"' for navn in kolonner)
        forbindelse.execute(f"INSERT INTO {tabel} ({navne}) SELECT {udtryk} FROM {tabel} CROSS JOIN kopi")


def _renumber(navn: str, flyt: dict[str, int]) -> str:
    if navn in flyt:
        return f"{navn} + kopi.nr * {flyt[navn]}"
    if navn in {"tilbudsid", "plejefamilieid"}:
        return f"kopi.nr || {navn}"
    return f'"{navn}"'


def _copy(fra: sqlite3.Connection, til: "psycopg.Connection[tuple[object, ...]]", tabel: str) -> None:
    kolonner = ", ".join(f'"{kolonne.name}"' for kolonne in METADATA.tables[tabel].columns)
    rows = fra.execute(f"SELECT {kolonner} FROM {tabel}")
    with til.cursor() as markoer, markoer.copy(f"COPY {tabel} ({kolonner}) FROM STDIN".encode()) as ud:
        while portion := list(islice(rows, _PORTION)):
            for row in portion:
                ud.write_row(row)
