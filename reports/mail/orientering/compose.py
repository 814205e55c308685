"""A weekly mail from start to end, purely: the same week gives the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from reports.mail.besked import Afsender, Indhold, make_besked
from reports.mail.orientering.brev import make_ugebrev
from reports.mail.orientering.html import write_html
from reports.mail.orientering.model import Orientering
from reports.mail.orientering.regneark import make_ugebilag
from reports.mail.orientering.tekst import write_tekst
from reports.mail.udbakke import make_noegle

TRIN = "uge"


@dataclass(frozen=True, kw_only=True)
class Ugeudkast:
    """A weekly mail ready to be put in the outbox."""

    orientering: Orientering
    til: str
    noegle: str
    indhold: Indhold
    besked: EmailMessage

    @property
    def tilbud(self) -> Mapping[str, str]:
        """Every tilbud it speaks of, each with the step that moves no case."""
        return dict.fromkeys(self.orientering.list_tilbud(), TRIN)


def find_noegle(art: str, kode: str, uge: str) -> str:
    """Give the key of the one mail that a socialtilsyn or kommune gets in a week."""
    return make_noegle(f"{art}:{kode}", uge, TRIN)


def write_indhold(orientering: Orientering, *, svar_til: str) -> Indhold:
    """Write a weekly mail in both forms, with its workbook when there is one."""
    bilag = None if orientering.er_uden_hentning else make_ugebilag(orientering)
    brev = make_ugebrev(orientering, svar_til=svar_til, har_regneark=bilag is not None)
    return Indhold(emne=brev.emne, tekst=write_tekst(brev), html=write_html(brev), bilag=bilag)


def compose_uge(orientering: Orientering, *, til: str, afsender: Afsender, nu: datetime) -> Ugeudkast:
    """Write the one mail that a recipient gets in a week.

    Raises:
        RapportFejl: an address cannot be used.
    """
    myndighed = orientering.myndighed
    noegle = find_noegle(myndighed.art, myndighed.kode, orientering.uge)
    indhold = write_indhold(orientering, svar_til=afsender.svar_til)
    besked = make_besked(indhold, til=til, afsender=afsender, noegle=noegle, nu=nu)
    return Ugeudkast(orientering=orientering, til=til, noegle=noegle, indhold=indhold, besked=besked)
