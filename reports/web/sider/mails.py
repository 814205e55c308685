"""The addresses of the mails' pages and forms, for caseworkers; what lets mails go is for administrators."""

from sqlalchemy import Connection, Engine
from starlette.requests import Request

from reports.web.bruger import ADMINISTRATORER, SAGSBEHANDLERE
from reports.web.handling import Formularpost, Handling, Vis
from reports.web.mails.beslut import decide_mail, look_at, release_mails, release_rule, settle
from reports.web.mails.udbakke import make_tabel
from reports.web.mails.vis import make_udbakke, read_nummer, show_adresser, show_mail, show_svar, show_svarliste
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side
from reports.web.tabel.svar import answer


def _udbakke(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    er_gemt = "gemt" in request.query_params
    return answer(
        conn, katalog, request, make_tabel(), lambda tabel: make_udbakke(conn, katalog, tabel, er_gemt=er_gemt)
    )


def _mail(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return show_mail(conn, katalog, request.path_params["noegle"], er_gemt="gemt" in request.query_params)


def _svarliste(conn: Connection, _katalog: Katalog, request: Request) -> Side:
    return show_svarliste(conn, er_gemt="gemt" in request.query_params)


def _svar(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    nummer = read_nummer(request.path_params["nummer"])
    return None if nummer is None else show_svar(conn, katalog, nummer)


def _adresser(conn: Connection, katalog: Katalog, _request: Request) -> Side:
    return show_adresser(conn, katalog)


def _vis_modtager(engine: Engine, post: Formularpost) -> Vis | None:
    noegle = post.sti["noegle"]
    return look_at(
        engine,
        post,
        lambda conn, katalog, _: show_mail(conn, katalog, noegle, med_modtager=True),
        emne="mailmodtager",
        noegle=noegle,
    )


def _vis_adresser(engine: Engine, post: Formularpost) -> Vis | None:
    return look_at(
        engine,
        post,
        lambda conn, katalog, _: show_adresser(conn, katalog, med_adresser=True),
        emne="adressebog",
        noegle="alle",
    )


RUTER = (
    Rute("/mails", _udbakke, SAGSBEHANDLERE),
    Rute("/mails/svar", _svarliste, SAGSBEHANDLERE),
    Rute("/mails/svar/{nummer}", _svar, SAGSBEHANDLERE, ser="svar"),
    Rute("/mails/adresser", _adresser, SAGSBEHANDLERE),
    Rute("/mails/{noegle}", _mail, SAGSBEHANDLERE, ser="mail"),
)
HANDLINGER = (
    Handling("/mails/frigiv", release_mails, ADMINISTRATORER),
    Handling("/mails/regel/{regel}", release_rule, ADMINISTRATORER),
    Handling("/mails/svar/{nummer}", settle, SAGSBEHANDLERE),
    Handling("/mails/adresser", _vis_adresser, SAGSBEHANDLERE),
    Handling("/mails/{noegle}/modtager", _vis_modtager, SAGSBEHANDLERE),
    Handling("/mails/{noegle}", decide_mail, SAGSBEHANDLERE),
)
