"""What comes back after a mail: answers, automatic ones, and mails returned; and what a return says of the address."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Svarart(StrEnum):
    """What a message that came back is.

    `uenig`: an answer that disputes what we wrote. `svar`: any other answer to a mail of ours. `autosvar`: a machine's.
    `retur`: a mail of ours could not be delivered, for good or for now. `andet`: nothing that can be tied to a mail.
    """

    UENIG = "uenig"
    SVAR = "svar"
    AUTOSVAR = "autosvar"
    RETUR = "retur"
    ANDET = "andet"


@dataclass(frozen=True, kw_only=True)
class Retur:
    """What a report of delivery says of one recipient.

    `emails` are the ways it names the recipient, in small letters. `er_endelig` when it failed for good. `kode` is the
    status code of RFC 3463 (`5.1.1`), or that of SMTP (`550`) where there is no other.
    """

    emails: frozenset[str]
    er_endelig: bool
    kode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Indgaaet:
    """A message as it was read, before it is held against the mails that were sent.

    `art` is never `uenig`: that is said by `er_uenig`, with the numbers of the points it names in `punkter`. `om` are
    the Message-IDs it says it is about, nearest first. `fra_maskine` when no person wrote it. `tekst` is what a person
    wrote, without quoted parts.
    """

    message_id: str
    art: Svarart
    om: tuple[str, ...] = ()
    returer: tuple[Retur, ...] = ()
    er_uenig: bool = False
    punkter: tuple[int, ...] = ()
    fra_maskine: bool = False
    tekst: str = ""


# RFC 3463 and RFC 5321: the sender, the size, the protocol, the content or a policy was refused, not the recipient.
_VORES = re.compile(r"5\.1\.[78]|5\.2\.3|5\.3\.4|5\.[567]\.\d{1,3}|5(?!50|51|53|21|56)\d\d")
_AARSAGER = (
    (re.compile(r"5\.1\.2|5\.[34]\.\d{1,3}|521|556"), "Adressens mailserver findes ikke eller kan ikke nås."),
    (re.compile(r"5\.2\.\d{1,3}"), "Postkassen tager ikke imod mail."),
    (re.compile(r"5\.1\.\d{1,3}|55[013]"), "Adressen findes ikke."),
)


def blames_adresse(kode: str | None) -> bool:
    """Tell whether a code of final failure says that the address cannot be written to.

    It does not where the sender, the size or a policy was refused: then the fault may be ours, and a person looks.
    """
    return kode is not None and _VORES.fullmatch(kode) is None


def explain_kode(kode: str | None) -> str:
    """Say in a Danish sentence what a code of final failure means."""
    if not blames_adresse(kode):
        return "Mailen blev afvist af en grund, der ikke nødvendigvis er adressens: se efter hos vores egen mailserver."
    fundne = (tekst for form, tekst in _AARSAGER if form.fullmatch(kode or ""))
    return next(fundne, "Der kan ikke afleveres mail til adressen.")
