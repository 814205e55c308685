"""Who looks at which drawn unit."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, update

from warehouse.stikproever.kontrol import Kontrol
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveEnhed

_ENHED = table_of(StikproeveEnhed)


def assign(forbindelse: Connection, kontrol: Kontrol, fordeling: Mapping[str, str]) -> None:
    """Give drawn units their caseworker (initials or role), by unit id; inside the caller's transaction."""
    if not fordeling:
        return
    hvor = (_ENHED.c.stikproeve_id == kontrol.id, _ENHED.c.enhed_id == bindparam("b_id"), _ENHED.c.er_udtrukket)
    saetning = update(_ENHED).where(*hvor).values(sagsbehandler=bindparam("b_hvem"))
    forbindelse.execute(saetning, [{"b_id": enhed_id, "b_hvem": hvem} for enhed_id, hvem in fordeling.items()])
