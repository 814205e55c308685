"""What restores moved aside and nobody deleted yet: whole databases and folders from before, as they were then."""

from pathlib import Path

from sqlalchemy import Engine, text

from warehouse.kopi.postgresql import TIDLIGERE
from warehouse.transaktion import reading

_SKEMAER = text("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :begyndelse) ORDER BY nspname")


def list_tidligere(engine: Engine, var: Path) -> tuple[str, ...]:
    """Give the names of what lies moved aside: folders and databases in `var`, and schemas of a PostgreSQL database.

    Raises:
        WarehouseFejl: the database cannot be read.
        OSError: the folder cannot be read.
    """
    mapper = [var, *([Path(engine.url.database or "").parent] if engine.dialect.name == "sqlite" else [])]
    navne = {sti.name for mappe in mapper for sti in mappe.glob("*foer-gendannelse-*")}
    if engine.dialect.name == "postgresql":
        with reading(engine) as session:
            skemaer = session.connection().execute(_SKEMAER, {"begyndelse": TIDLIGERE}).scalars()
            navne |= {f"skemaet {skema}" for skema in skemaer}
    return tuple(sorted(navne))
