"""Every open finding in one list, to be narrowed down, sorted and downloaded."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection
from starlette.requests import Request

from domain.afvigelse import find_socialtilsyn
from domain.felter import FELTER
from expectations.ord import OMRAADE
from reports.bevis import write_vaerdi
from reports.privatliv import explain_hidden, list_personlige_former
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import find_tilsyn, make_alvorsfilter, make_regelfilter, make_tilsynsfilter
from reports.web.sider.socialtilsyn import find_omtalt, make_navne
from reports.web.sider.tom import show_tom
from reports.web.tabel.celler import Alvor, Celle, Flere, Lille, Link
from reports.web.tabel.filtre import Dagfilter, Tekstfilter, Valgfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.afvigelsestabel import Fundrad, make_fundkilde

_INDLEDNING = (
    "Alle åbne afvigelser, de mest alvorlige først. Det, der står i felter om personer og om krisecentres beliggenhed, "
    "bliver ikke vist, heller ikke i filerne.",
)


def make_tabel(katalog: Katalog) -> Tabel[Fundrad]:
    """Make the table for a reader: a socialtilsyn's sees its own portfolio only."""
    kilde = make_fundkilde(list_personlige_former(), katalog.tilsyn)
    med_ord = {**kilde.filtre, "tilsyn": lambda slug: kilde.filtre["tilsyn"](find_tilsyn(slug))}
    return Tabel(
        navn="afvigelser",
        titel="Åbne afvigelser",
        ental="åben afvigelse",
        flertal="åbne afvigelser",
        kilde=replace(kilde, filtre=med_ord),
        sorter="alvor",
        er_i_arkivet=True,
        filtre=(
            make_alvorsfilter(),
            _make_omraadefilter(katalog),
            make_regelfilter(katalog),
            *make_tilsynsfilter(katalog),
            Tekstfilter(navn="navn", etiket="Tilbuddets navn", hjaelp="Begyndelsen af et eller flere ord"),
            Dagfilter(navn="fra", etiket="Først set fra"),
            Dagfilter(navn="til", etiket="Først set til"),
        ),
        kolonner=make_kolonner(katalog),
        om="" if katalog.tilsyn is None else f"Kun afvigelser hos {make_navne().get(katalog.tilsyn, katalog.tilsyn)}.",
    )


def show_liste(conn: Connection, katalog: Katalog, udsnit: Udsnit) -> Side:
    """Show the findings without filters."""
    return make_side(show_tabel(conn, make_tabel(katalog), Valg(udsnit=udsnit)))


def make_side(tabel: Vistabel[Fundrad]) -> Side:
    """Make the page of a table of findings."""
    return Side(
        emne="afvigelser",
        skabelon="tabelside.html",
        titel="Åbne afvigelser",
        indhold={"tabel": tabel, "indledning": _INDLEDNING},
    )


def _make_omraadefilter(katalog: Katalog) -> Valgfilter:
    omraader = sorted({regel.id.split("-")[0] for regel in katalog.regler.values()})
    muligheder = tuple((omraade.lower(), OMRAADE.get(omraade.lower(), omraade)) for omraade in omraader)
    return Valgfilter(navn="omraade", etiket="Område", muligheder=muligheder)


def make_kolonner(katalog: Katalog) -> tuple[Kolonne[Fundrad], ...]:
    """Give the columns of a table of findings, with what may not be shown left out."""
    return (
        Kolonne(navn="tilbud", etiket="Tilbud", celle=_write_emne),
        Kolonne(navn="nummer", etiket="Tilbuddets nummer", celle=_write_nummer, kun_fil=True),
        Kolonne(navn="afdeling", etiket="Afdeling", celle=_write_afdeling, fil=lambda x: x.afdelingsnavn),
        Kolonne(navn="afdelingsid", etiket="Afdelingens nummer", celle=lambda x: x.afdelingsid, kun_fil=True),
        Kolonne(navn="alvor", etiket="Alvor", celle=lambda x: Alvor(x.alvor)),
        Kolonne(navn="regel", etiket="Regel", celle=_make_regelcelle(katalog), fil=lambda x: x.regel),
        Kolonne(navn="titel", etiket="Hvad er galt", celle=lambda x: katalog.titel(x.regel), kun_fil=True),
        Kolonne(navn="felt", etiket="Felt", celle=_write_felt, kun_fil=True),
        Kolonne(navn="raekke", etiket="Gælder", celle=lambda x: x.raekke, kun_fil=True),
        Kolonne(navn="vaerdi", etiket="Der står", celle=_write_vaerdi),
        Kolonne(navn="forslag", etiket="Forslag", celle=_write_forslag),
        Kolonne(navn="set", etiket="Først set", celle=lambda x: x.foerst_set),
        Kolonne(navn="tilsyn", etiket="Socialtilsyn", celle=lambda x: make_navne().get(x.kode, x.kode)),
    )


def _write_emne(fund: Fundrad) -> Celle:
    omtalt = find_omtalt(fund.tilbudsid)
    if omtalt is not None:
        return Flere((Link("socialtilsyn", omtalt.slug, omtalt.navn), Lille("plejefamilier, samlet")))
    return Link("tilbud", fund.tilbudsid, fund.tilbudsnavn)


def _write_nummer(fund: Fundrad) -> Celle:
    return None if find_socialtilsyn(fund.tilbudsid) is not None else fund.tilbudsid


def _write_afdeling(fund: Fundrad) -> Celle:
    if fund.afdelingsid is None:
        return "hele tilbuddet" if find_socialtilsyn(fund.tilbudsid) is None else None
    return Flere((fund.afdelingsnavn or "Uden navn", Lille(fund.afdelingsid)))


def _make_regelcelle(katalog: Katalog) -> Callable[[Fundrad], Celle]:
    def write(fund: Fundrad) -> Celle:
        titel = katalog.titel(fund.regel)
        return Flere((titel, *((fund.raekke,) if fund.raekke else ()), Link("regler", fund.regel, fund.regel)))

    return write


def _write_felt(fund: Fundrad) -> str:
    return FELTER[fund.felt].etiket if fund.felt in FELTER else fund.felt


def _write_vaerdi(fund: Fundrad) -> str | None:
    return _explain_hidden(fund) or write_vaerdi(fund.felt, fund.vaerdi)


def _write_forslag(fund: Fundrad) -> str | None:
    return None if _explain_hidden(fund) else write_vaerdi(fund.felt, fund.forslag)


def _explain_hidden(fund: Fundrad) -> str | None:
    return explain_hidden(fund.felt, er_beskyttet=fund.er_beskyttet, er_personlig=fund.er_personlig)


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.tilstand.snapshot is None:
        return show_tom("afvigelser")
    return answer(conn, katalog, request, make_tabel(katalog), make_side)


RUTER = (Rute("/afvigelser", _liste, ALLE),)
