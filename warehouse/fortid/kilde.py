"""One copy of the history that rules read, taken from one state of the warehouse: what each night is made from."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, insert, select

from warehouse.engine import open_warehouse
from warehouse.fejl import translate_errors
from warehouse.tables import METADATA
from warehouse.tables.udtraek import ENTITETSTABELLER

# Nothing that rules do not read: no mail, no case, no user.
REGISTER = ("snapshot", "afdeling", "afledt_afdeling", "afdeling_paragraf", "afdeling_liv", "adressevask")
UDTRAEK = ("udtraek", *ENTITETSTABELLER)
ANDET = ("kontrol", "budgetskema", "budgetskema_post", "budgetskema_fejl", "doed_adresse")
_PORTION = 5_000


def copy_kilde(engine: Engine, mappe: Path) -> None:
    """Write `skabelon.db` (a warehouse without rows) and `kilde.db` (the history, without views) to a folder.

    Raises:
        WarehouseFejl: the warehouse cannot be read, or the folder cannot be written.
    """
    open_warehouse(f"sqlite:///{find_skabelon(mappe)}").dispose()
    with closing(sqlite3.connect(find_skabelon(mappe))) as forbindelse:
        # Copied as one file by each night, so nothing may lie beside it.
        forbindelse.execute("PRAGMA journal_mode = DELETE")
    maal = create_engine(f"sqlite:///{find_kilde(mappe)}", hide_parameters=True)
    tabeller = [METADATA.tables[navn] for navn in (*REGISTER, *UDTRAEK, *ANDET)]
    with translate_errors(), engine.connect() as fra, maal.begin() as til:
        METADATA.create_all(til, tables=tabeller)
        for tabel in tabeller:
            for portion in _read(fra, tabel):
                til.execute(insert(tabel), portion)
    maal.dispose()


def find_skabelon(mappe: Path) -> Path:
    """Give the path of the warehouse without rows."""
    return mappe / "skabelon.db"


def find_kilde(mappe: Path) -> Path:
    """Give the path of the history."""
    return mappe / "kilde.db"


def _read(forbindelse: Connection, tabel: Table) -> Iterator[list[dict[str, object]]]:
    rows = forbindelse.execute(select(tabel), execution_options={"yield_per": _PORTION})
    for partition in rows.mappings().partitions(_PORTION):
        yield [dict(row) for row in partition]
