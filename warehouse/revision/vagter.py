"""The database's own refusal of changes to the chain: whether somebody who owns it has taken that away."""

import re
from dataclasses import replace

from sqlalchemy import Connection, text

from warehouse.migrations.revisionsvagter import list_saetninger
from warehouse.revision.kaede import Revisionsnote, note

_NAVN = re.compile(r"CREATE TRIGGER (\w+) BEFORE [A-Z ]+ ON (\w+)")
_SQLITE = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
# A trigger that is switched off is none; nor is one for replicas alone.
_POSTGRESQL = """
SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace
"""


def list_manglende(forbindelse: Connection) -> tuple[str, ...]:
    """Give the tables from which a trigger that guards the audit log is gone or switched off, by name.

    A trigger that was replaced by one of the same name that does nothing is not seen: the chain itself is the proof.
    """
    der_er = {tuple(row) for row in forbindelse.execute(text(_SQLITE if _is_sqlite(forbindelse) else _POSTGRESQL))}
    return tuple(sorted({tabel for navn, tabel, _ in _list_triggere(forbindelse) if (navn, tabel) not in der_er}))


def put_back(forbindelse: Connection, revisionsnote: Revisionsnote) -> tuple[str, ...]:
    """Set every trigger of those tables anew, and leave a link that says so; give the tables. For the owner.

    The link is noted only when there was something to set; its subject is the tables.
    """
    mangler = list_manglende(forbindelse)
    if not mangler:
        return ()
    for saetning in map(str.strip, list_saetninger(forbindelse.dialect.name)):
        if saetning.startswith("CREATE FUNCTION"):
            forbindelse.execute(text(saetning.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)))
    for navn, tabel, saetning in _list_triggere(forbindelse):
        if tabel in mangler:
            paa = "" if _is_sqlite(forbindelse) else f" ON {tabel}"
            forbindelse.execute(text(f"DROP TRIGGER IF EXISTS {navn}{paa}"))
            forbindelse.execute(text(saetning))
    note(forbindelse, replace(revisionsnote, genstand=f"vagter:{','.join(mangler)}"))
    return mangler


def _list_triggere(forbindelse: Connection) -> list[tuple[str, str, str]]:
    """Give each trigger's name, its table and the statement that makes it."""
    alle = ((_NAVN.match(saetning), saetning) for saetning in map(str.strip, list_saetninger(forbindelse.dialect.name)))
    return [(fundet[1], fundet[2], saetning) for fundet, saetning in alle if fundet is not None]


def _is_sqlite(forbindelse: Connection) -> bool:
    return forbindelse.dialect.name == "sqlite"
