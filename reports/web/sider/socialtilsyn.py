"""The portfolios side by side: the five socialtilsyn, and the tilbud that have none."""

from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request

from domain.afvigelse import find_socialtilsyn
from domain.reference import load_socialtilsyn
from domain.tekst import fold
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sider.tom import show_tom
from warehouse.queries.rapport_socialtilsyn import Portefoelje, list_portefoeljer
from warehouse.queries.rapport_views import ANDRE


@dataclass(frozen=True)
class Gruppe:
    """A portfolio with its name and the word it has in addresses."""

    slug: str
    navn: str
    tal: Portefoelje


@dataclass(frozen=True)
class Omtalt:
    """A socialtilsyn that a finding speaks of: its name, and the word of its page's address."""

    slug: str
    navn: str


def find_omtalt(tilbudsid: str) -> Omtalt | None:
    """Give the socialtilsyn that a finding speaks of, or None when it speaks of a tilbud."""
    kode = find_socialtilsyn(tilbudsid)
    return None if kode is None else Omtalt(make_slug(kode), make_navne().get(kode, f"Socialtilsyn {kode}"))


def make_navne() -> dict[str, str]:
    """Give the name of each portfolio by its code, in the law's order and last those without a socialtilsyn."""
    return {tilsyn.kode: tilsyn.navn for tilsyn in load_socialtilsyn()} | {ANDRE: "Uden socialtilsyn"}


def make_slug(kode: str) -> str:
    """Give a portfolio's code as a word of plain letters: `Øst` becomes `oest`."""
    return fold(kode)


def list_grupper(conn: Connection) -> tuple[Gruppe, ...]:
    """Give every portfolio, also one that holds no tilbud."""
    tal = list_portefoeljer(conn)
    return tuple(
        Gruppe(make_slug(kode), navn, tal.get(kode, _empty(kode)))
        for kode, navn in make_navne().items()
        if kode != ANDRE or kode in tal
    )


def show_liste(conn: Connection) -> Side:
    """Show the portfolios side by side."""
    return Side(
        emne="socialtilsyn",
        skabelon="socialtilsyn_liste.html",
        titel="Socialtilsyn",
        indhold={"grupper": list_grupper(conn)},
    )


def _empty(kode: str) -> Portefoelje:
    return Portefoelje(kode=kode, tilbud=0, afdelinger=0, uden_alvorlige=0, kritisk=0, alvorlig=0, advarsel=0)


def _liste(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_tom("socialtilsyn") if katalog.tilstand.snapshot is None else show_liste(conn)


RUTER = (Rute("/socialtilsyn", _liste),)
