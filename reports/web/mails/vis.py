"""The pages of the mails: the outbox, one mail, the answers, the address book."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from domain.afdeling import UDELADT
from domain.brevsvar import Svarart
from domain.mailstatus import Mailstatus
from reports.mail.laes import read_tekst
from reports.mail.vagt import explain_stop
from reports.visning import rens
from reports.web.bruger import ADMINISTRATORER
from reports.web.mails.udbakke import ARTER, STATUSSER, make_tabel
from reports.web.sager.ordlyd import MAILSTATUS, MAILTRIN, drop_kommandoer
from reports.web.side import Katalog, Side
from reports.web.tabel.valg import Valg
from reports.web.tabel.vis import Vistabel, show_tabel
from warehouse.queries.adressebog import Hindring, list_uopnaaelige
from warehouse.queries.adresseliste import list_doede, list_manglende, list_satte
from warehouse.queries.brevsvar import count_ventende, list_ventende
from warehouse.queries.mailtabel import Mailrad, count_mails, load_mail, load_ventetal
from warehouse.queries.mailvagt import list_stop

SVARNAVNE = {
    Svarart.UENIG: "uenig",
    Svarart.SVAR: "svar",
    Svarart.AUTOSVAR: "automatisk svar",
    Svarart.RETUR: "returmail",
    Svarart.ANDET: "andet",
}
HINDRINGER = {
    Hindring.MANGLER: "Viser ingen e-mailadresse",
    Hindring.UGYLDIG: "Viser en adresse, der ikke er gyldig",
    Hindring.DOED: "Mails til adressen er kommet tilbage",
}
_AABNE = (Mailstatus.UKENDT.value, Mailstatus.AFVIST.value)


@dataclass(frozen=True, kw_only=True)
class Forsoeg:
    """A form that came back: what was typed, what stood in its way, and the field it is about ("" for all of it)."""

    felter: Mapping[str, str] = field(default_factory=dict)
    fejl: str = ""
    sted: str = ""


def show_udbakke(
    conn: Connection, katalog: Katalog, valg: Valg, *, forsoeg: Forsoeg | None = None, er_gemt: bool = False
) -> Side:
    """Show the outbox."""
    return make_udbakke(conn, katalog, show_tabel(conn, make_tabel(), valg), forsoeg=forsoeg, er_gemt=er_gemt)


def make_udbakke(
    conn: Connection,
    katalog: Katalog,
    tabel: Vistabel[Mailrad],
    *,
    forsoeg: Forsoeg | None = None,
    er_gemt: bool = False,
) -> Side:
    """Make the page of the outbox: where the mails stand, what is held and why, and the table."""
    tal = count_mails(conn)
    holdt = [stop.aabning for stop in list_stop(conn) if not stop.er_frigivet]
    indhold = {
        "tabel": tabel,
        "tal": [(status.value, STATUSSER[status], tal[status]) for status in Mailstatus],
        "venter": load_ventetal(conn),
        "holdt": [(et.regel, katalog.titel(et.regel), drop_kommandoer(explain_stop(et))) for et in holdt],
        "antal_svar": count_ventende(conn),
        "kan_frigive": katalog.bruger.rolle in ADMINISTRATORER,
        "forsoeg": forsoeg,
        "er_gemt": er_gemt,
    }
    return Side(emne="mails", skabelon="mails.html", titel="Mails", indhold=indhold)


def show_mail(
    conn: Connection,
    _katalog: Katalog,
    noegle: str,
    forsoeg: Forsoeg | None = None,
    *,
    med_modtager: bool = False,
    er_gemt: bool = False,
) -> Side | None:
    """Show one mail with its text; its recipient's address only when it was asked for."""
    mail = load_mail(conn, noegle)
    if mail is None:
        return None
    indhold = {
        "mail": mail.rad,
        "tilbud": mail.tilbud,
        "tekst": read_tekst(mail.indhold) if mail.indhold else "",
        "modtager": mail.modtager if med_modtager else None,
        "statusnavn": MAILSTATUS.get(mail.rad.status, mail.rad.status),
        "trinnavn": MAILTRIN.get(mail.rad.trin, mail.rad.trin),
        "artsnavn": ARTER.get(mail.rad.art, mail.rad.art),
        "kan_afgoeres": mail.rad.status in _AABNE,
        "er_ukendt": mail.rad.status == Mailstatus.UKENDT,
        "forsoeg": forsoeg,
        "er_gemt": er_gemt,
    }
    titel = rens(mail.rad.emne, 120) or "Mail"
    return Side(emne="mails", noegle=noegle, skabelon="mail.html", titel=titel, indhold=indhold)


def show_svarliste(conn: Connection, *, forsoeg: Forsoeg | None = None, er_gemt: bool = False) -> Side:
    """Show the answers that wait, without their words; with what was typed about one that waits no longer."""
    indhold = {"svar": list_ventende(conn), "svarnavne": SVARNAVNE, "forsoeg": forsoeg, "er_gemt": er_gemt}
    return Side(emne="mails", noegle="svar", skabelon="mails_svar.html", titel="Svar på mails", indhold=indhold)


def read_nummer(tekst: str) -> int | None:
    """Give the number of an answer in an address; None for what is none."""
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) <= 9 else None  # noqa: PLR2004


def show_svar(conn: Connection, _katalog: Katalog, nummer: int, forsoeg: Forsoeg | None = None) -> Side | None:
    """Show one answer that waits, with its words; None when it waits no longer."""
    svar = next((et for et in list_ventende(conn) if et.id == nummer), None)
    if svar is None:
        return None
    indhold = {
        "svar": svar,
        "artsnavn": SVARNAVNE[svar.art],
        "har_ord": svar.tekst not in {"", UDELADT},
        "forsoeg": forsoeg,
    }
    titel = f"Svar {nummer}: {SVARNAVNE[svar.art]}"
    return Side(emne="mails", noegle=f"svar/{nummer}", skabelon="mails_et_svar.html", titel=titel, indhold=indhold)


def show_adresser(conn: Connection, katalog: Katalog, *, med_adresser: bool = False) -> Side:
    """Show the address book and who cannot be written to; the addresses themselves only when they were asked for."""
    uopnaaelige = list_uopnaaelige(conn)
    indhold = {
        "satte": list_satte(conn, katalog.fristdag),
        "manglende": list_manglende(conn, katalog.fristdag),
        "doede": list_doede(conn),
        "uopnaaelige": [
            (navn, [et.tilbudsid for et in uopnaaelige if et.grund is grund]) for grund, navn in HINDRINGER.items()
        ],
        "med_adresser": med_adresser,
    }
    return Side(emne="mails", noegle="adresser", skabelon="mails_adresser.html", titel="Adresser", indhold=indhold)
