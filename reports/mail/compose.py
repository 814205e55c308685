"""A mail from start to end, purely: the same faults on the same day give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from reports.mail.besked import Afsender, Indhold, make_besked
from reports.mail.bilag import make_bilag
from reports.mail.brev import make_brev
from reports.mail.html import write_html
from reports.mail.indhold import Brevgrundlag
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
    """To whom, when and under what name a mail is written: the address, the hour of writing, the outbox key.

    `traad` are the Message-IDs of earlier mails that it follows, the one it answers last.
    """

    til: str
    nu: datetime
    noegle: str
    traad: Sequence[str] = ()


def compose(grundlag: Brevgrundlag, *, afsender: Afsender, anledning: Anledning) -> Mail:
    """Write the one mail an owner gets, with its workbook when there is one.

    Raises:
        RapportFejl: an address cannot be used.
    """
    brev = make_brev(grundlag)
    indhold = Indhold(emne=brev.emne, tekst=write_tekst(brev), html=write_html(brev), bilag=make_bilag(grundlag))
    besked = make_besked(
        indhold,
        til=anledning.til,
        afsender=afsender,
        noegle=anledning.noegle,
        nu=anledning.nu,
        traad=anledning.traad,
    )
    return Mail(emne=brev.emne, tekst=indhold.tekst, html=indhold.html, besked=besked)
