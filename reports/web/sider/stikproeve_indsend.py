"""The form of a control on the server: the drawn units, one of them, and what is answered of it."""

from urllib.parse import quote

from sqlalchemy import Connection, Engine
from starlette.requests import Request

from domain.tid import find_dag
from reports.web.bruger import SAGSBEHANDLERE
from reports.web.handling import Formularpost, Handling, Videre, Vis
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sider.stikproeve_formular import Udfyldt, find_initialer, make_udfyldt, show_formular, show_liste
from sampling.ark.fordeling import check_sagsbehandler
from sampling.fejl import StikproeveFejl
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.udfald import Indberetning, UdfaldKonflikt, store_udfald
from warehouse.transaktion import reading

_LISTE = "/stikproever/{nummer}/svar"
_SVAR = "/stikproever/{nummer}/svar/{enhed_id:path}"


def _liste(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return show_liste(conn, request.path_params["nummer"], hvem=request.query_params.get("hvem"))


def _svar(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    nummer, enhed_id = request.path_params["nummer"], request.path_params["enhed_id"]
    return show_formular(conn, nummer, enhed_id, bruger=katalog.bruger, er_gemt="gemt" in request.query_params)


def _take_in(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    nummer, enhed_id = post.sti["nummer"], post.sti["enhed_id"]
    felter = {**post.felter, "sagsbehandler": find_initialer(post.bruger) or post.felter.get("sagsbehandler", "")}
    udfyldt = make_udfyldt(felter, enhed_id, dag=find_dag(post.nu))
    if not udfyldt.har_fejl:
        udfyldt = _store(engine, nummer, udfyldt, post)
    if not udfyldt.har_fejl:
        return Videre(f"/stikproever/{quote(nummer, safe='')}/svar/{quote(enhed_id, safe='')}?gemt=1")
    with reading(engine) as session:
        side = show_formular(session.connection(), nummer, enhed_id, bruger=post.bruger, udfyldt=udfyldt)
    return None if side is None else Vis(side)


def _store(engine: Engine, nummer: str, udfyldt: Udfyldt, post: Formularpost) -> Udfyldt:
    """Store what was filled in; give it back with what was wrong, if anything was."""
    try:
        indberetning = Indberetning(
            sagsbehandler=check_sagsbehandler(udfyldt.sagsbehandler),
            kilde="web",
            nu=post.nu,
            sete=udfyldt.sete,
            spor=post.make_spor("stikproeve", f"{nummer}/{post.sti['enhed_id']}"),
        )
        store_udfald(engine, nummer, udfyldt.svar, indberetning=indberetning)
    except UdfaldKonflikt as konflikt:
        return udfyldt.with_konflikter(konflikt.versioner)
    except StikproeveFejl as fejl:
        return udfyldt.with_fejl("sagsbehandler", str(fejl))
    except KontrolFejl as fejl:
        return udfyldt.with_fejl("", str(fejl))
    return udfyldt


RUTER = (Rute(_LISTE, _liste, SAGSBEHANDLERE), Rute(_SVAR, _svar, SAGSBEHANDLERE))
HANDLINGER = (Handling(_SVAR, _take_in, SAGSBEHANDLERE),)
