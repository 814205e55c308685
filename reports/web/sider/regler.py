"""One rule: its words, its law, how often it is right, how it has gone, and what it finds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from domain.felter import FELTER
from domain.regel import Formaal, Regel
from expectations.ord import MODTAGER
from expectations.valg import is_switched
from reports.lovkilder import find_lovkilder
from reports.privatliv import list_personlige_former
from reports.stikproeve.regelpraecision import Regelpraecision, load_regelpraecision
from reports.web.bruger import ALLE
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.interval import Andel, draw_interval
from reports.web.diagrammer.linje import draw_linje
from reports.web.diagrammer.moenstre import ALVOR
from reports.web.diagrammer.ord import write_antal
from reports.web.diagrammer.punkter import STOERST, Punkt
from reports.web.diagrammer.soejler import Soejle, draw_soejler
from reports.web.regeleksempler import show_eksempler
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.afvigelser import make_kolonner
from reports.web.sider.filtervalg import find_tilsyn, make_tilsynsfilter
from reports.web.sider.regelkatalog import Forloeb, load_forloeb, make_punkter
from reports.web.sider.socialtilsyn import make_navne
from reports.web.tabel.filtre import Dagfilter, Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.afvigelsestabel import Fundrad, make_fundkilde
from warehouse.queries.rapport_regel import Regeltal, count_regel
from warehouse.queries.rapport_views import AFVIGELSE
from warehouse.queries.regeltabel import count_by_tilsyn

FORMAAL = {
    Formaal.INDBERETTET: "At obligatoriske oplysninger er indberettet (nr. 1)",
    Formaal.FAKTA: "At oplysningerne svarer til de faktiske forhold (nr. 2)",
    Formaal.SYSTEMATIK: "At oplysningerne følger Tilbudsportalens systematik (nr. 3)",
}
_SAMME = frozenset({"alvor", "regel", "titel", "felt"})
_NOGLE = frozenset({"raekke", "forslag"})


def make_tabel(katalog: Katalog, regel: Regel) -> Tabel[Fundrad]:
    """Make the table of a rule's open findings; a socialtilsyn's user sees those of its own portfolio."""
    kilde = make_fundkilde(list_personlige_former(), katalog.tilsyn)
    med_ord = {**kilde.filtre, "tilsyn": lambda slug: kilde.filtre["tilsyn"](find_tilsyn(slug))}
    return Tabel(
        navn=f"regel-{regel.id.lower()}",
        titel=f"Åbne afvigelser fra {regel.id}",
        ental="åben afvigelse",
        flertal="åbne afvigelser",
        kilde=replace(kilde, query=kilde.query.where(AFVIGELSE.c.regel == regel.id), filtre=med_ord),
        sorter="set",
        filtre=(
            *make_tilsynsfilter(katalog),
            Tekstfilter(navn="navn", etiket="Tilbuddets navn", hjaelp="Begyndelsen af et eller flere ord"),
            Dagfilter(navn="fra", etiket="Først set fra"),
            Dagfilter(navn="til", etiket="Først set til"),
        ),
        kolonner=_make_kolonner(katalog),
        om=f"{regel.id}: {regel.titel}.",
    )


def show_alle(conn: Connection, katalog: Katalog, forloeb: Forloeb, udsnit: Udsnit) -> Iterator[Side]:
    """Show every rule with its course and its findings unfiltered."""
    for regel in katalog.regler.values():
        tabel = show_tabel(conn, make_tabel(katalog, regel), Valg(udsnit=udsnit))
        yield _make_side(conn, katalog, regel, tabel, forloeb)


def _drop_empty(tabel: Vistabel[Fundrad]) -> Vistabel[Fundrad]:
    """Leave out the columns that only some rules fill, where no row shown has anything in them."""
    viste = [
        nummer
        for nummer, hoved in enumerate(tabel.hoveder)
        if hoved.kolonne.navn not in _NOGLE or any(celler[nummer] for celler in tabel.celler)
    ]
    return replace(
        tabel,
        hoveder=tuple(tabel.hoveder[nummer] for nummer in viste),
        celler=tuple(tuple(celler[nummer] for nummer in viste) for celler in tabel.celler),
    )


def _make_side(conn: Connection, katalog: Katalog, regel: Regel, tabel: Vistabel[Fundrad], forloeb: Forloeb) -> Side:
    praecision = load_regelpraecision(conn, regel)
    indhold: dict[str, Any] = {
        "regel": regel,
        "er_omstillet": is_switched(regel),
        "felt": FELTER[regel.felt].etiket if regel.felt in FELTER else regel.felt,
        "formaal": FORMAAL[regel.formaal],
        "modtagere": [navn for modtager, navn in MODTAGER.items() if modtager in regel.modtagere],
        "kilder": find_lovkilder(regel, katalog.dag),
        "bryder": show_eksempler(regel.bryder),
        "holder": show_eksempler(regel.holder),
        "tabel": _drop_empty(tabel),
        "fejl": dict(katalog.tilstand.kontrol.regelfejl).get(regel.id) if katalog.tilstand.kontrol else None,
        "praecision": praecision,
        "interval": _draw_interval(praecision),
        **_show_landet(conn, katalog, regel, make_punkter(forloeb.get(regel.id, ()))),
    }
    return Side(emne="regler", noegle=regel.id, skabelon="regel.html", titel=regel.titel, indhold=indhold)


def _show_landet(conn: Connection, katalog: Katalog, regel: Regel, forloeb: tuple[Punkt, ...]) -> Mapping[str, Any]:
    """Give what is counted over all portfolios, for whoever may see them all."""
    if katalog.tilsyn is not None:
        return {"tal": Regeltal(), "udvikling": None, "har_koert": False, "tilsyn": None, "ser_andre": False}
    return {
        "tal": count_regel(conn, regel.id),
        "har_koert": bool(forloeb),
        "udvikling": draw_linje(
            forloeb,
            noegle="udvikling",
            titel=f"Hvor mange {regel.id} har fundet ved hver kontrol",
            maal="Fund",
            skriv=write_antal,
        )
        if forloeb
        else None,
        "tilsyn": _draw_tilsyn(conn, regel),
        "ser_andre": True,
    }


def _draw_tilsyn(conn: Connection, regel: Regel) -> Billede | None:
    antal = count_by_tilsyn(conn, regel.id)
    if not antal:
        return None
    return draw_soejler(
        [Soejle(navn, (antal.get(kode, 0),)) for kode, navn in make_navne().items()],
        noegle="tilsyn",
        titel="Åbne afvigelser pr. socialtilsyn",
        hvad="Socialtilsyn",
        dele=tuple(del_ for del_ in ALVOR if del_.klasse == regel.alvor.value),
    )


def _draw_interval(praecision: Regelpraecision | None) -> Billede | None:
    if praecision is None or praecision.interval is None:
        return None
    maalt = praecision.interval
    andel = Andel(navn="Præcision", pct=100 * maalt.andel, lav_pct=100 * maalt.nedre, hoej_pct=100 * maalt.oevre)
    return draw_interval([andel], noegle="praecision", titel="Så ofte har reglen ret", hvad="Mål")


def _make_kolonner(katalog: Katalog) -> tuple[Kolonne[Fundrad], ...]:
    """Give the columns that differ from finding to finding; the row it speaks of is one of its own here."""
    return tuple(
        replace(kolonne, kun_fil=False) if kolonne.navn == "raekke" else kolonne
        for kolonne in make_kolonner(katalog)
        if kolonne.navn not in _SAMME
    )


def _en(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    regel = katalog.regler.get(request.path_params["regel"])
    if regel is None:
        return None
    return answer(
        conn,
        katalog,
        request,
        make_tabel(katalog, regel),
        lambda vist: _make_side(conn, katalog, regel, vist, load_forloeb(conn, katalog, antal=STOERST, regel=regel.id)),
    )


RUTER = (Rute("/regler/{regel}", _en, ALLE),)
