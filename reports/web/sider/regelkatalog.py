"""The rules: how many findings each area and each rule has, and how it has gone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy import Connection
from starlette.requests import Request

from domain.tekst import fold
from expectations.ord import OMRAADE
from expectations.valg import is_switched
from reports.web.bruger import ALLE
from reports.web.diagrammer.gnist import draw_gnist
from reports.web.diagrammer.ord import write_antal
from reports.web.diagrammer.punkter import Punkt
from reports.web.omraader import draw_omraader, name_omraade
from reports.web.overblik.udvikling import AAR
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.sider.filtervalg import make_alvorsfilter
from reports.web.tabel.celler import Alvor, Billede, Celle, Flere, Lille, Link
from reports.web.tabel.filtre import Jafilter, Tekstfilter, Valgfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.regeltabel import Regelord, Regelpunkt, Regelrad, load_regelkurver, make_regelkilde
from warehouse.queries.tilsynsbillede import Regelfund

Forloeb = Mapping[str, tuple[Regelpunkt, ...]]

_GNIST = 40
_ALLE = Udsnit(graense=500)


def make_tabel(katalog: Katalog, gnister: Mapping[str, Markup] | None = None) -> Tabel[Regelrad]:
    """Make the table of all rules; a socialtilsyn's user sees how many its own portfolio has, and no course."""
    ord_ = [
        Regelord(regel=x.id, omraade=x.omraade, alvor=x.alvor.value, aktiv=x.aktiv, titel=fold(f"{x.id} {x.titel}"))
        for x in katalog.regler.values()
    ]
    return Tabel(
        navn="regler",
        titel="Reglerne og deres afvigelser",
        ental="regel",
        flertal="regler",
        kilde=make_regelkilde(ord_, katalog.tilsyn),
        sorter="regel",
        er_i_arkivet=True,
        filtre=(
            Tekstfilter(navn="titel", etiket="Hvad reglen finder", hjaelp="Begyndelsen af et eller flere ord"),
            _make_omraadefilter(katalog),
            make_alvorsfilter(),
            Valgfilter(navn="aktiv", etiket="I brug", muligheder=(("ja", "Kun i brug"), ("nej", "Kun ikke i brug"))),
            Jafilter(navn="fejl", etiket="Kun med åbne afvigelser"),
        ),
        kolonner=_make_kolonner(katalog, gnister or {}),
        om="" if katalog.tilsyn is None else "Kun afvigelser i egen portefølje er talt med.",
    )


def show_liste(conn: Connection, katalog: Katalog, forloeb: Forloeb) -> Side:
    """Show the whole catalogue with the course of each rule."""
    return _make_side(conn, katalog, forloeb, Valg(udsnit=_ALLE))


def load_forloeb(conn: Connection, katalog: Katalog, *, antal: int, regel: str | None = None) -> Forloeb:
    """Give a year's courses of the rules (of `regel` alone when given), with at most `antal` points (4 or more).

    They go over all portfolios, so there are none for whoever may see only one.
    """
    if katalog.tilsyn is not None:
        return {}
    # Two are kept free for the fewest and the most.
    return load_regelkurver(conn, fra=(katalog.dag or date.max) - AAR, antal=antal - 2, regel=regel)


def _make_side(conn: Connection, katalog: Katalog, forloeb: Forloeb, valg: Valg) -> Side:
    gnister = _draw_gnister(forloeb)
    tabel = show_tabel(conn, make_tabel(katalog, gnister), valg)
    indhold: dict[str, Any] = {"tabel": tabel, "antal": len(katalog.regler), "omraader": None}
    if not valg.filtre:
        indhold["omraader"] = _draw_omraader(tabel)
    return Side(emne="regler", skabelon="regel_liste.html", titel="Regler", indhold=indhold)


def _draw_omraader(tabel: Vistabel[Regelrad]) -> Any:  # noqa: ANN401 - a Billede or None
    fund = [Regelfund(rad.regel, rad.alvor, rad.aabne) for rad in tabel.raekker if rad.aabne]
    return draw_omraader(fund, titel="Åbne afvigelser efter område")


def _draw_gnister(forloeb: Forloeb) -> Mapping[str, Markup]:
    return {regel: draw_gnist(make_punkter(punkter), skriv=write_antal) for regel, punkter in forloeb.items()}


def make_punkter(forloeb: tuple[Regelpunkt, ...]) -> tuple[Punkt, ...]:
    """Give a rule's course as points."""
    return tuple(Punkt(punkt.dag, punkt.antal) for punkt in forloeb)


def _make_omraadefilter(katalog: Katalog) -> Valgfilter:
    omraader = sorted({regel.omraade for regel in katalog.regler.values()})
    return Valgfilter(
        navn="omraade", etiket="Område", muligheder=tuple((kode, OMRAADE.get(kode, kode)) for kode in omraader)
    )


def _make_kolonner(katalog: Katalog, gnister: Mapping[str, Markup]) -> tuple[Kolonne[Regelrad], ...]:
    kurve: tuple[Kolonne[Regelrad], ...] = (
        Kolonne(navn="kurve", etiket="Over et år", celle=lambda x: _write_kurve(gnister, x.regel), kun_side=True),
    )
    return (
        Kolonne(navn="regel", etiket="Regel", celle=lambda x: Link("regler", x.regel, x.regel)),
        Kolonne(
            navn="titel",
            etiket="Hvad den finder",
            celle=lambda x: _write_titel(katalog, x),
            fil=lambda x: katalog.titel(x.regel),
        ),
        Kolonne(navn="omraade", etiket="Område", celle=lambda x: name_omraade(x.regel)),
        Kolonne(navn="alvor", etiket="Alvor", celle=lambda x: Alvor(x.alvor)),
        Kolonne(navn="aktiv", etiket="I brug", celle=lambda x: "ja" if x.aktiv else "nej", kun_fil=True),
        Kolonne(navn="aabne", etiket="Åbne", celle=lambda x: x.aabne, er_tal=True),
        *(kurve if gnister else ()),
        Kolonne(navn="tilbud", etiket="Tilbud", celle=lambda x: x.tilbud, er_tal=True),
        Kolonne(navn="lukkede", etiket="Lukkede", celle=lambda x: x.lukkede, er_tal=True),
        Kolonne(navn="accepterede", etiket="Accepterede", celle=lambda x: x.accepterede, er_tal=True, kun_fil=True),
    )


def _write_kurve(gnister: Mapping[str, Markup], regel: str) -> Celle:
    return Billede(gnister[regel]) if gnister.get(regel) else None


def _write_titel(katalog: Katalog, rad: Regelrad) -> Celle:
    regel = katalog.regler[rad.regel]
    if is_switched(regel):
        return Flere((regel.titel, Lille(f"(slået {'til' if regel.aktiv else 'fra'} i indstillingerne)")))
    return regel.titel if regel.aktiv else Flere((regel.titel, Lille("(ikke i brug)")))


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    tabel = make_tabel(katalog)
    valg = tabel.read(request.query_params, _ALLE)
    if valg.format is not None:
        return answer(conn, katalog, request, tabel, lambda _: None)
    return _make_side(conn, katalog, load_forloeb(conn, katalog, antal=_GNIST), replace(valg, udsnit=_ALLE))


RUTER = (Rute("/regler", _liste, ALLE),)
