"""The runs: each fetch, whether it was let in, and why or why not."""

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.ruter import Rute, read_udsnit
from reports.web.side import Bladring, Katalog, Side, Udsnit
from warehouse.queries.rapport_koersler import count_koersler, list_koersler, load_koersel


def show_liste(conn: Connection, udsnit: Udsnit) -> Side | None:
    """Show the runs, newest first."""
    bladring = Bladring(count_koersler(conn), udsnit)
    if not bladring.findes:
        return None
    linjer = list_koersler(conn, graense=udsnit.graense, spring=udsnit.spring)
    indhold = {"linjer": linjer, "bladring": bladring}
    return Side(emne="koersler", skabelon="koersel_liste.html", titel="Kørsler", indhold=indhold)


def show_koersel(conn: Connection, koersel_id: str) -> Side | None:
    """Show one run with its gate and the surprises of its pages. None: no such run."""
    data = load_koersel(conn, koersel_id)
    if data is None:
        return None
    return Side(emne="koersler", noegle=koersel_id, skabelon="koersel.html", titel="Kørsel", indhold={"data": data})


def _liste(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return show_liste(conn, read_udsnit(request))


def _en(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return show_koersel(conn, request.path_params["koersel"])


RUTER = (Rute("/koersler", _liste), Rute("/koersler/{koersel:path}", _en))
