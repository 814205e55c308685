"""The first page: the register in figures."""

from sqlalchemy import Connection

from reports.mail.orientering.mangler import tell_uden_adresse
from reports.mail.vagt import explain_stop
from reports.web.side import Katalog, Side
from reports.web.sider.socialtilsyn import list_grupper
from warehouse.queries.brevsvar import count_ventende
from warehouse.queries.mailtal import count_til_et_menneske
from warehouse.queries.mailvagt import list_stop
from warehouse.queries.rapport_overblik import load_overblik
from warehouse.queries.stikproeve import list_varsler


def show_overblik(conn: Connection, katalog: Katalog) -> Side:
    """Show counts, the trend, and the five socialtilsyn side by side; before the first fetch, what to do."""
    if katalog.tilstand.snapshot is None:
        return show_tom("overblik")
    overblik = load_overblik(conn)
    return Side(
        emne="overblik",
        skabelon="overblik.html",
        titel="Overblik",
        indhold={
            "overblik": overblik,
            "mails": count_til_et_menneske(conn),
            "svar": count_ventende(conn),
            "uden_adresse": tell_uden_adresse(conn, katalog.tilstand.snapshot.dag),
            "grupper": list_grupper(conn),
            "regelstop": [explain_stop(stop.aabning) for stop in list_stop(conn) if not stop.er_frigivet],
            "varsler": list_varsler(conn, dag=katalog.fristdag),
            "stoerst": max((punkt.aabne_i_alt for punkt in overblik.trend), default=0),
        },
    )


def show_tom(emne: str) -> Side:
    """Show what to do while the register is empty."""
    return Side(emne=emne, skabelon="tom.html", titel="Der er endnu ikke hentet noget")
