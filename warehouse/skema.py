"""Whether the database has the schema this program was written for, and bringing it there."""

from sqlalchemy import Connection, Engine, inspect, text

from warehouse.fejl import WarehouseFejl
from warehouse.roller import may_change_schema
from warehouse.sqlite import SKRIVER

# The newest migration's id, written here too so that a start with nothing to do need not import Alembic (0.35 s).
# A test holds it against warehouse/migrations/versions.
HOVED = "0010"


def ensure_schema(engine: Engine) -> None:
    """Bring the database to the newest schema in one transaction; do nothing when it is there.

    Raises:
        WarehouseFejl: a newer program made the schema, or the database belongs to something else.
    """
    with engine.connect() as forbindelse:
        if _read_version(forbindelse) == HOVED:
            return
    with engine.execution_options(**{SKRIVER: True}).begin() as forbindelse:
        # Read again: another process may have migrated while this one waited for the lock.
        version = _read_version(forbindelse)
        if version != HOVED:
            _migrate(forbindelse, version)


def migrate_here(forbindelse: Connection) -> None:
    """Bring the database of a transaction that writes to the newest schema, inside it. Raises as `ensure_schema`."""
    version = _read_version(forbindelse)
    if version != HOVED:
        _migrate(forbindelse, version)


def read_skema(engine: Engine) -> str | None:
    """Give the schema's version, None of an empty database. Raises WarehouseFejl when it belongs to something else."""
    with engine.connect() as forbindelse:
        return _read_version(forbindelse)


def require_known(version: str) -> None:
    """See that a schema version is this program's or earlier. Raises WarehouseFejl when it is not."""
    from warehouse.migrations.opgrader import knows_version  # noqa: PLC0415 - imports Alembic

    if not knows_version(version):
        raise WarehouseFejl(
            f"Databasen er lavet af en nyere udgave af tilbudstjek (skema {version}; denne udgave kender {HOVED}). "
            "Opdatér programmet. Databasen er ikke ændret."
        )


def _read_version(forbindelse: Connection) -> str | None:
    tabeller = inspect(forbindelse)
    if tabeller.has_table("alembic_version"):
        return forbindelse.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tabeller.has_table("afdeling"):
        raise WarehouseFejl("Databasen er ikke lavet af tilbudstjek. Ret TILBUDSTJEK_DATABASE_URL til en tom database.")
    return None


def _migrate(forbindelse: Connection, version: str | None) -> None:
    from warehouse.migrations.opgrader import upgrade  # noqa: PLC0415 - imports Alembic
    from warehouse.revision.overtag import note_skema  # noqa: PLC0415 - only where there is something to note
    from warehouse.stempeludloesere import count_changes  # noqa: PLC0415 - only where tables may be new

    if version is not None:
        require_known(version)
    if not may_change_schema(forbindelse):
        raise WarehouseFejl(
            f"Databasens skema ({version or 'intet'}) skal bringes op på {HOVED}, og det må denne bruger ikke. Kør "
            "»tilbudstjek database opgrader« som ejeren (tilbudstjek_ejer), og prøv så igen."
        )
    upgrade(forbindelse)
    count_changes(forbindelse)
    note_skema(forbindelse, fra=version, til=HOVED)
