"""The first page: whether the register can be trusted today, how it has gone, and what waits for a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from reports.mail.orientering.mangler import list_uden_adresse
from reports.web.diagrammer.kommunekort import Kommunetal, make_kommunekort
from reports.web.diagrammer.soejler import Soejle, draw_soejler
from reports.web.overblik.opgaver import list_opgaver
from reports.web.overblik.tillid import judge_tillid
from reports.web.overblik.udvikling import AAR, draw_gnister, draw_udvikling, list_aendringer
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sider.socialtilsyn import make_navne, make_slug
from reports.web.sider.tom import show_tom
from warehouse.queries.mailvagt import list_stop
from warehouse.queries.rapport_nat import count_proever, list_regelnat
from warehouse.queries.rapport_overblik import load_andre_tal
from warehouse.queries.registertal import Nyeste, Tal, load_forloeb, load_kurver, load_nyeste
from warehouse.queries.stikproeve import list_varsler
from warehouse.queries.venter import load_venter

_GNIST = 40
_INGEN = Tal(noegle="", tilbud=0, afdelinger=0, ramte=0, kritisk=0, alvorlig=0, advarsel=0)


def show_overblik(conn: Connection, katalog: Katalog) -> Side:
    """Show the state of the register at a glance; before the first fetch, what to do."""
    if katalog.tilstand.snapshot is None:
        return show_tom("overblik")
    koersel = katalog.tilstand.koersel
    indhold = {
        "tillid": judge_tillid(katalog, count_proever(conn, "" if koersel is None else koersel.id)),
        "opgaver": list_opgaver(
            load_venter(conn),
            list_stop(conn),
            list_varsler(conn, dag=katalog.fristdag),
            uden_adresse=list_uden_adresse(conn, katalog.tilstand.snapshot.dag),
        ),
        "nat": list_regelnat(conn, katalog.tilstand.snapshot.id),
        "titler": {regel.id: regel.titel for regel in katalog.regler.values()},
        "tal": None,
    }
    nyeste = load_nyeste(conn)
    if nyeste is not None:
        indhold |= _show_tal(conn, nyeste)
    return Side(emne="overblik", skabelon="overblik.html", titel="Overblik", indhold=indhold)


def _show_tal(conn: Connection, nyeste: Nyeste) -> Mapping[str, Any]:
    landet = load_forloeb(conn, "landet", "", fra=nyeste.dag - AAR)
    tilsyn = {kode: nyeste.socialtilsyn.get(kode, _INGEN) for kode in make_navne()}
    return {
        "tal": nyeste.landet,
        "dag": nyeste.dag,
        "andre": load_andre_tal(conn),
        "aendringer": list_aendringer(landet),
        "udvikling": draw_udvikling(landet),
        "tilsyn": [(make_slug(kode), make_navne()[kode], tal, kode) for kode, tal in tilsyn.items() if tal.tilbud],
        "gnister": draw_gnister(load_kurver(conn, "socialtilsyn", landet, antal=_GNIST)),
        "soejler": draw_soejler(
            [Soejle(make_navne()[kode], (tal.kritisk, tal.alvorlig, tal.advarsel)) for kode, tal in tilsyn.items()],
            noegle="tilsyn",
            titel="Åbne afvigelser pr. socialtilsyn",
            hvad="Socialtilsyn",
        ),
        "kort": make_kommunekort(
            {kode: Kommunetal(tilbud=tal.tilbud, ramte=tal.ramte) for kode, tal in nyeste.kommuner.items()}
        ),
    }


def _show(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_overblik(conn, katalog)


RUTER = (Rute("/", _show),)
