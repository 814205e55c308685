"""PostgreSQL set up so that a transaction means the same as on SQLite: readers see one state, writers take turns."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, ExceptionContext

from warehouse.fejl import WarehouseFejl
from warehouse.sqlite import SKRIVER

DRIVER = "postgresql+psycopg"

# Any number that no other program on the database takes; transactions that write hold it until they end.
SKRIVELAAS = 0x7417B0D5
# A run of nights holds this one for as long as it lasts (see `warehouse.enekoersel`).
KOERSELSLAAS = SKRIVELAAS + 1
# A server may be set to answer before what was committed is on its disk. If it dies then, it forgets that a mail was
# handed over, and it is handed over again.
_PAA_DISKEN = (
    "CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END"
)


def is_postgresql(url: URL) -> bool:
    """Tell whether an address is one of a PostgreSQL server, whatever the driver."""
    return url.get_backend_name() == "postgresql"


def connect_options(ventetid_s: float, **flere: str) -> dict[str, str]:
    """Give what the driver tells the server on connecting: times in UTC, and no wait longer than `ventetid_s`.

    `flere` are settings of the server for this connection alone.
    """
    options = {
        "timezone": "UTC",
        # The rules are many and short: compiling each costs more than it saves.
        "jit": "off",
        # What is read by a cursor is read to the end: plan for all of it, not for its first rows.
        "cursor_tuple_fraction": "1",
        "lock_timeout": f"{int(ventetid_s * 1000)}ms",
        **flere,
    }
    return {
        "application_name": "tilbudstjek",
        "options": " ".join(f"-c {navn}={vaerdi}" for navn, vaerdi in options.items()),
    }


def tune(engine: Engine) -> None:
    """Make every transaction of a PostgreSQL engine begin as reader or writer, and its errors tell no row's content."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _hush)


def _begin(forbindelse: Connection) -> None:
    if forbindelse.get_execution_options().get(SKRIVER, False):
        # The snapshot of a repeatable read would be taken before the wait for the lock. With the lock held no other
        # writes, so reading what is committed sees one state as well.
        forbindelse.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SKRIVELAAS}), {_PAA_DISKEN}")
    else:
        forbindelse.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def require_binary_order(engine: Engine) -> None:
    """See to it that a PostgreSQL database sorts and compares text as SQLite does, by the characters' numbers.

    In a language's order the least of two texts and the first of a list, and so what a rule shows, would be others.

    Raises:
        WarehouseFejl: it sorts by a language.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as forbindelse:
            er_binaer = forbindelse.exec_driver_sql("SELECT 'B' < 'a' AND 'Z' < 'aa'").scalar_one()
        if not er_binaer:
            raise WarehouseFejl(
                "Databasen sorterer tekst efter et sprogs regler, men skal sortere efter tegnenes numre. Lav en ny: "
                "CREATE DATABASE navn TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'."
            )


def refresh_statistics(engine: Engine) -> None:
    """Let a PostgreSQL server count what the tables hold; nothing with SQLite.

    After a load it does so by itself within minutes. Whoever may write but not maintain a table leaves it as it is.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as forbindelse:
            forbindelse.exec_driver_sql("ANALYZE")
            forbindelse.commit()


@contextmanager
def one_state(engine: Engine) -> Iterator[None]:
    """Let all transactions that an engine begins in the block see the database as it was when the block began.

    For an engine that is not `tune`d and only reads: other programs commit meanwhile, and a transaction that failed is
    followed by one that sees the same.
    """
    with engine.connect() as vogter:
        vogter.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # Others can take the snapshot over for as long as this transaction lasts.
        tilstand = vogter.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()

        def begin(forbindelse: Connection) -> None:
            forbindelse.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            forbindelse.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{tilstand}'")

        event.listen(engine, "begin", begin)
        try:
            yield
        finally:
            event.remove(engine, "begin", begin)


def _hush(sammenhaeng: ExceptionContext) -> None:
    """Leave of an error what kind it is and where. The server's own words quote the row, which may be personal."""
    fejl = sammenhaeng.original_exception
    diagnose = getattr(fejl, "diag", None)
    # Without a code it comes from our own side of the line, which knows of no rows, and says why nobody answers.
    if diagnose is None or diagnose.sqlstate is None:
        return
    hvor = (diagnose.table_name, diagnose.column_name, diagnose.constraint_name)
    besked = " ".join(del_ for del_ in (diagnose.sqlstate, *hvor) if del_)
    # Class 42 speaks of our own SQL, and quotes nothing but its words.
    if diagnose.sqlstate.startswith("42"):
        besked = f"{besked} {diagnose.message_primary}"
    oversat = sammenhaeng.sqlalchemy_exception
    if oversat is not None:
        oversat.args = tuple(str(del_).replace(str(fejl), besked) for del_ in oversat.args)
    fejl.args = (besked,)
