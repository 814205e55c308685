"""Words that stand nowhere else, so that a search of raw bytes finds them or proves them gone; and the days of it."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text, update

from warehouse.tables import METADATA

GAMMEL = "zqgammelzq"
FOER = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
NYT = datetime(2023, 3, 2, 1, 0, tzinfo=UTC)
I_DAG = date(2026, 3, 2)


def close_sager(engine, *tilbudsids):
    with engine.begin() as conn:
        sag = METADATA.tables["sag"]
        conn.execute(update(sag).where(sag.c.tilbudsid.in_(tilbudsids)).values(tilstand="lukket"))


def count(engine, tabel, hvor="1 = 1"):
    with engine.connect() as conn:
        return conn.execute(text(f"SELECT COUNT(*) FROM {tabel} WHERE {hvor}")).scalar_one()


def read_bytes_of(engine, lager) -> bytes:
    """Give every byte of the files of a database, whatever they are for."""
    engine.dispose()
    if engine.dialect.name == "sqlite":
        fil = Path(str(engine.url.database))
        return b"".join(x.read_bytes() for x in fil.parent.glob(f"{fil.name}*"))
    with engine.connect() as conn:
        oid = conn.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()").scalar_one()
        mappe = conn.exec_driver_sql("SELECT current_setting('data_directory')").scalar_one()
    lager.run("CHECKPOINT")
    return b"".join(_read_if_there(fil) for fil in sorted((Path(mappe) / "base" / str(oid)).iterdir()))


def _read_if_there(fil: Path) -> bytes:
    """Give a file's bytes: the server takes some away and makes them anew while they are read."""
    try:
        return fil.read_bytes()
    except FileNotFoundError:
        return b""
