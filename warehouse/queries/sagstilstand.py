"""Which cases are open."""

from sqlalchemy import Connection, select

from domain.sag import Sagstilstand
from warehouse.tables import METADATA

_SAG = METADATA.tables["sag"]


def list_aabne_sager(conn: Connection) -> frozenset[str]:
    """Give the tilbud whose case is not closed."""
    return frozenset(conn.scalars(select(_SAG.c.tilbudsid).where(_SAG.c.tilstand != Sagstilstand.LUKKET.value)))
