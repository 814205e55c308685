"""The log of acts, for administrators: who logged in, looked at contact data, and changed what."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.requests import Request

from domain.tid import DANSK_TID
from reports.web.bruger import ADMINISTRATORER
from reports.web.ruter import Rute, read_udsnit
from reports.web.side import Bladring, Katalog, Side, Udsnit
from warehouse.adgangslog import AENDRET, AFVIST, LOG_IND, LOG_UD, SET
from warehouse.queries.adgangslog import Adgangsvalg, count_spor, list_spor

HANDLINGSNAVNE = {
    SET: "Har set",
    AENDRET: "Har ændret",
    LOG_IND: "Har logget ind",
    LOG_UD: "Har logget ud",
    AFVIST: "Blev afvist",
}
_UGYLDIG = "Skriv dagen som 2026-12-31."


def show_adgang(conn: Connection, *, bruger: str, dag: str, udsnit: Udsnit) -> Side | None:
    """Show the acts of a person (empty: all) on a day as ISO 8601 (empty: any). None: there is no such page."""
    valgt_dag, fejl = _read_dag(dag)
    valg = _make_valg(bruger, valgt_dag)
    bladring = Bladring(0 if fejl else count_spor(conn, valg), udsnit)
    if not bladring.findes:
        return None
    indhold = {
        "linjer": () if fejl else list_spor(conn, valg, graense=udsnit.graense, spring=udsnit.spring),
        "bladring": bladring,
        "navne": HANDLINGSNAVNE,
        "valgt_bruger": bruger,
        "valgt_dag": dag,
        "fejl": fejl,
        "filter": urlencode({navn: value for navn, value in (("bruger", bruger), ("dag", dag)) if value}),
    }
    return Side(emne="adgang", skabelon="adgang.html", titel="Hvem har set og ændret hvad", indhold=indhold)


def _make_valg(bruger: str, dag: date | None) -> Adgangsvalg:
    if dag is None:
        return Adgangsvalg(bruger=bruger or None)
    fra = datetime.combine(dag, time(), DANSK_TID)
    foer = datetime.combine(dag + timedelta(days=1), time(), DANSK_TID)
    return Adgangsvalg(bruger=bruger or None, fra=fra, foer=foer)


def _read_dag(tekst: str) -> tuple[date | None, str | None]:
    if not tekst:
        return None, None
    try:
        dag = date.fromisoformat(tekst)
        return (dag, None) if date(2000, 1, 1) <= dag < date(2200, 1, 1) else (None, _UGYLDIG)
    except ValueError:
        return None, _UGYLDIG


def _adgang(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    valgt = request.query_params
    bruger = valgt.get("bruger", "").replace("\x00", "\ufffd").strip()[:100]
    return show_adgang(conn, bruger=bruger, dag=valgt.get("dag", "").strip()[:20], udsnit=read_udsnit(request))


RUTER = (Rute("/adgang", _adgang, ADMINISTRATORER, gemmes=False),)
