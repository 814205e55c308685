"""Triggers by which PostgreSQL counts the transactions that changed something, for `warehouse.stempel`.

Whoever writes moves the count, also a person at a prompt: once in a transaction, in the transaction itself, so that the
count and the change are seen at the same moment. Other databases of the server do not move it, and what reads does not.
"""

from sqlalchemy import Connection

from warehouse.tables import METADATA, table_of
from warehouse.tables.drift import Stempeltal

# Lasts as long as the transaction, and goes back with a savepoint as the count does.
_INDSTILLING = "tilbudstjek.stempel"
USET = f"SELECT set_config('{_INDSTILLING}', 'uset', true)"

_TABEL = table_of(Stempeltal).name
_FUNKTION = f"""
CREATE OR REPLACE FUNCTION tael_stempel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {_TABEL} (id, tal) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET tal = {_TABEL}.tal + 1;
    PERFORM set_config('{_INDSTILLING}', 'talt', true);
    RETURN NULL;
END
$$
"""
_UDLOESER = """
CREATE OR REPLACE TRIGGER taeller_stempel AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel}
FOR EACH STATEMENT WHEN (COALESCE(current_setting('{indstilling}', true), '') = '')
EXECUTE FUNCTION tael_stempel()
"""


def count_changes(forbindelse: Connection) -> None:
    """Let every table of a newest schema move the count, in the caller's transaction; again does no harm."""
    if forbindelse.dialect.name != "postgresql":
        return
    forbindelse.exec_driver_sql(_FUNKTION)
    for tabel in METADATA.tables:
        if tabel != _TABEL:
            forbindelse.exec_driver_sql(_UDLOESER.format(tabel=tabel, indstilling=_INDSTILLING))
