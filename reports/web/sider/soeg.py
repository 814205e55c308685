"""Looking for a tilbud, a rule, a kommune or a tilbudstype by a few words."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection
from starlette.requests import Request

from domain.reference import load_postnumre
from domain.tekst import fold, squeeze
from reports.privatliv import list_personlige_former
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side
from reports.web.sider.filtervalg import load_kommunenavne
from reports.web.sider.socialtilsyn import make_navne
from reports.web.sider.tilbudstypenavne import load_typenavne
from reports.web.tabel.celler import Link
from reports.web.tabel.filtre import Tekstfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.vis import Vistabel
from warehouse.queries.soegning import NUMMER, STED, Soegt, Trefrad, make_soegekilde

_FELT = Tekstfilter(
    navn="q",
    etiket="Søg",
    hjaelp="Navn, nummer, CVR- eller P-nummer, postnummer eller by; også regler, kommuner og tilbudstyper",
)
# Shorter beginnings are those of half the country's towns.
_KORTESTE_BY = 3
_FLESTE_ANDRE = 20

KOLONNER: tuple[Kolonne[Trefrad], ...] = (
    Kolonne(navn="navn", etiket="Tilbud", celle=lambda x: Link("tilbud", x.tilbudsid, x.navn)),
    Kolonne(navn="nummer", etiket="Nummer", celle=lambda x: x.tilbudsid),
    Kolonne(navn="rang", etiket="Fundet på", celle=lambda x: {NUMMER: "nummer", STED: "sted"}.get(x.rang, "navn")),
    Kolonne(navn="tilsyn", etiket="Socialtilsyn", celle=lambda x: make_navne().get(x.kode, x.kode)),
    Kolonne(navn="antal", etiket="Åbne afvigelser", celle=lambda x: x.antal, er_tal=True),
)


def make_tabel(katalog: Katalog, tekst: str) -> Tabel[Trefrad]:
    """Make the table of tilbud that a text finds for a reader."""
    return Tabel(
        navn="soegning",
        titel="Tilbud, de bedste fund først",
        ental="tilbud",
        flertal="tilbud",
        kilde=make_soegekilde(_read(tekst), katalog.tilsyn),
        sorter="rang",
        filtre=(_FELT,),
        kolonner=KOLONNER,
    )


def list_andre(katalog: Katalog, tekst: str) -> tuple[Link, ...]:
    """Give the rules, kommuner and tilbudstyper that a text finds; none to a socialtilsyn, which does not see them."""
    ord_ = fold(tekst).split()
    if katalog.tilsyn is not None or not ord_:
        return ()
    fundne = [link for link, ord_i in _list_sider(katalog) if all(_begins(x, ord_i) for x in ord_)]
    return tuple(fundne[:_FLESTE_ANDRE])


def _list_sider(katalog: Katalog) -> Iterator[tuple[Link, str]]:
    for kode, navn in load_kommunenavne().items():
        yield Link("kommuner", kode, f"{navn} Kommune"), _fold(f"{navn} {kode} kommune")
    for typenavn in load_typenavne().values():
        yield Link("tilbudstyper", typenavn.slug, typenavn.navn), _fold(f"{typenavn.navn} {typenavn.slug}")
    for regel in katalog.regler.values():
        tekst = f"{regel.id} {regel.titel} {regel.finder}"
        yield Link("regler", regel.id, f"{regel.id}: {regel.titel}"), _fold(tekst)


@cache
def _fold(tekst: str) -> str:
    """Fold the texts of the catalogue once; they are as many as the program's own."""
    return f" {fold(tekst)}"


def _begins(ord_: str, foldet: str) -> bool:
    return f" {ord_}" in foldet


def _read(tekst: str) -> Soegt:
    return Soegt(
        tekst=tekst,
        postnumre=_list_postnumre(fold(tekst).split()),
        personlige_former=list_personlige_former(),
    )


def _list_postnumre(ord_: list[str]) -> tuple[frozenset[str], ...]:
    """Give for each word the postcodes it may mean; a short word counts beside a longer one: "København S"."""
    if all(len(x) < _KORTESTE_BY for x in ord_):
        return tuple(frozenset() for _ in ord_)
    return tuple(_find_postnumre(x) for x in ord_)


def _find_postnumre(ord_: str) -> frozenset[str]:
    """Give the postcode that a word is, or those of the towns it begins a word of."""
    if ord_ in load_postnumre():
        return frozenset({ord_})
    return frozenset(postnr for postnr, by in _load_byer().items() if _begins(ord_, by))


@cache
def _load_byer() -> dict[str, str]:
    return {postnr: f" {fold(postnummer.navn)}" for postnr, postnummer in load_postnumre().items()}


def _soeg(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    tekst = squeeze(request.query_params.get("q")) or ""
    # What may not be looked for is not looked at either.
    er_til_at_soege = bool(tekst) and _FELT.read(tekst).fejl is None
    soegt = tekst if er_til_at_soege else ""
    andre = list_andre(katalog, soegt)

    def make_side(tabel: Vistabel[Trefrad]) -> Side:
        indhold = {"tabel": tabel, "andre": andre, "er_soegt": er_til_at_soege, "felt": _FELT}
        return Side(emne="soeg", skabelon="soeg.html", titel="Søg", indhold=indhold)

    return answer(conn, katalog, request, make_tabel(katalog, soegt), make_side)


RUTER = (Rute("/soeg", _soeg, ALLE),)
