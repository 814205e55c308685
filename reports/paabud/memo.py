"""The decided påbud as a MeMo message for Digital Post, as a file. Nothing here can send it.

What the library does not see to is seen to here: the form of the message's id, times in UTC, and signs that XML
cannot hold.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from python_serviceplatformen.models.message import (  # type: ignore[import-untyped]
    File,
    MainDocument,
    Message,
    MessageBody,
    MessageHeader,
    Recipient,
    Sender,
)
from python_serviceplatformen.models.xml_util import dataclass_to_xml_string  # type: ignore[import-untyped]

from domain.kontakt import digits, passes_modulus_11
from reports.fejl import RapportFejl
from reports.paabud.brev import UDEN_BEGRUNDELSE, Paabudsbrev
from reports.paabud.grundlag import Paabudsgrundlag
from reports.paabud.pdf import write_pdf
from reports.paabud.tekst import write_tekst
from reports.visning import dato, rens

_HOVED = '<?xml version="1.0" encoding="UTF-8"?>\n'
# MeMo allows 256 signs; `rens` adds how long the text was when it cuts.
_LAENGSTE = 200
# What no XML document may hold (XML 1.0, production 2), and `rens` may leave.
_UDEN_FOR_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Afsender:
    """The authority the message is from: its CVR number and the name that recipients see."""

    cvr: str
    navn: str


def write_memo(grundlag: Paabudsgrundlag, brev: Paabudsbrev, afsender: Afsender, *, nu: datetime) -> bytes:
    """Give the message as XML, the same bytes for the same letter and moment; the same letter keeps its id.

    The recipient is a CVR number alone: no name of a tilbud is in the message outside its PDF.

    Raises:
        RapportFejl: the påbud is not decided, has no reasons or is delivered already, or the CVR number cannot exist.
    """
    _check(grundlag, brev)
    hoved = MessageHeader(
        messageType="DIGITALPOST",
        messageUUID=str(_make_id(grundlag, brev)),
        label=_clean(brev.titel),
        sender=Sender(senderID=digits(afsender.cvr), idType="CVR", label=_clean(afsender.navn)),
        recipient=Recipient(recipientID=digits(grundlag.cvr), idType="CVR"),
    )
    indhold = base64.b64encode(write_pdf(brev, nu=nu)).decode("ascii")
    brevfil = File(encodingFormat="application/pdf", filename="paabud.pdf", language="da", content=indhold)
    krop = MessageBody(createdDateTime=nu.astimezone(UTC), mainDocument=MainDocument(files=(brevfil,)))
    xml: str = dataclass_to_xml_string(Message(messageHeader=hoved, messageBody=krop))
    return f"{_HOVED}{xml}\n".encode()


def _check(grundlag: Paabudsgrundlag, brev: Paabudsbrev) -> None:
    """Refuse what must not lie ready to be sent."""
    if not grundlag.er_afgjort:
        raise RapportFejl(
            "MeMo-filen er ikke skrevet: påbuddet er ikke besluttet. Notér beslutningen med »tilbudstjek sag paabud«, "
            "og skriv så filen."
        )
    if grundlag.leveret is not None:
        raise RapportFejl(
            f"MeMo-filen er ikke skrevet: påbuddet er leveret i Digital Post {dato(grundlag.leveret)} og skal ikke "
            "sendes igen."
        )
    if brev.begrundelse == UDEN_BEGRUNDELSE:
        raise RapportFejl(
            "MeMo-filen er ikke skrevet: brevet mangler sin begrundelse. Skriv den med --begrundelse, og prøv igen."
        )
    if not passes_modulus_11(grundlag.cvr):
        raise RapportFejl(
            "MeMo-filen er ikke skrevet: tilbuddets CVR-nummer opfylder ikke modulus 11 og kan ikke være udstedt. Find "
            "den rette modtager i CVR, og send brevet fra pakken."
        )


def _clean(tekst: str) -> str:
    return _UDEN_FOR_XML.sub("", rens(tekst, _LAENGSTE))


def _make_id(grundlag: Paabudsgrundlag, brev: Paabudsbrev) -> UUID:
    """Make the id of case and letter, in the form of a random one: MeMo takes no other."""
    dele = (grundlag.tilbudsid, grundlag.dag.isoformat(), write_tekst(brev))
    aftryk = hashlib.sha256("\0".join(dele).encode("utf-8", "surrogatepass")).digest()
    return UUID(bytes=aftryk[:16], version=4)
