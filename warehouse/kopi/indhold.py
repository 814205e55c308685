"""What a database holds, counted: written into the manifest, and compared when a backup is put back."""

from datetime import date

from sqlalchemy import Connection, inspect, text

from warehouse.kopi.manifest import Databaseindhold
from warehouse.revision import find_hoved


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
    hoved = find_hoved(forbindelse) if "revision" in raekker else None
    return Databaseindhold(
        motor=forbindelse.dialect.name,
        skema=str(forbindelse.execute(text("SELECT version_num FROM alembic_version")).scalar_one()),
        snapshot_id=nyeste.id if nyeste else None,
        snapshot_dag=date.fromisoformat(str(nyeste.dag)) if nyeste else None,
        revision=hoved.nr if hoved else 0,
        revision_hash=hoved.hash if hoved else None,
        raekker=raekker,
    )
