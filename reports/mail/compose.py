"""A mail from start to end, purely: the same faults on the same day give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage

from domain.reference.sagstrin import Trin as Sagstrin
from domain.reference.sagstrin import find_sidste_dag
from reports.mail.adressat import Adressat
from reports.mail.besked import Afsender, Indhold, make_besked
from reports.mail.brev import make_brev
from reports.mail.html import write_html
from reports.mail.indhold import Brevgrundlag, Mailfejl, Tilbudsdel, Trin
from reports.mail.tekst import write_tekst


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A finished mail: its parts for whoever shows it, and the message that is handed over."""

    emne: str
    tekst: str
    html: str
    besked: EmailMessage


@dataclass(frozen=True, kw_only=True)
class Anledning:
    """When and under what name a mail is written: the day judged, the hour of writing, the outbox key.

    `traad` is the Message-ID of the tilbud's first mail, None when this is it.
    """

    dag: date
    nu: datetime
    noegle: str
    traad: str | None = None


def compose(adressat: Adressat, fejl: Sequence[Mailfejl], *, afsender: Afsender, anledning: Anledning) -> Mail:
    """Write the one mail a tilbud gets about its faults (at least one).

    Raises:
        RapportFejl: an address cannot be used.
    """
    brev = make_brev(make_brevgrundlag(adressat, fejl, dag=anledning.dag, svar_til=afsender.svar_til))
    indhold = Indhold(emne=brev.emne, tekst=write_tekst(brev), html=write_html(brev))
    besked = make_besked(
        indhold,
        til=adressat.email,
        afsender=afsender,
        noegle=anledning.noegle,
        nu=anledning.nu,
        traad=anledning.traad,
    )
    return Mail(emne=brev.emne, tekst=indhold.tekst, html=indhold.html, besked=besked)


def make_brevgrundlag(adressat: Adressat, fejl: Sequence[Mailfejl], *, dag: date, svar_til: str) -> Brevgrundlag:
    """Give what a mail about one tilbud rests on."""
    del_ = Tilbudsdel(
        tilbudsid=adressat.tilbudsid,
        navn=adressat.navn,
        myndighed=adressat.myndighed,
        er_beskyttet=adressat.er_beskyttet,
        afdelinger=adressat.afdelinger,
        fejl=tuple(fejl),
    )
    senest = find_sidste_dag(Sagstrin.VARSEL, dag)
    return Brevgrundlag(trin=Trin.VARSEL, dele=(del_,), dag=dag, senest=senest, svar_til=svar_til)
