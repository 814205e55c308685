"""The tilbudstyper side by side, and one with its tilbud."""

import re

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import make_alvorsfilter, make_kommunefilter, make_tilsynsfilter
from reports.web.sider.fordeling import load_fordeling
from reports.web.sider.tilbud_liste import KOLONNER as TILBUDSKOLONNER
from reports.web.sider.tilbud_liste import with_words
from reports.web.sider.tilbudstypenavne import Typenavn, find_typenavn, load_typenavne, make_slug
from reports.web.sider.tom import show_tom
from reports.web.tabel.celler import Andel, Celle, Link
from reports.web.tabel.filtre import Jafilter, Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.tabelopslag import Udvalg, load_udvalg
from warehouse.queries.tilbudstabel import Tilbudsrad, make_tilbudskilde, of_type
from warehouse.queries.typetabel import Typerad, make_typekilde

_ORD = re.compile(r"[1-9]\d{0,2}(-[a-h])?", re.ASCII)
_KRISECENTER = "§ 109"


def _write_navn(rad: Typerad) -> Celle:
    navn = load_typenavne().get(rad.paragraf)
    return Link("tilbudstyper", make_slug(rad.paragraf), rad.paragraf if navn is None else navn.navn)


KOLONNER: tuple[Kolonne[Typerad], ...] = (
    Kolonne(navn="type", etiket="Tilbudstype", celle=_write_navn),
    Kolonne(navn="tilbud", etiket="Tilbud", celle=lambda x: x.tilbud, er_tal=True),
    Kolonne(navn="afdelinger", etiket="Afdelinger", celle=lambda x: x.afdelinger, er_tal=True),
    Kolonne(navn="pladser", etiket="Pladser", celle=lambda x: x.pladser, er_tal=True),
    Kolonne(navn="ramte", etiket="Med kritiske eller alvorlige", celle=lambda x: x.ramte, er_tal=True),
    Kolonne(navn="andel", etiket="Andel", celle=lambda x: Andel(x.ramte, x.tilbud), er_tal=True),
    Kolonne(navn="kritisk", etiket="Kritisk", alvor="kritisk", celle=lambda x: x.kritisk, er_tal=True),
    Kolonne(navn="alvorlig", etiket="Alvorlig", alvor="alvorlig", celle=lambda x: x.alvorlig, er_tal=True),
    Kolonne(navn="advarsel", etiket="Advarsel", alvor="advarsel", celle=lambda x: x.advarsel, er_tal=True),
)

TABEL = Tabel(
    navn="tilbudstyper",
    titel="Tilbud, pladser og åbne afvigelser pr. tilbudstype",
    ental="tilbudstype",
    flertal="tilbudstyper",
    kilde=make_typekilde(),
    sorter="type",
    er_i_arkivet=True,
    kolonner=KOLONNER,
    om="Et tilbud med flere tilbudstyper tæller under hver af dem.",
)


def make_tilbudstabel(katalog: Katalog, typenavn: Typenavn) -> Tabel[Tilbudsrad]:
    """Make the table of a type's tilbud."""
    # Krisecentre are in no kommune's list, so there is nothing to choose from.
    kommune = () if typenavn.paragraf == _KRISECENTER else (make_kommunefilter(),)
    return Tabel(
        navn=f"tilbudstype-{typenavn.slug}",
        titel=f"Tilbud under {typenavn.paragraf}",
        ental="tilbud",
        flertal="tilbud",
        kilde=with_words(make_tilbudskilde(blandt=of_type(typenavn.paragraf))),
        sorter="-kritisk",
        filtre=(
            Tekstfilter(navn="navn", etiket="Navn", hjaelp="Begyndelsen af et eller flere ord"),
            *make_tilsynsfilter(katalog),
            *kommune,
            make_alvorsfilter(),
            Jafilter(navn="fejl", etiket="Kun med åbne afvigelser"),
        ),
        kolonner=TILBUDSKOLONNER,
        om=f"Kun tilbud, der nævner {typenavn.navn}.",
    )


def list_slugs(conn: Connection) -> tuple[str, ...]:
    """Give the word of each type's address that live tilbud name."""
    alle = load_udvalg(conn, TABEL.kilde, Udvalg(graense=1000)).raekker
    return tuple(make_slug(rad.paragraf) for rad in alle)


def show_liste(conn: Connection) -> Side:
    """Show the types side by side."""
    return _make_liste(show_tabel(conn, TABEL, Valg(udsnit=Udsnit(graense=200))))


def show_type(conn: Connection, katalog: Katalog, slug: str, udsnit: Udsnit) -> Side | None:
    """Show one type with its tilbud unfiltered, the worst first. None: no such type."""
    typenavn = _find(slug)
    if typenavn is None:
        return None
    return _make_side(
        conn, katalog, typenavn, show_tabel(conn, make_tilbudstabel(katalog, typenavn), Valg(udsnit=udsnit))
    )


def _make_liste(tabel: Vistabel[Typerad]) -> Side:
    indledning = ("Et tilbud med flere tilbudstyper tæller under hver af dem.",)
    indhold = {"tabel": tabel, "indledning": indledning}
    return Side(emne="tilbudstyper", skabelon="tabelside.html", titel="Tilbudstyper", indhold=indhold)


def _make_side(conn: Connection, katalog: Katalog, typenavn: Typenavn, tabel: Vistabel[Tilbudsrad]) -> Side | None:
    fundet = load_udvalg(conn, TABEL.kilde, Udvalg(filtre={"type": typenavn.paragraf})).raekker
    if not fundet and typenavn.paragraf not in load_typenavne():
        return None
    return Side(
        emne="tilbudstyper",
        noegle=typenavn.slug,
        skabelon="tilbudstype.html",
        titel=typenavn.navn,
        indhold={
            "tal": fundet[0] if fundet else None,
            "tabel": tabel,
            "er_krisecenter": typenavn.paragraf == _KRISECENTER,
            **load_fordeling(conn, katalog, of_type(typenavn.paragraf)),
        },
    )


def _find(slug: str) -> Typenavn | None:
    """Give the type of an address's word; a paragraph that the list does not know has no other name."""
    if not _ORD.fullmatch(slug):
        return None
    return find_typenavn(slug) or Typenavn(f"§ {slug.replace('-', ' ')}", slug, "")


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.tilstand.snapshot is None:
        return show_tom("tilbudstyper")
    return answer(conn, katalog, request, TABEL, _make_liste)


def _en(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    typenavn = _find(request.path_params["slug"])
    if typenavn is None:
        return None
    tabel = make_tilbudstabel(katalog, typenavn)
    return answer(conn, katalog, request, tabel, lambda vist: _make_side(conn, katalog, typenavn, vist))


RUTER = (Rute("/tilbudstyper", _liste), Rute("/tilbudstyper/{slug}", _en))
