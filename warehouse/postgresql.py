"""PostgreSQL set up so that a transaction means the same as on SQLite: readers see one state, writers take turns."""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL

from warehouse.sqlite import SKRIVER

DRIVER = "postgresql+psycopg"

# Any number that no other program on the database takes; transactions that write hold it until they end.
SKRIVELAAS = 0x7417B0D5
# A run of nights holds this one for as long as it lasts (see `warehouse.enekoersel`).
KOERSELSLAAS = SKRIVELAAS + 1


def is_postgresql(url: URL) -> bool:
    """Tell whether an address is one of a PostgreSQL server, whatever the driver."""
    return url.get_backend_name() == "postgresql"


def connect_options(ventetid_s: float) -> dict[str, str]:
    """Give what the driver tells the server on connecting: times in UTC, and no wait longer than `ventetid_s`."""
    options = {
        "timezone": "UTC",
        # The rules are many and short: compiling each costs more than it saves.
        "jit": "off",
        "lock_timeout": f"{int(ventetid_s * 1000)}ms",
    }
    return {
        "application_name": "tilbudstjek",
        "options": " ".join(f"-c {navn}={vaerdi}" for navn, vaerdi in options.items()),
    }


def tune(engine: Engine) -> None:
    """Make every transaction of a PostgreSQL engine begin as reader or writer."""
    event.listen(engine, "begin", _begin)


def _begin(forbindelse: Connection) -> None:
    if forbindelse.get_execution_options().get(SKRIVER, False):
        # The snapshot of a repeatable read would be taken before the wait for the lock. With the lock held no other
        # writes, so reading what is committed sees one state as well.
        forbindelse.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SKRIVELAAS})")
    else:
        forbindelse.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
