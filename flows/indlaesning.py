"""Loading a dump with what must follow at once: nothing outside the database keeps what it took away."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from flows.beskyttelse import clear_after_load
from flows.settings import Indstillinger
from reports.mail.send import drop_wiped
from warehouse.load import Indlaesning, load_dump


def load_and_clear(
    engine: Engine,
    indstillinger: Indstillinger,
    fil: Path,
    *,
    nu: datetime,
    begrundelse: str | None = None,
    koersel_id: str | None = None,
) -> Indlaesning:
    """Load a dump through the gate, then clear the files in VAR of tilbud that it told are krisecentre (SEL § 109).

    Raises:
        RapportFejl: such a file cannot be cleared or deleted; the next load or handing over tries again.
        WarehouseFejl: the database cannot be written.
    """
    indlaesning = load_dump(engine, fil, nu=nu, begrundelse=begrundelse, koersel_id=koersel_id)
    drop_wiped(engine, indstillinger.udbakke)
    clear_after_load(engine, indstillinger, fil, nu=nu, snapshot_id=indlaesning.snapshot_id)
    return indlaesning
