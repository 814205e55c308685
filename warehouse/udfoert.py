"""Jobs that come again and again: when each last went well and last failed, so that what does not happen is seen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from warehouse.tables import table_of
from warehouse.tables.drift import Udfoert
from warehouse.transaktion import joining

_UDFOERT = table_of(Udfoert)


class Job(StrEnum):
    """The jobs whose last time is kept here, since they leave no row of their own."""

    SIKKERHEDSKOPI = "sikkerhedskopi"
    OPBEVARING = "opbevaring"
    REVISION = "revision"
    INDBAKKE = "indbakke"
    OVERVAAGNING = "overvaagning"
    NAT = "nat"
    NAT_BEGYNDT = "nat_begyndt"
    FRIGIVELSE = "frigivelse"


@dataclass(frozen=True, kw_only=True)
class Jobtid:
    """When a job last went well and last failed; None: never. `sekunder` is how long the good one took."""

    lykkedes: datetime | None = None
    fejlede: datetime | None = None
    sekunder: float | None = None


def note_udfoert(lager: Engine | Connection, job: Job, *, nu: datetime, sekunder: float | None = None) -> None:
    """Write down that a job went well, in the caller's transaction when it has one. Raises WarehouseFejl."""
    _note(lager, job, {"lykkedes": nu, "sekunder": sekunder})


def note_fejlet(lager: Engine | Connection, job: Job, *, nu: datetime) -> None:
    """Write down that a job failed, as `note_udfoert`. Raises WarehouseFejl."""
    _note(lager, job, {"fejlede": nu})


def load_udfoert(conn: Connection) -> dict[Job, Jobtid]:
    """Give what is known of each job; a job that never ran has no times."""
    rows = conn.execute(select(_UDFOERT)).mappings()
    kendte = {row["job"]: {navn: row[navn] for navn in ("lykkedes", "fejlede", "sekunder")} for row in rows}
    return {job: Jobtid(**kendte.get(job.value, {})) for job in Job}


def _note(lager: Engine | Connection, job: Job, felter: dict[str, Any]) -> None:
    with joining(lager) as forbindelse:
        rettet = forbindelse.execute(update(_UDFOERT).where(_UDFOERT.c.job == job.value).values(felter))
        if not rettet.rowcount:
            forbindelse.execute(insert(_UDFOERT), [{"job": job.value, **felter}])
