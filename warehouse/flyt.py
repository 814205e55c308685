"""A warehouse moved from one database to another, whatever the engines: row by row, in one transaction."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select, text

from warehouse.fejl import WarehouseFejl
from warehouse.migrations.opgrader import upgrade
from warehouse.revision import Revisionsnote, note
from warehouse.stempeludloesere import count_changes
from warehouse.tables import METADATA, table_of
from warehouse.tables.drift import Stempeltal
from warehouse.transaktion import reading, writing

_BUNDT = 2000
# Counts the target's own changes.
_EGNE = table_of(Stempeltal).name


def copy_warehouse(
    fra: Engine,
    til: Engine,
    *,
    nu: datetime,
    hvem: str = "cli",
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Copy every row of an open warehouse to a database without any table; give how many rows.

    `til` is of `connect_unchanged`; afterwards it has the newest schema. The audit log goes along and goes on with a
    link that says it was moved. `on_progress` is told (tables done, tables in all).

    Raises:
        WarehouseFejl: the target holds tables, or either database fails; the target is as it was.
    """
    tabeller = [tabel for tabel in METADATA.sorted_tables if tabel.name != _EGNE]
    antal = 0
    with reading(fra) as kilde, writing(til) as maal:
        laeser, skriver = kilde.connection(), maal.connection()
        _make_schema(skriver)
        for nummer, tabel in enumerate(tabeller, start=1):
            antal += _copy(tabel, laeser, skriver)
            if on_progress is not None:
                on_progress(nummer, len(tabeller))
        note(skriver, Revisionsnote(tidspunkt=nu, hvem=hvem, handling="flyttet", bemaerkning=f"{antal} raekker"))
    return antal


def _make_schema(forbindelse: Connection) -> None:
    if inspect(forbindelse).get_table_names():
        raise WarehouseFejl("Databasen, der skal flyttes til, er ikke tom. Vælg en ny database uden tabeller.")
    upgrade(forbindelse)
    count_changes(forbindelse)


def _copy(tabel: Table, laeser: Connection, skriver: Connection) -> int:
    antal = 0
    resultat = laeser.execution_options(yield_per=_BUNDT).execute(select(tabel).order_by(*tabel.primary_key.columns))
    for bundt in resultat.mappings().partitions():
        skriver.execute(insert(tabel), [dict(row) for row in bundt])
        antal += len(bundt)
    _set_sequence(tabel, skriver)
    return antal


def _set_sequence(tabel: Table, forbindelse: Connection) -> None:
    """Let PostgreSQL go on numbering where the copied rows end; SQLite does so by itself."""
    kolonne = tabel.autoincrement_column
    if forbindelse.dialect.name != "postgresql" or kolonne is None:
        return
    navn = forbindelse.scalar(select(func.pg_get_serial_sequence(tabel.name, kolonne.name)))
    hoejst = forbindelse.scalar(select(func.max(kolonne)))
    if navn is not None and hoejst is not None:
        forbindelse.execute(text("SELECT setval(CAST(:navn AS regclass), :nr)"), {"navn": navn, "nr": hoejst})
