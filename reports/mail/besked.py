"""The envelope: an internet message that is the same every time it is made from the same words."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from email.utils import format_datetime, parseaddr
from textwrap import wrap
from typing import Any

from email_validator import EmailNotValidError, validate_email

from domain.kontakt import is_email
from reports.fejl import RapportFejl
from reports.mail.bilag import Bilag
from reports.visning import rens


class Traadhoved(UnstructuredHeader, BaseHeader):
    """A header of Message-IDs, folded between them: the library encodes long ones, and no mail program reads that."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        """Set the header for sending."""
        linjer = wrap(str(self), 76, initial_indent=f"{self.name}: ", break_long_words=False, break_on_hyphens=False)
        return f"{policy.linesep} ".join(linjer) + policy.linesep


_HOVEDER = HeaderRegistry()
for _navn in ("in-reply-to", "references"):
    _HOVEDER.map_to_type(_navn, Traadhoved)
_ASCII, _UTF8 = SMTP.clone(header_factory=_HOVEDER), SMTPUTF8.clone(header_factory=_HOVEDER)


@dataclass(frozen=True, kw_only=True)
class Afsender:
    """Who writes (`Tilbudstjek <adresse>` or an address alone) and whom an answer goes to.

    `hemmelighed` makes the Message-IDs such that only who got or carried a mail knows them: a key alone is made of what
    anybody may know, and who knows a Message-ID can make it look as if its mail had come back.
    """

    fra: str
    svar_til: str
    hemmelighed: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Indhold:
    """A mail in both forms, and the file that goes with it."""

    emne: str
    tekst: str
    html: str
    bilag: Bilag | None = None


def make_besked(
    indhold: Indhold, *, til: str, afsender: Afsender, noegle: str, nu: datetime, traad: Sequence[str] = ()
) -> EmailMessage:
    """Put a mail into its envelope; `noegle` (letters and digits) names it for ever.

    `traad` are the Message-IDs (in angle brackets) of mails that this one follows, the one that it answers last.

    Raises:
        RapportFejl: the sender's or the reply address in the settings is not an e-mail address.
    """
    fra, modtager = _read_egen(afsender.fra), _address("", til)
    ascii_nok = modtager.addr_spec.isascii() and fra.addr_spec.isascii()
    besked = EmailMessage(policy=_ASCII if ascii_nok else _UTF8)
    besked["Message-ID"] = f"<{noegle}{_make_maerke(noegle, afsender.hemmelighed)}@{fra.domain}>"
    if traad:
        besked["In-Reply-To"] = traad[-1]
        besked["References"] = " ".join(traad)
    besked["Date"] = format_datetime(nu)
    besked["From"] = fra
    besked["To"] = modtager
    besked["Reply-To"] = _read_egen(afsender.svar_til)
    besked["Subject"] = rens(indhold.emne, 160)
    besked["Auto-Submitted"] = "auto-generated"
    _set_content(besked, indhold, noegle)
    # Last: what begins with "Content-" moves into the inner part when a message gets one more.
    besked["Content-Language"] = "da"
    return besked


def _set_content(besked: EmailMessage, indhold: Indhold, noegle: str) -> None:
    besked.set_content(indhold.tekst, cte="quoted-printable")
    besked.add_alternative(indhold.html, subtype="html", cte="quoted-printable")
    besked.set_boundary(f"=_{noegle}")
    if indhold.bilag is not None:
        art, _, underart = indhold.bilag.mime.partition("/")
        besked.add_attachment(indhold.bilag.indhold, maintype=art, subtype=underart, filename=indhold.bilag.navn)
        besked.set_boundary(f"=_{noegle}_bilag")


def encode_besked(besked: EmailMessage) -> str:
    """Give the message as the text an `.eml` file holds, lines ended by CRLF."""
    return besked.as_bytes().decode("utf-8")


def _read_egen(tekst: str) -> Address:
    navn, adresse = parseaddr(rens(tekst))
    # The parser joins what stands apart: an address that is not written there is one it made up.
    if adresse not in tekst or not is_email(adresse):
        raise RapportFejl(
            f"»{rens(tekst, 80)}« kan ikke bruges som afsender- eller svaradresse. "
            "Ret TILBUDSTJEK_MAIL_FRA og TILBUDSTJEK_MAIL_SVAR_TIL."
        )
    return _address(navn, adresse)


def _address(navn: str, adresse: str) -> Address:
    """Make an address whose domain is written in ASCII; raises RapportFejl when it is not one address."""
    try:
        gyldig = validate_email(adresse, check_deliverability=False)
    except EmailNotValidError as fejl:
        raise RapportFejl("En modtagers e-mailadresse er ikke gyldig; mailen er ikke skrevet.") from fejl
    return Address(display_name=navn, username=gyldig.local_part, domain=gyldig.ascii_domain)


def _make_maerke(noegle: str, hemmelighed: str) -> str:
    if not hemmelighed:
        return ""
    return "." + hmac.new(hemmelighed.encode(), noegle.encode(), hashlib.sha256).hexdigest()[:24]
