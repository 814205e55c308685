"""The kommuner: side by side on a map and in a table, and one with its tilbud."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.diagrammer.kommunekort import Kommunetal, make_kommunekort
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import load_kommunenavne, make_alvorsfilter, make_typefilter
from reports.web.sider.fordeling import load_fordeling
from reports.web.sider.socialtilsyn import make_navne, make_slug
from reports.web.sider.tilbud_liste import KOLONNER as TILBUDSKOLONNER
from reports.web.sider.tilbud_liste import with_words
from reports.web.sider.tom import show_tom
from reports.web.tabel.celler import Andel, Celle, Link
from reports.web.tabel.filtre import Jafilter, Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.kommunetabel import (
    Kommune,
    Kommunerad,
    Sted,
    count_kilder,
    list_tilsyn,
    load_kommune,
    load_steder,
    make_kommunekilde,
)
from warehouse.queries.tabelopslag import Udvalg, load_udvalg
from warehouse.queries.tilbudstabel import Tilbudsrad, make_tilbudskilde

_ALLE = Udsnit(graense=200)


def _write_navn(rad: Kommunerad) -> Celle:
    return Link("kommuner", rad.kommunekode, rad.navn) if rad.tilbud else rad.navn


KOLONNER: tuple[Kolonne[Kommunerad], ...] = (
    Kolonne(navn="navn", etiket="Kommune", celle=_write_navn),
    Kolonne(navn="kode", etiket="Kommunekode", celle=lambda x: x.kommunekode, kun_fil=True),
    Kolonne(navn="region", etiket="Region", celle=lambda x: x.region),
    Kolonne(navn="tilbud", etiket="Tilbud", celle=lambda x: x.tilbud, er_tal=True),
    Kolonne(navn="ramte", etiket="Med kritiske eller alvorlige", celle=lambda x: x.ramte, er_tal=True),
    Kolonne(navn="andel", etiket="Andel", celle=lambda x: Andel(x.ramte, x.tilbud), er_tal=True),
    Kolonne(navn="kritisk", etiket="Kritisk", alvor="kritisk", celle=lambda x: x.kritisk, er_tal=True),
    Kolonne(navn="alvorlig", etiket="Alvorlig", alvor="alvorlig", celle=lambda x: x.alvorlig, er_tal=True),
    Kolonne(navn="advarsel", etiket="Advarsel", alvor="advarsel", celle=lambda x: x.advarsel, er_tal=True),
)


@dataclass(frozen=True)
class Postnummerlinje:
    """The tilbud of a kommune that have an afdeling under a postcode; `by` None for a postcode that is not known."""

    postnr: str | None
    by: str | None
    tilbud: int
    afdelinger: int


def make_tabel(katalog: Katalog) -> Tabel[Kommunerad]:
    """Make the table of all kommuner on the day of the register."""
    return Tabel(
        navn="kommuner",
        titel="Tilbud og åbne afvigelser pr. kommune",
        ental="kommune",
        flertal="kommuner",
        kilde=make_kommunekilde(katalog.dag or date.min),
        sorter="navn",
        er_i_arkivet=True,
        kolonner=KOLONNER,
        om="Krisecentre (§ 109) er ikke med, og et tilbud med afdelinger i to kommuner tæller i begge.",
    )


def make_tilbudstabel(kommune: Kommune, steder: Sequence[Sted]) -> Tabel[Tilbudsrad]:
    """Make the table of a kommune's tilbud."""
    return Tabel(
        navn=f"kommune-{kommune.kommunekode}",
        titel=f"Tilbud i {kommune.navn} Kommune",
        ental="tilbud",
        flertal="tilbud",
        kilde=with_words(make_tilbudskilde(blandt=_list_tilbud(steder))),
        sorter="-kritisk",
        filtre=(
            Tekstfilter(navn="navn", etiket="Navn", hjaelp="Begyndelsen af et eller flere ord"),
            make_typefilter(),
            make_alvorsfilter(),
            Jafilter(navn="fejl", etiket="Kun med åbne afvigelser"),
        ),
        kolonner=TILBUDSKOLONNER,
        om="Krisecentre (§ 109) er ikke med.",
    )


def show_liste(conn: Connection, katalog: Katalog) -> Side:
    """Show the map and the table."""
    return _make_liste(conn, show_tabel(conn, make_tabel(katalog), Valg(udsnit=_ALLE)))


def show_kommune(conn: Connection, katalog: Katalog, kode: str, udsnit: Udsnit) -> Side | None:
    """Show one kommune with its tilbud unfiltered, the worst first. None: no such kommune."""
    kommune = load_kommune(conn, kode, katalog.dag or date.min)
    if kommune is None:
        return None
    steder = load_steder(conn, kode)
    tabel = show_tabel(conn, make_tilbudstabel(kommune, steder), Valg(udsnit=udsnit))
    return _make_side(conn, katalog, kommune, steder, tabel)


def list_koder(conn: Connection, katalog: Katalog) -> tuple[str, ...]:
    """Give the codes of the kommuner that have tilbud."""
    alle = load_udvalg(conn, make_kommunekilde(katalog.dag or date.min), Udvalg(graense=_ALLE.graense)).raekker
    return tuple(rad.kommunekode for rad in alle if rad.tilbud)


def _make_liste(conn: Connection, tabel: Vistabel[Kommunerad]) -> Side:
    tal = {x.kommunekode: Kommunetal(tilbud=x.tilbud, ramte=x.ramte) for x in tabel.raekker}
    indhold = {"tabel": tabel, "kort": make_kommunekort(tal), "kilder": count_kilder(conn)}
    return Side(emne="kommuner", skabelon="kommuner.html", titel="Kommuner", indhold=indhold)


def _make_side(
    conn: Connection, katalog: Katalog, kommune: Kommune, steder: Sequence[Sted], tabel: Vistabel[Tilbudsrad]
) -> Side:
    tilbud, navne = _list_tilbud(steder), make_navne()
    tilsyn = list_tilsyn(conn, tilbud)
    return Side(
        emne="kommuner",
        noegle=kommune.kommunekode,
        skabelon="kommune.html",
        titel=f"{kommune.navn} Kommune",
        indhold={
            "kommune": kommune,
            "tabel": tabel,
            "antal": len(tilbud),
            "tilsyn": [(make_slug(kode), navne.get(kode, kode), antal) for kode, antal in tilsyn],
            "ventet": navne.get(kommune.socialtilsyn, kommune.socialtilsyn),
            "postnumre": _group_postnumre(steder),
            "kilder": Counter(sted.kilde for sted in steder),
            **load_fordeling(conn, katalog, tilbud),
        },
    )


def _list_tilbud(steder: Sequence[Sted]) -> list[str]:
    return sorted({sted.tilbudsid for sted in steder})


def _group_postnumre(steder: Sequence[Sted]) -> list[Postnummerlinje]:
    grupper: dict[tuple[str | None, str | None], list[Sted]] = {}
    for sted in steder:
        grupper.setdefault((sted.postnr, sted.by), []).append(sted)
    return [
        Postnummerlinje(postnr, by, len({sted.tilbudsid for sted in egne}), len(egne))
        for (postnr, by), egne in grupper.items()
    ]


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.tilstand.snapshot is None:
        return show_tom("kommuner")
    tabel = make_tabel(katalog)
    valg = tabel.read(request.query_params, _ALLE)
    if valg.format is not None:
        return answer(conn, katalog, request, tabel, lambda vist: _make_liste(conn, vist))
    return _make_liste(conn, show_tabel(conn, tabel, valg))


def _en(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.dag is None:
        return show_tom("kommuner")
    kode = request.path_params["kode"]
    kommune = load_kommune(conn, kode, katalog.dag) if kode in load_kommunenavne() else None
    if kommune is None:
        return None
    steder = load_steder(conn, kommune.kommunekode)
    tabel = make_tilbudstabel(kommune, steder)
    return answer(conn, katalog, request, tabel, lambda vist: _make_side(conn, katalog, kommune, steder, vist))


RUTER = (Rute("/kommuner", _liste), Rute("/kommuner/{kode}", _en))
