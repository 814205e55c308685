"""All the tilbud that are on the portal, to be narrowed down, sorted and downloaded."""

from dataclasses import replace

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import (
    find_tilsyn,
    make_alvorsfilter,
    make_kommunefilter,
    make_regelfilter,
    make_tilsynsfilter,
    make_typefilter,
)
from reports.web.sider.socialtilsyn import make_navne
from reports.web.sider.tilbudstypenavne import find_typenavn
from reports.web.sider.tom import show_tom
from reports.web.tabel.celler import Link
from reports.web.tabel.filtre import Jafilter, Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.queries.tilbudstabel import Tilbudsrad, make_tilbudskilde

_OM_KOMMUNE = (
    "Krisecentre (§ 109) er med på listen, men ikke når den er filtreret på kommune: hvor de ligger, bliver ikke vist."
)


def make_tabel(katalog: Katalog) -> Tabel[Tilbudsrad]:
    """Make the table for a reader: a socialtilsyn's sees its own portfolio only."""
    return Tabel(
        navn="tilbud",
        titel="Tilbud og deres åbne afvigelser",
        ental="tilbud",
        flertal="tilbud",
        kilde=with_words(make_tilbudskilde(katalog.tilsyn)),
        sorter="-kritisk",
        er_i_arkivet=True,
        filtre=(
            Tekstfilter(navn="navn", etiket="Navn", hjaelp="Begyndelsen af et eller flere ord"),
            *make_tilsynsfilter(katalog),
            make_kommunefilter(),
            make_typefilter(),
            make_alvorsfilter(),
            make_regelfilter(katalog),
            Jafilter(navn="fejl", etiket="Kun med åbne afvigelser"),
        ),
        kolonner=KOLONNER,
        om="" if katalog.tilsyn is None else f"Kun tilbud hos {make_navne().get(katalog.tilsyn, katalog.tilsyn)}.",
    )


KOLONNER: tuple[Kolonne[Tilbudsrad], ...] = (
    Kolonne(navn="navn", etiket="Tilbud", celle=lambda x: Link("tilbud", x.tilbudsid, x.navn)),
    Kolonne(navn="nummer", etiket="Nummer", celle=lambda x: x.tilbudsid),
    Kolonne(navn="tilsyn", etiket="Socialtilsyn", celle=lambda x: make_navne().get(x.kode, x.kode)),
    Kolonne(navn="afdelinger", etiket="Afdelinger", celle=lambda x: x.antal_afdelinger, er_tal=True),
    Kolonne(navn="kritisk", etiket="Kritisk", alvor="kritisk", celle=lambda x: x.kritisk, er_tal=True),
    Kolonne(navn="alvorlig", etiket="Alvorlig", alvor="alvorlig", celle=lambda x: x.alvorlig, er_tal=True),
    Kolonne(navn="advarsel", etiket="Advarsel", alvor="advarsel", celle=lambda x: x.advarsel, er_tal=True),
    Kolonne(navn="antal", etiket="I alt", celle=lambda x: x.antal, er_tal=True),
)


def show_liste(conn: Connection, katalog: Katalog, udsnit: Udsnit) -> Side:
    """Show the tilbud without filters, the worst first."""
    return make_side(show_tabel(conn, make_tabel(katalog), Valg(udsnit=udsnit)))


def make_side(tabel: Vistabel[Tilbudsrad]) -> Side:
    """Make the page of a table of tilbud."""
    afsnit = (_OM_KOMMUNE,) if "kommune" in tabel.valg.filtre else ()
    return Side(
        emne="tilbud", skabelon="tabelside.html", titel="Tilbud", indhold={"tabel": tabel, "indledning": afsnit}
    )


def with_words(kilde: Tabelkilde[Tilbudsrad]) -> Tabelkilde[Tilbudsrad]:
    """Let filters take the words of addresses in place of the register's codes."""
    filtre = {
        **kilde.filtre,
        "tilsyn": lambda slug: kilde.filtre["tilsyn"](find_tilsyn(slug)),
        "type": lambda slug: kilde.filtre["type"](_find_paragraf(slug)),
    }
    return replace(kilde, filtre=filtre)


def _find_paragraf(slug: str) -> str:
    navn = find_typenavn(slug)
    return "" if navn is None else navn.paragraf


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.tilstand.snapshot is None:
        return show_tom("tilbud")
    return answer(conn, katalog, request, make_tabel(katalog), make_side)


RUTER = (Rute("/tilbud", _liste, ALLE),)
