"""`overvaagning`: is everything that was expected here? What is late becomes an alarm, and what is over closes."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.settings import Indstillinger
from reports.overvaagning.bedoem import SLAGS, judge_alt, list_rejsninger
from reports.overvaagning.omgivelser import Omgivelser
from reports.overvaagning.ventet import Ventet
from warehouse.alarmer import Alarmtal, update_alarmer
from warehouse.engine import opened_warehouse
from warehouse.transaktion import reading
from warehouse.udfoert import Job, note_udfoert


@dataclass(frozen=True, kw_only=True)
class Overvaagning:
    """How each expectation stands, and what was done to the alarms (None: they were only looked at)."""

    ventede: tuple[Ventet, ...]
    alarmer: Alarmtal | None = None

    @property
    def sene(self) -> tuple[Ventet, ...]:
        """What is late."""
        return tuple(ventet for ventet in self.ventede if ventet.er_sen)


def run_overvaagning(indstillinger: Indstillinger, *, nu: datetime) -> Overvaagning:
    """Judge what was expected, raise the alarms of what is late, and close those that are over.

    It takes no lock: a night may be at work, and what it has not done yet is not late.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    set_ = look(indstillinger, nu=nu)
    with opened_warehouse(indstillinger.database) as engine:
        tal = update_alarmer(engine, SLAGS, list_rejsninger(set_.ventede), nu=nu)
        note_udfoert(engine, Job.OVERVAAGNING, nu=nu)
    return Overvaagning(ventede=set_.ventede, alarmer=tal)


def look(indstillinger: Indstillinger, *, nu: datetime) -> Overvaagning:
    """Judge what was expected and write nothing. Raises WarehouseFejl."""
    with opened_warehouse(indstillinger.database) as engine, reading(engine) as session:
        ventede = judge_alt(session.connection(), read_omgivelser(indstillinger), nu=nu)
    return Overvaagning(ventede=ventede)


def read_omgivelser(indstillinger: Indstillinger) -> Omgivelser:
    """Give what no table tells: the disk of VAR, and what the settings say is to be expected."""
    return Omgivelser(
        disk_fri_pct=measure_disk(indstillinger.var),
        har_indbakke=indstillinger.indbakke is not None,
        mail_fra_kl=indstillinger.mail_fra_kl,
        mail_til_kl=indstillinger.mail_til_kl,
    )


def measure_disk(mappe: Path) -> float | None:
    """Give the share of a folder's disk that is free, in percent; None when it cannot be seen."""
    try:
        plads = shutil.disk_usage(mappe)
    except OSError:
        return None
    return 100 * plads.free / plads.total if plads.total else None
