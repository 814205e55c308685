"""The runs: each fetch, whether it was let in, and why or why not."""

from sqlalchemy import Connection

from reports.web.side import Bladring, Side, Udsnit
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
