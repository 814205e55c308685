"""Who looked at what and changed what: rows that are only ever added."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from warehouse.revision import insert_bundet
from warehouse.tables import table_of
from warehouse.tables.webadgang import Adgangslog
from warehouse.transaktion import reading, writing

_LOG = table_of(Adgangslog)

SET = "set"
AENDRET = "aendret"
LOG_IND = "log_ind"
LOG_UD = "log_ud"
AFVIST = "afvist"
SESSION = "session"


@dataclass(frozen=True, kw_only=True)
class Spor:
    """One act of a person; `noegle` says which of the `emne` it was on. No personal value but the user name."""

    tidspunkt: datetime
    bruger: str
    rolle: str
    handling: str
    emne: str
    noegle: str | None = None


def log_adgang(engine: Engine, spor: Spor) -> None:
    """Write an act down in a transaction of its own. Raises WarehouseFejl when it cannot be."""
    with writing(engine) as session:
        write_spor(session.connection(), spor)


def write_spor(forbindelse: Connection, spor: Spor) -> None:
    """Write an act down in the transaction of the change itself, so that neither is there without the other.

    The row has its link in the chain (`warehouse.revision`).
    """
    insert_bundet(forbindelse, "adgangslog", [asdict(spor)])


def list_afsluttede(engine: Engine, *, siden: datetime) -> tuple[str, ...]:
    """Give the ids of the sessions that were logged out of since a moment. Raises WarehouseFejl."""
    valg = select(_LOG.c.noegle).where(
        _LOG.c.tidspunkt >= siden, _LOG.c.handling == LOG_UD, _LOG.c.emne == SESSION, _LOG.c.noegle.is_not(None)
    )
    with reading(engine) as session:
        return tuple(session.connection().scalars(valg.order_by(_LOG.c.id)))
