"""What the page about the running shows: alarms with what to do, the nights, and every expectation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from domain.drejebog import Drejebogsafsnit, load_drejebog
from domain.tid import find_dag
from reports.overvaagning.bedoem import judge_alt
from reports.overvaagning.omgivelser import Omgivelser
from reports.web.bruger import SAGSBEHANDLERE
from reports.web.driftsside.nattebillede import draw_naetter
from reports.web.side import Katalog, Side
from warehouse.alarmer import AabenAlarm, read_alarmer
from warehouse.queries.naetter import list_naetter
from warehouse.udfoert import Job, load_udfoert


@dataclass(frozen=True)
class Visalarm:
    """An open alarm, and what the runbook says of its kind (None: it has no section)."""

    alarm: AabenAlarm
    afsnit: Drejebogsafsnit | None


def show_drift(
    conn: Connection,
    katalog: Katalog,
    omgivelser: Omgivelser,
    *,
    nu: datetime,
    er_gemt: bool = False,
    fejl: str | None = None,
) -> Side:
    """Show how the program runs at `nu`; `fejl` says why what somebody did was not taken in."""
    ventede, drejebog = judge_alt(conn, omgivelser, nu=nu), load_drejebog()
    indhold = {
        "nu": nu,
        "ventede": ventede,
        "sene": tuple(ventet for ventet in ventede if ventet.er_sen),
        "alarmer": tuple(Visalarm(alarm, drejebog.get(alarm.slags)) for alarm in read_alarmer(conn)),
        "drejebog": tuple(drejebog.values()),
        "naetter": draw_naetter(list_naetter(conn, find_dag(nu))),
        "overvaaget": load_udfoert(conn)[Job.OVERVAAGNING].lykkedes,
        "kan_tage": katalog.bruger.rolle in SAGSBEHANDLERE,
        "er_gemt": er_gemt,
        "fejl": fejl,
        "del_kode": split_kode,
    }
    return Side(emne="drift", skabelon="drift.html", titel="Drift", indhold=indhold)


def split_kode(tekst: str) -> tuple[tuple[str, bool], ...]:
    """Give a text of the runbook in pieces, each with whether it is something to type, as pages name the command."""
    dele = enumerate(tekst.split("`"))
    return tuple((del_.replace("./tjek ", "tilbudstjek "), nummer % 2 == 1) for nummer, del_ in dele if del_)
