"""One portfolio: how it goes, what is oldest, what was mended, where its cases stand, and its tilbud."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from domain.regel import Modtager
from domain.sag import NAVNE
from reports.bevis import write_bevis
from reports.web.bruger import ALLE
from reports.web.omraader import draw_omraader
from reports.web.overblik.udvikling import AAR, draw_gnister, draw_udvikling, list_aendringer
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import make_alvorsfilter, make_kommunefilter, make_regelfilter, make_typefilter
from reports.web.sider.socialtilsyn import Gruppe, list_grupper, make_navne, make_slug
from reports.web.sider.tilbud_liste import KOLONNER, with_words
from reports.web.sider.tom import show_tom
from reports.web.tabel.filtre import Jafilter, Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.rapport_socialtilsyn import Plejefund, list_plejefund, list_uden_email
from warehouse.queries.rapport_views import ANDRE
from warehouse.queries.registertal import load_forloeb, load_kurver
from warehouse.queries.tilbudstabel import Tilbudsrad, make_tilbudskilde
from warehouse.queries.tilsynsbillede import count_sager, list_aabne, list_aeldste, list_rettede

_AELDSTE = 10
_REGLER = 10
_GNIST = 40
_RETTET = timedelta(days=30)


@dataclass(frozen=True)
class Vispleje:
    """A finding about plejefamilier as a whole, with its title and its figures as label and value."""

    linje: Plejefund
    titel: str
    bevis: tuple[tuple[str, str], ...]


def make_tabel(katalog: Katalog, kode: str) -> Tabel[Tilbudsrad]:
    """Make the table of a portfolio's tilbud."""
    navn = make_navne()[kode]
    return Tabel(
        navn=f"socialtilsyn-{make_slug(kode)}",
        titel=f"Tilbud hos {navn}" if kode != ANDRE else "Tilbud uden socialtilsyn",
        ental="tilbud",
        flertal="tilbud",
        kilde=with_words(make_tilbudskilde(kode)),
        sorter="-kritisk",
        filtre=(
            Tekstfilter(navn="navn", etiket="Navn", hjaelp="Begyndelsen af et eller flere ord"),
            make_kommunefilter(),
            make_typefilter(),
            make_alvorsfilter(),
            make_regelfilter(katalog),
            Jafilter(navn="fejl", etiket="Kun med åbne afvigelser"),
        ),
        kolonner=tuple(kolonne for kolonne in KOLONNER if kolonne.navn != "tilsyn"),
        om=f"Kun tilbud hos {navn}.",
    )


def show_socialtilsyn(conn: Connection, katalog: Katalog, slug: str, udsnit: Udsnit) -> Side | None:
    """Show one portfolio with its tilbud unfiltered, the worst first. None: no such portfolio."""
    kode = find_kode(katalog, slug)
    if kode is None:
        return None
    return _make_side(conn, katalog, kode, show_tabel(conn, make_tabel(katalog, kode), Valg(udsnit=udsnit)))


def find_kode(katalog: Katalog, slug: str) -> str | None:
    """Give the code of a portfolio by the word of its address; None when there is none that the reader may see."""
    kode = next((kode for kode in make_navne() if make_slug(kode) == slug), None)
    return kode if katalog.tilsyn in (None, kode) else None


def _make_side(conn: Connection, katalog: Katalog, kode: str, tabel: Vistabel[Tilbudsrad]) -> Side:
    grupper = list_grupper(conn)
    til_tilbud = [regel.id for regel in katalog.regler.values() if Modtager.TILBUD in regel.modtagere]
    indhold: dict[str, Any] = {
        "tal": next((gruppe.tal for gruppe in grupper if gruppe.tal.kode == kode), None),
        "ser_andre": katalog.tilsyn is None,
        "titler": {regel.id: regel.titel for regel in katalog.regler.values()},
        "tabel": tabel,
        "er_andre": kode == ANDRE,
        "uden_email": list_uden_email(conn, kode, til_tilbud),
        "plejefund": [_vis_pleje(linje, katalog) for linje in list_plejefund(conn, kode)],
        "sager": [(NAVNE[tilstand].capitalize(), antal) for tilstand, antal in count_sager(conn, kode).items()],
        **_show_fund(conn, kode, katalog.dag or date.min),
        **_show_forloeb(conn, katalog, kode, grupper),
    }
    return Side(
        emne="socialtilsyn",
        noegle=make_slug(kode),
        skabelon="socialtilsyn.html",
        titel=make_navne()[kode],
        indhold=indhold,
    )


def _show_fund(conn: Connection, kode: str, dag: date) -> Mapping[str, Any]:
    fra = dag - _RETTET if dag > date.min + _RETTET else date.min
    rettede = list_rettede(conn, kode, fra=fra)
    return {
        "omraader": draw_omraader(list_aabne(conn, kode), titel="Åbne afvigelser efter område"),
        "aeldste": list_aeldste(conn, kode, graense=_AELDSTE),
        "rettede": rettede[:_REGLER],
        "rettet_i_alt": sum(linje.antal for linje in rettede),
        "rettet_fra": fra,
    }


def _show_forloeb(conn: Connection, katalog: Katalog, kode: str, grupper: tuple[Gruppe, ...]) -> Mapping[str, Any]:
    """Give the course of the year, and the other portfolios beside it for whoever may see them."""
    fra = (katalog.dag or date.max) - AAR
    forloeb = load_forloeb(conn, "socialtilsyn", kode, fra=fra)
    vist: dict[str, Any] = {"udvikling": draw_udvikling(forloeb), "aendringer": list_aendringer(forloeb)}
    vist |= {"grupper": (), "gnister": {}}
    if katalog.tilsyn is None:
        kurver = load_kurver(conn, "socialtilsyn", forloeb, antal=_GNIST)
        vist |= {"grupper": grupper, "gnister": draw_gnister(kurver)}
    return vist


def _vis_pleje(linje: Plejefund, katalog: Katalog) -> Vispleje:
    bevis = tuple(write_bevis(navn, value) for navn, value in json.loads(linje.bevis).items())
    return Vispleje(linje, katalog.titel(linje.regel), bevis)


def _et(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    kode = find_kode(katalog, request.path_params["slug"])
    if kode is None:
        return None
    if katalog.tilstand.snapshot is None:
        return replace(show_tom("socialtilsyn"), noegle=make_slug(kode))
    return answer(conn, katalog, request, make_tabel(katalog, kode), lambda vist: _make_side(conn, katalog, kode, vist))


RUTER = (Rute("/socialtilsyn/{slug}", _et, ALLE),)
