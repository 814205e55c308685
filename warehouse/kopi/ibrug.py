"""Whether anybody uses a PostgreSQL database that is to be replaced: nobody's tables are taken from under their feet.

A reader keeps the moment it began at, but looks every table up by name: once another database has taken the names, all
tables are empty to it. And the pages keep what they have drawn.
"""

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from warehouse.kopi.fejl import I_BRUG, KopiFejl
from warehouse.postgresql import KOERSELSLAAS

_LAAS_OPTAGET = "55P03"
# The server needs a moment to see that a program died, such as a restore that was killed and is begun again.
_FORSOEG, _PAUSE_S = 50, 0.1
# The run itself has two: this one, and the one that holds the lock of runs.
_ANDRE = f"""
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'tilbudstjek' AND pid <> pg_backend_pid()
  AND pid NOT IN (
    SELECT pid FROM pg_locks
    WHERE locktype = 'advisory' AND objid = {KOERSELSLAAS} AND classid = 0 AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def take_alene(forbindelse: Connection) -> None:
    """Have the tables of `public` for the caller's transaction alone: who comes now waits until it has ended.

    Raises:
        KopiFejl: this program is connected from elsewhere still after five seconds, or somebody is reading.
    """
    if not any(_is_alene(forbindelse) for _ in range(_FORSOEG)):
        raise KopiFejl(I_BRUG)
    tabeller = ", ".join(f'public."{navn}"' for navn in inspect(forbindelse).get_table_names(schema="public"))
    if not tabeller:
        return
    try:
        forbindelse.exec_driver_sql(f"LOCK TABLE {tabeller} IN ACCESS EXCLUSIVE MODE NOWAIT")
    except DBAPIError as fejl:
        if getattr(fejl.orig, "sqlstate", None) == _LAAS_OPTAGET:
            raise KopiFejl(I_BRUG) from fejl
        raise


def _is_alene(forbindelse: Connection) -> bool:
    """Tell whether no other connection of ours is left; when one is, after a pause."""
    # What the server tells of its connections stands still for a transaction otherwise.
    forbindelse.exec_driver_sql("SELECT pg_stat_clear_snapshot()")
    if not forbindelse.exec_driver_sql(_ANDRE).scalar_one():
        return True
    forbindelse.exec_driver_sql(f"SELECT pg_sleep({_PAUSE_S})")
    return False
