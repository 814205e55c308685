"""One case as a page: where it stands, what the law asks for next, its findings, its file note, what can be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from domain.felter import FELTER
from domain.reference import Lovkilde, load_lovkilder
from domain.sag import NAVNE, Sagstilstand
from expectations.registry import load_regler
from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
from reports.paabud.notatfund import load_notatfund
from reports.paabud.sagsnotat import tell_grund
from reports.visning import rens
from reports.web.bruger import SAGSBEHANDLERE, Bruger
from reports.web.imens import Imens
from reports.web.sager.felter import Indtastet
from reports.web.sager.handlinger import Sagshandling, Sagslage
from reports.web.sager.muligheder import list_muligheder
from reports.web.sager.ordlyd import MAILSTATUS, MAILTRIN, tell_venter
from reports.web.sager.trappe import make_trappe
from reports.web.sager.vilkaar import list_vilkaar
from reports.web.side import Katalog, Side
from reports.web.sider.socialtilsyn import make_navne
from warehouse.queries.sager import Sagsakt, load_sagsakt
from warehouse.queries.sagsfund import Sagsfundlinje, list_sagsfundlinjer, list_sagsmails
from warehouse.queries.sagstabel import find_kode

_MED_UDKAST = frozenset({Sagstilstand.TIL_VURDERING, Sagstilstand.PAABUD_AFGJORT})


@dataclass(frozen=True, kw_only=True)
class Forsoeg:
    """A form that came back: which, what was typed, and what stood in its way ("" is the form as a whole)."""

    handling: str
    indtastet: Indtastet
    fejl: Mapping[str, str] = field(default_factory=dict)
    imens: tuple[Imens, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kontaktlook:
    """The address mails to a tilbud go to, when somebody asked to see it; `hvorfra` says who set it."""

    email: str | None
    hvorfra: str


@dataclass(frozen=True, kw_only=True)
class Fremvisning:
    """How a case's page is shown: after a form that came back, with the address, with the form `aaben` open."""

    forsoeg: Forsoeg | None = None
    kontakt: Kontaktlook | None = None
    aaben: str = ""
    er_gemt: bool = False


ALMINDELIG = Fremvisning()


@dataclass(frozen=True)
class Vissagsfund:
    """A finding of the case with its words, and what the case says of it."""

    linje: Sagsfundlinje
    titel: str
    felt: str
    staar: bool
    er_fortalt: bool
    kan_paabydes: bool
    i_paabud: bool


@dataclass(frozen=True, kw_only=True)
class Sagsbillede:
    """A case as it is read for its page: its file, and what decides its choices."""

    akt: Sagsakt
    fund: tuple[Sagsfundlinje, ...]
    lage: Sagslage

    @property
    def udgave(self) -> int:
        """The last line of the file note: what a form was made from."""
        return self.akt.noter[-1].id if self.akt.noter else 0


def load_sagsbillede(conn: Connection, tilbudsid: str, dag: date) -> Sagsbillede | None:
    """Read one case; None when there is none. Which rules cases follow is the whole catalogue's, as it is at night."""
    alle = load_regler()
    fulgte, kan = list_fulgte(alle), frozenset(list_kan_paabydes(alle))
    akt = load_sagsakt(conn, tilbudsid, dag, fulgte)
    if akt is None:
        return None
    fund = list_sagsfundlinjer(conn, tilbudsid, fulgte)
    lage = Sagslage(
        forloeb=akt.linje.forloeb,
        fejl=akt.fejl,
        kan_paabydes=frozenset(linje.noegle for linje in fund if linje.regel in kan),
    )
    return Sagsbillede(akt=akt, fund=fund, lage=lage)


def show_sag(conn: Connection, katalog: Katalog, tilbudsid: str, fremvisning: Fremvisning = ALMINDELIG) -> Side | None:
    """Show one case; None when there is none, or none that the reader may see."""
    if katalog.tilsyn is not None and find_kode(conn, tilbudsid) != katalog.tilsyn:
        return None
    billede = load_sagsbillede(conn, tilbudsid, katalog.fristdag)
    if billede is None:
        return None
    linje, forsoeg = billede.akt.linje, fremvisning.forsoeg
    muligheder = list_muligheder(billede.lage, katalog.fristdag)
    indhold = {
        "akt": billede.akt,
        "om": load_notatfund(conn, billede.akt, load_regler()),
        "tell_grund": tell_grund,
        "navn": linje.navn,
        "tilstandsnavn": NAVNE[linje.forloeb.tilstand],
        "tilsyn": make_navne().get(linje.tilsyn or ""),
        "venter": tell_venter(linje.forloeb, katalog.fristdag),
        "trappe": make_trappe(linje.forloeb, billede.akt.noter),
        "vilkaar": list_vilkaar(billede.lage, katalog.fristdag),
        "fund": tuple(_fund(billede, katalog)),
        "mails": list_sagsmails(conn, tilbudsid),
        "mulige": [x.handling for x in muligheder if x.hindring is None],
        "umulige": [x for x in muligheder if x.hindring is not None],
        "lov": _find_lov(katalog.fristdag),
        "kan_handle": _can_act(katalog.bruger),
        "har_udkast": linje.forloeb.tilstand in _MED_UDKAST,
        "nummer": billede.udgave,
        "navne": NAVNE,
        "mailstatus": MAILSTATUS,
        "mailtrin": MAILTRIN,
        "forsoeg": forsoeg,
        "fejl": _list_fejl(forsoeg),
        "kontakt": fremvisning.kontakt,
        "aaben": fremvisning.aaben,
        "er_gemt": fremvisning.er_gemt,
        "er_tilsyn": katalog.tilsyn is not None,
    }
    titel = f"Sag om {rens(linje.navn, 120) or f'tilbud {rens(tilbudsid, 40)}'}"
    if forsoeg is not None and (forsoeg.fejl or forsoeg.imens):
        titel = f"Fejl: {titel}"
    return Side(emne="sager", noegle=tilbudsid, skabelon="sag.html", titel=titel, indhold=indhold)


def show_forhaandsvisning(
    billede: Sagsbillede, handling: Sagshandling, indtastet: Indtastet, *, efter: Sagsbillede, dag: date
) -> Side:
    """Show what a choice would do: the lines it would write in the file note, and where the case would stand."""
    foer, linje = billede.akt.linje, efter.akt.linje
    indhold = {
        "handling": handling,
        "felter": indtastet.felter,
        "nummer": billede.udgave,
        "navne": NAVNE,
        "noter": [note for note in efter.akt.noter if note.id > billede.udgave],
        "tell_grund": tell_grund,
        "foer": NAVNE[foer.forloeb.tilstand],
        "bliver": NAVNE[linje.forloeb.tilstand],
        "venter": tell_venter(linje.forloeb, dag),
        "lov": _find_lov(dag),
        "naevner": _list_naevnte(billede, efter),
        "tilbudsid": foer.tilbudsid,
        "navn": foer.navn,
    }
    titel = f"Er du sikker? {handling.overskrift}"
    return Side(emne="sager", noegle=foer.tilbudsid, skabelon="sag_bekraeft.html", titel=titel, indhold=indhold)


def _list_naevnte(foer: Sagsbillede, efter: Sagsbillede) -> list[tuple[str, Sagsfundlinje]]:
    """Give the findings that a påbud would name, with their rules' titles; none when none is being decided."""
    paabud = efter.lage.forloeb.paabud
    if paabud is None or foer.lage.forloeb.paabud is not None:
        return []
    titler = {regel.id: regel.titel for regel in load_regler()}
    return [(titler.get(linje.regel, ""), linje) for linje in foer.fund if linje.noegle in paabud.fejl]


def _can_act(bruger: Bruger) -> bool:
    return bruger.rolle in SAGSBEHANDLERE


def _fund(billede: Sagsbillede, katalog: Katalog) -> Iterator[Vissagsfund]:
    fejl, paabud = billede.akt.fejl, billede.akt.linje.forloeb.paabud
    for linje in billede.fund:
        yield Vissagsfund(
            linje,
            katalog.titel(linje.regel),
            FELTER[linje.felt].etiket if linje.felt in FELTER else linje.felt,
            linje.noegle in fejl.set_nu,
            linje.noegle in fejl.kendte,
            linje.noegle in billede.lage.kan_paabydes,
            paabud is not None and linje.noegle in paabud.fejl,
        )


def _find_lov(dag: date) -> dict[str, Lovkilde]:
    return {kilde.noegle: kilde for kilde in load_lovkilder() if kilde.gyldig.covers(dag)}


def _list_fejl(forsoeg: Forsoeg | None) -> list[tuple[str, str]]:
    if forsoeg is None:
        return []
    return [(f"{forsoeg.handling}-{felt}" if felt else "", tekst) for felt, tekst in forsoeg.fejl.items()]
