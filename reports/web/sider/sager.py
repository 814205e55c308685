"""The cases: what waits for whom and since when, as tabs and a table to narrow down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from starlette.requests import Request

from domain.reference.sagstrin import Trin, find_sidste_dag
from domain.sag import NAVNE, Sagstilstand
from domain.sagsforloeb import find_naeste_dag
from expectations.registry import load_regler
from reports.paabud.grundlag import list_fulgte
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.sager.ordlyd import tell_venter
from reports.web.side import Fil, Katalog, Side
from reports.web.sider.filtervalg import find_tilsyn, make_tilsynsfilter
from reports.web.sider.socialtilsyn import make_navne
from reports.web.sider.tom import show_tom
from reports.web.tabel.celler import Flere, Lille, Link
from reports.web.tabel.filtre import Jafilter, Tekstfilter, Valgfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.vis import Vistabel
from warehouse.queries.sagstabel import AABNE, Sagsrad, count_tilstande, make_sagskilde

_FANER = (
    ("", "Alle åbne"),
    (Sagstilstand.TIL_VURDERING.value, "Til vurdering"),
    (Sagstilstand.MARKERING_MULIG.value, "Markering mulig"),
)


@dataclass(frozen=True)
class Fane:
    """A tab: its address on the page, its name, how many cases it has, and whether it is the open one."""

    adresse: str
    navn: str
    antal: int
    er_aaben: bool


def make_tabel(katalog: Katalog, tilstand: str = "") -> Tabel[Sagsrad]:
    """Make the table for a reader; closed cases are in it only when they are asked for."""
    tilstande = (Sagstilstand.LUKKET,) if tilstand == Sagstilstand.LUKKET.value else AABNE
    fulgte = list_fulgte(load_regler())
    kilde = make_sagskilde(katalog.fristdag, fulgte, tilstande=tilstande, tilsyn=katalog.tilsyn)
    med_ord = {**kilde.filtre, "tilsyn": lambda slug: kilde.filtre["tilsyn"](find_tilsyn(slug))}
    return Tabel(
        navn="sager",
        titel="Sager",
        ental="sag",
        flertal="sager",
        kilde=replace(kilde, filtre=med_ord),
        sorter="siden",
        filtre=(
            Valgfilter(
                navn="tilstand",
                etiket="Tilstand",
                muligheder=tuple((et.value, NAVNE[et].capitalize()) for et in Sagstilstand),
                alle="Alle åbne",
            ),
            *make_tilsynsfilter(katalog),
            Tekstfilter(navn="tilbud", etiket="Tilbud", hjaelp="Nummer, eller begyndelsen af et eller flere ord"),
            Tekstfilter(navn="sagsbehandler", etiket="Sagsbehandler", hjaelp="Initialer", laengst=60),
            Jafilter(navn="overskredet", etiket="Fristen er overskredet"),
        ),
        kolonner=_make_kolonner(katalog),
        om="" if katalog.tilsyn is None else f"Kun sager hos {make_navne().get(katalog.tilsyn, katalog.tilsyn)}.",
    )


def show_kopi(conn: Connection) -> Side:
    """Show in the frozen pages how many cases stand where, and nothing of any one of them."""
    return Side(
        emne="sager", skabelon="sager_kopi.html", titel="Sager", indhold={"tal": _list_tal(count_tilstande(conn))}
    )


def _make_kolonner(katalog: Katalog) -> tuple[Kolonne[Sagsrad], ...]:
    dag = katalog.fristdag
    return (
        Kolonne(
            navn="tilbud",
            etiket="Tilbud",
            celle=lambda x: Flere((Link("sager", x.tilbudsid, x.navn), Lille(x.tilbudsid))),
            fil=lambda x: x.navn,
        ),
        Kolonne(navn="nummer", etiket="Nummer", celle=lambda x: x.tilbudsid, kun_fil=True),
        Kolonne(navn="tilstand", etiket="Tilstand", celle=lambda x: NAVNE[Sagstilstand(x.tilstand)].capitalize()),
        Kolonne(navn="siden", etiket="Siden", celle=lambda x: x.forloeb.siden),
        Kolonne(navn="venter", etiket="Venter på", celle=lambda x: tell_venter(x.forloeb, dag)),
        Kolonne(navn="frist", etiket="Frist", celle=lambda x: find_naeste_dag(x.forloeb)),
        Kolonne(navn="antal", etiket="Åbne afvigelser", celle=lambda x: x.antal, er_tal=True),
        Kolonne(navn="tilsyn", etiket="Socialtilsyn", celle=lambda x: make_navne().get(x.kode or "", x.kode)),
        Kolonne(navn="sagsbehandler", etiket="Sagsbehandler", celle=lambda x: x.sagsbehandler),
    )


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    if katalog.tilstand.snapshot is None:
        return show_tom("sager")
    tilstand = request.query_params.get("tilstand", "")
    tal = count_tilstande(conn, katalog.tilsyn)

    def make_side(tabel: Vistabel[Sagsrad]) -> Side:
        indhold = {
            "tabel": tabel,
            "faner": [_fane(vaerdi, navn, tal, tilstand) for vaerdi, navn in _FANER],
            "tal": _list_tal(tal),
            "dage": {trin.value: (find_sidste_dag(trin, katalog.fristdag) - katalog.fristdag).days for trin in Trin},
        }
        return Side(emne="sager", skabelon="sager.html", titel="Sager", indhold=indhold)

    return answer(conn, katalog, request, make_tabel(katalog, tilstand), make_side)


def _fane(vaerdi: str, navn: str, tal: Mapping[Sagstilstand, int], tilstand: str) -> Fane:
    antal = tal[Sagstilstand(vaerdi)] if vaerdi else sum(tal[et] for et in AABNE)
    return Fane(f"?tilstand={vaerdi}" if vaerdi else "?", navn, antal, vaerdi == tilstand)


def _list_tal(tal: Mapping[Sagstilstand, int]) -> list[tuple[str, str, int]]:
    return [(et.value, NAVNE[et].capitalize(), tal[et]) for et in Sagstilstand]


RUTER = (Rute("/sager", _liste, ALLE),)
