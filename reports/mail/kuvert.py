"""The envelope a mail server is shown, made from a stored mail; a mail that could mislead the server gets none."""

import re
from collections import Counter
from dataclasses import dataclass
from email.parser import HeaderParser
from email.policy import SMTPUTF8, compat32

from email_validator import EmailNotValidError, validate_email

_EN_GANG = ("from", "to", "subject", "message-id", "date", "auto-submitted")
_LINJESKIFT = re.compile(r"\r\n|\r|\n")
_PUNKTUM = re.compile(r"^\.", re.MULTILINE)


class KuvertFejl(ValueError):
    """This mail cannot be sent; the message is a Danish sentence for people, without the address."""


@dataclass(frozen=True, kw_only=True)
class Kuvert:
    """Sender and recipient as the server is told, and the message as it is sent (lines by CRLF, dots doubled).

    `bogstaver`: an address has letters outside ASCII before the @, which only a server with SMTPUTF8 can take.
    """

    fra: str
    til: str
    data: bytes
    bogstaver: bool


def make_kuvert(indhold: str, modtager: str) -> Kuvert:
    """Make the envelope of a stored message to its one recipient.

    Raises:
        KuvertFejl: no message, not one address, or headers that do not agree with the recipient.
    """
    hoveder, skel, _ = indhold.partition("\r\n\r\n")
    if not skel:
        raise KuvertFejl("Mailens tekst er slettet og kan ikke sendes.")
    til = _check_address(modtager)
    # Not parsed but for the two that hold addresses: parsing every header costs more than sending the mail.
    besked = HeaderParser(policy=compat32).parsestr(hoveder + skel)
    antal = Counter(navn.lower() for navn in besked)
    if besked.defects or any(antal[navn] != 1 for navn in _EN_GANG):
        raise KuvertFejl("Mailens hoved er ikke, som programmet skriver det; den er ikke sendt.")
    if _addresses("To", besked["To"]) != [til] or antal["cc"] or antal["bcc"]:
        raise KuvertFejl("Mailens hoved nævner andre end modtageren; den er ikke sendt.")
    afsendere = _addresses("From", besked["From"])
    if len(afsendere) != 1:
        raise KuvertFejl("Mailen har ikke én afsender; den er ikke sendt.")
    return Kuvert(fra=afsendere[0], til=til, data=_encode(indhold), bogstaver=not (hoveder + til).isascii())


def _encode(indhold: str) -> bytes:
    # One kind of line end, whatever is stored: servers that differ on a bare one can be led to see two mails.
    linjer = _PUNKTUM.sub("..", _LINJESKIFT.sub("\n", indhold).rstrip("\n"))
    return (linjer.replace("\n", "\r\n") + "\r\n").encode("utf-8")


def _check_address(modtager: str) -> str:
    try:
        gyldig = validate_email(modtager, check_deliverability=False)
    except EmailNotValidError:
        raise KuvertFejl(
            "Modtageren er ikke én gyldig e-mailadresse. Tilbuddet skal rette den på Tilbudsportalen."
        ) from None
    return f"{gyldig.local_part}@{gyldig.ascii_domain}"


def _addresses(navn: str, vaerdi: str) -> list[str]:
    # A long address is written on a line of its own.
    hoved = SMTPUTF8.header_factory(navn, _LINJESKIFT.sub("", vaerdi))
    return [adresse.addr_spec for adresse in getattr(hoved, "addresses", ())]
