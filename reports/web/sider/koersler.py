"""The runs: each fetch, whether it was let in, why or why not, and what it wrote down."""

from collections.abc import Iterator

from sqlalchemy import Connection
from starlette.requests import Request

from domain.kolonneord import write_entitet, write_kolonne
from reports.visning import antal_af, decimaltal, rens, tal, tidspunkt
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog, Side, Udsnit
from reports.web.tabel.celler import Celle, Link, Status
from reports.web.tabel.filtre import Dagfilter, Valgfilter
from reports.web.tabel.svar import answer
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.koerselslog import Koerselslog, load_koerselslog
from warehouse.queries.koerselstabel import make_koerselskilde
from warehouse.queries.rapport_koersler import Koerselslinje, Koerselsside, load_koersel

STATUSNAVNE = {"godkendt": "Godkendt", "afvist": "Afvist", "fejlet": "Fejlet", "i_gang": "I gang"}
KILDENAVNE = {"portal": "Portalen", "dataudtraek": "Dataudtræk"}
_LAEST = {
    "sider": ("side", "sider"),
    "raekker": ("række", "rækker"),
    "afviste_raekker": ("række, der ikke kunne bruges", "rækker, der ikke kunne bruges"),
    "ulaeselige_celler": ("celle, der ikke kunne læses", "celler, der ikke kunne læses"),
    "beskyttede": ("beskyttet tilbud", "beskyttede tilbud"),
}
_LAGT_IND = {"nye": "nye", "aendrede": "ændrede", "uaendrede": "uændrede", "savnede": "ikke set", "ophoerte": "ophørt"}


def _write_indhold(linje: Koerselslinje) -> str:
    dele = [f"{write_entitet(navn)} {tal(antal)}" for navn, antal in linje.entiteter.items()]
    return ", ".join(dele) or "registret"


def _write_status(linje: Koerselslinje) -> Celle:
    return Status(linje.status, STATUSNAVNE.get(linje.status, linje.status))


TABEL = Tabel(
    navn="koersler",
    titel="Kørsler",
    ental="kørsel",
    flertal="kørsler",
    kilde=make_koerselskilde(),
    sorter="-start",
    er_i_arkivet=True,
    filtre=(
        Valgfilter(navn="status", etiket="Udfald", muligheder=tuple(STATUSNAVNE.items())),
        Valgfilter(navn="kilde", etiket="Kilde", muligheder=tuple(KILDENAVNE.items())),
        Dagfilter(navn="fra", etiket="Begyndt fra"),
        Dagfilter(navn="til", etiket="Begyndt til"),
    ),
    kolonner=(
        Kolonne(
            navn="start",
            etiket="Start",
            celle=lambda x: Link("koersler", x.id, tidspunkt(x.start)),
            fil=lambda x: x.start,
        ),
        Kolonne(navn="status", etiket="Udfald", celle=_write_status),
        Kolonne(navn="kilde", etiket="Kilde", celle=lambda x: KILDENAVNE.get(x.kilde, x.kilde)),
        Kolonne(navn="indhold", etiket="Indhold", celle=_write_indhold),
        Kolonne(navn="antal", etiket="Poster", celle=lambda x: x.antal, er_tal=True),
        Kolonne(navn="aarsag", etiket="Årsag", celle=lambda x: x.aarsag),
    ),
)


def show_liste(conn: Connection, udsnit: Udsnit) -> Side:
    """Show the runs, newest first."""
    return _make_liste(show_tabel(conn, TABEL, Valg(udsnit=udsnit)))


def show_koersel(conn: Connection, koersel_id: str) -> Side | None:
    """Show one run with its gate, its log, and the surprises of its pages. None: no such run."""
    data = load_koersel(conn, koersel_id)
    if data is None:
        return None
    indhold = {"data": data, "log": tuple(_tell(data, load_koerselslog(conn, koersel_id)))}
    return Side(emne="koersler", noegle=koersel_id, skabelon="koersel.html", titel="Kørsel", indhold=indhold)


def _make_liste(tabel: Vistabel[Koerselslinje]) -> Side:
    return Side(emne="koersler", skabelon="koersel_liste.html", titel="Kørsler", indhold={"tabel": tabel})


def _tell(data: Koerselsside, log: Koerselslog) -> Iterator[tuple[str, str]]:
    """Give the log as lines of when and what, in the order it happened."""
    koersel = data.koersel
    yield tidspunkt(koersel.start), f"Begyndt. Kilde: {KILDENAVNE.get(koersel.kilde, rens(koersel.kilde, 60))}."
    if log.laest:
        yield "", f"Læst: {_list_laest(log)}."
    if data.proever:
        bestaaet = sum(proeve.bestaaet for proeve in data.proever)
        yield "", f"{bestaaet} af {antal_af(len(data.proever), 'prøve', 'prøver')} ved indgangen bestået."
    if log.lagt_ind:
        dele = (f"{tal(log.lagt_ind[navn])} {ord_}" for navn, ord_ in _LAGT_IND.items() if navn in log.lagt_ind)
        yield "", f"Afdelinger lagt ind: {', '.join(dele)}."
    if koersel.slut is not None:
        yield tidspunkt(koersel.slut), f"{STATUSNAVNE.get(koersel.status, koersel.status)}."
    yield from _tell_kontrol(log)


def _list_laest(log: Koerselslog) -> str:
    return ", ".join(
        antal_af(antal, *_LAEST.get(navn, (_name(navn), _name(navn)))) for navn, antal in log.laest.items()
    )


def _name(navn: str) -> str:
    return write_kolonne(navn).lower()


def _tell_kontrol(log: Koerselslog) -> Iterator[tuple[str, str]]:
    if log.kontrol is None:
        return
    k = log.kontrol
    yield (
        tidspunkt(k.tidspunkt),
        f"Kontrolleret mod {antal_af(k.regler, 'regel', 'regler')} på {decimaltal(k.sekunder)} sekunder: "
        f"{tal(k.aabnet)} åbnet, {tal(k.genaabnet)} genåbnet, {tal(k.lukket)} lukket.",
    )
    if k.regelfejl:
        yield "", f"Kunne ikke køre: {', '.join(k.regelfejl)}."
    yield "", f"{antal_af(log.mails, 'mail', 'mails')} skrevet på grundlag af hentningen."


def _liste(conn: Connection, katalog: Katalog, request: Request) -> Side | Fil | None:
    return answer(conn, katalog, request, TABEL, _make_liste)


def _en(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return show_koersel(conn, request.path_params["koersel"])


RUTER = (Rute("/koersler", _liste), Rute("/koersler/{koersel:path}", _en))
