"""The budget calendar: who owes a budget, who was in time, who is late today, and the season week by week."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from starlette.requests import Request

from domain.budgetkalender import GRUPPER, Budgettal, Forsinket, find_frister
from reports.web.budgetbilleder import draw_godkendt, draw_modtaget, draw_saeson
from reports.web.diagrammer.billede import Billede
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sider.socialtilsyn import make_navne, make_slug
from warehouse.queries.budgetkalender import Budgetkalender, list_budgetaar, load_budgetkalender

EMNE = "budgetkalender"
GRUPPENAVNE = {"privat": "Private", "offentlig": "Offentlige"}
HVEM = {
    "privat": "private tilbud",
    "offentlig": "offentlige tilbud og private med en driftsaftale, der giver det offentlige bestemmende indflydelse",
}


@dataclass(frozen=True)
class Vislinje:
    """The figures of a group of one socialtilsyn; `slug` is None for all of them."""

    tal: Budgettal
    navn: str
    slug: str | None


@dataclass(frozen=True)
class Visgruppe:
    """A group of owners: its days by law, its figures by socialtilsyn, as pictures too (None: nothing yet)."""

    gruppe: str
    navn: str
    hvem: str
    modtaget: date
    godkendt: date
    linjer: tuple[Vislinje, ...]
    i_alt: Budgettal
    modtagne: Billede | None
    godkendte: Billede | None
    saeson: Billede | None


@dataclass(frozen=True)
class Vissen:
    """A tilbud that is late, with the name of its socialtilsyn."""

    forsinket: Forsinket
    tilsyn: str
    gruppe: str


def show_budgetkalender(conn: Connection, katalog: Katalog, aar: str | None = None) -> Side | None:
    """Show a budget year as it stands on the register's day. None: no such year."""
    kendte = () if katalog.dag is None else list_budgetaar(conn)
    if aar is not None and aar not in map(str, kendte):
        return None
    if katalog.dag is None:
        return _show_tom()
    kalender = load_budgetkalender(conn, katalog.dag, None if aar is None else int(aar))
    if kalender is None:
        return _show_tom() if aar is None else None
    return Side(
        emne=EMNE,
        noegle=aar,
        skabelon="budgetkalender.html",
        titel=f"Budgetter for {kalender.budgetaar}",
        indhold={
            "kalender": kalender,
            "grupper": [_make_gruppe(kalender, gruppe) for gruppe in GRUPPER],
            "forsinkede": [_vis_forsinket(x) for x in kalender.forsinkede],
            "aar": kendte,
        },
    )


def list_aar(conn: Connection) -> tuple[str, ...]:
    """Give the years that have a page of their own."""
    return tuple(map(str, list_budgetaar(conn)))


def _show_tom() -> Side:
    return Side(emne=EMNE, skabelon="budgetkalender.html", titel="Budgetter", indhold={"kalender": None, "aar": ()})


def _make_gruppe(kalender: Budgetkalender, gruppe: str) -> Visgruppe:
    frister, navn = find_frister(kalender.budgetaar)[gruppe], GRUPPENAVNE[gruppe]
    egne = {tal.kode: tal for tal in kalender.tal if tal.gruppe == gruppe}
    linjer = [(tilsyn, egne[kode]) for kode, tilsyn in make_navne().items() if kode in egne]
    kurve = [punkt for punkt in kalender.kurve if punkt.gruppe == gruppe]
    return Visgruppe(
        gruppe=gruppe,
        navn=navn,
        hvem=HVEM[gruppe],
        modtaget=frister.modtaget,
        godkendt=frister.godkendt,
        linjer=tuple(
            Vislinje(egne[kode], navn, make_slug(kode)) for kode, navn in make_navne().items() if kode in egne
        ),
        i_alt=egne[None],
        modtagne=draw_modtaget(linjer, gruppe=gruppe, titel=f"{navn} budgetter for {kalender.budgetaar}: modtaget"),
        godkendte=draw_godkendt(linjer, gruppe=gruppe, titel=f"{navn} budgetter for {kalender.budgetaar}: godkendt"),
        saeson=draw_saeson(
            kurve,
            frister,
            gruppe=gruppe,
            titel=f"{navn}: modtagne og godkendte budgetter i alt, uge for uge",
            skylder=egne[None].skylder,
        ),
    )


def _vis_forsinket(forsinket: Forsinket) -> Vissen:
    tilsyn = make_navne().get(forsinket.kode or "", "uklart")
    return Vissen(forsinket, tilsyn, GRUPPENAVNE[forsinket.gruppe].lower())


def _kalender(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return show_budgetkalender(conn, katalog, request.path_params.get("aar"))


RUTER = (Rute("/budgetkalender", _kalender), Rute("/budgetkalender/{aar}", _kalender))
