"""What a database holds, counted: written into the manifest, and compared when a backup is put back."""

from datetime import date

from sqlalchemy import Connection, inspect, text

from warehouse.kopi.manifest import Databaseindhold


def count_rows(forbindelse: Connection) -> dict[str, int]:
    """Give the number of rows of every table, by name."""
    navne = sorted(inspect(forbindelse).get_table_names())
    return {navn: forbindelse.execute(text(f'SELECT count(*) FROM "{navn}"')).scalar_one() for navn in navne}


def read_indhold(forbindelse: Connection) -> Databaseindhold | None:
    """Give what the database of a transaction holds; None when it is not one of this program's."""
    raekker = count_rows(forbindelse)
    if not raekker.get("alembic_version"):
        return None
    nyeste = None
    if "snapshot" in raekker:
        nyeste = forbindelse.execute(text("SELECT id, dag FROM snapshot ORDER BY id DESC LIMIT 1")).first()
    revision = 0
    if "revision" in raekker:
        revision = forbindelse.execute(text("SELECT coalesce(max(nr), 0) FROM revision")).scalar_one()
    return Databaseindhold(
        motor=forbindelse.dialect.name,
        skema=str(forbindelse.execute(text("SELECT version_num FROM alembic_version")).scalar_one()),
        snapshot_id=nyeste.id if nyeste else None,
        snapshot_dag=date.fromisoformat(str(nyeste.dag)) if nyeste else None,
        revision=revision,
        raekker=raekker,
    )
