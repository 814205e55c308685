"""The portfolios: the five socialtilsyn, and the tilbud that have none."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request

from domain.afvigelse import find_socialtilsyn
from domain.reference import load_socialtilsyn
from domain.regel import Modtager
from domain.tekst import fold
from reports.bevis import write_bevis
from reports.web.ruter import Rute, read_udsnit
from reports.web.side import Bladring, Katalog, Side, Udsnit
from reports.web.sider.tom import show_tom
from warehouse.queries.rapport_socialtilsyn import (
    Plejefund,
    Portefoelje,
    count_tilbud,
    list_plejefund,
    list_portefoeljer,
    list_tilbud,
    list_uden_email,
)
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


@dataclass(frozen=True)
class Vispleje:
    """A finding about plejefamilier as a whole, with its title and its figures as label and value."""

    linje: Plejefund
    titel: str
    bevis: tuple[tuple[str, str], ...]


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


def show_socialtilsyn(conn: Connection, katalog: Katalog, slug: str, udsnit: Udsnit) -> Side | None:
    """Show one portfolio: its tilbud with open findings, and those it must tell itself. None: no such portfolio."""
    kode = next((kode for kode in make_navne() if make_slug(kode) == slug), None)
    bladring = Bladring(0 if kode is None else count_tilbud(conn, kode), udsnit)
    if kode is None or not bladring.findes:
        return None
    til_tilbud = [regel.id for regel in katalog.regler.values() if Modtager.TILBUD in regel.modtagere]
    return Side(
        emne="socialtilsyn",
        noegle=slug,
        skabelon="socialtilsyn.html",
        titel=make_navne()[kode],
        indhold={
            "tal": list_portefoeljer(conn).get(kode, _empty(kode)),
            "tilbud": list_tilbud(conn, kode, graense=udsnit.graense, spring=udsnit.spring),
            "bladring": bladring,
            "uden_email": list_uden_email(conn, kode, til_tilbud),
            "plejefund": [_vis_pleje(linje, katalog) for linje in list_plejefund(conn, kode)],
        },
    )


def _vis_pleje(linje: Plejefund, katalog: Katalog) -> Vispleje:
    bevis = tuple(write_bevis(navn, value) for navn, value in json.loads(linje.bevis).items())
    return Vispleje(linje, katalog.titel(linje.regel), bevis)


def _empty(kode: str) -> Portefoelje:
    return Portefoelje(kode=kode, tilbud=0, afdelinger=0, uden_alvorlige=0, kritisk=0, alvorlig=0, advarsel=0)


def _liste(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_tom("socialtilsyn") if katalog.tilstand.snapshot is None else show_liste(conn)


def _et(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return show_socialtilsyn(conn, katalog, request.path_params["slug"], read_udsnit(request))


RUTER = (Rute("/socialtilsyn", _liste), Rute("/socialtilsyn/{slug}", _et))
