"""What the headers of a message say: who it is, what it answers, and whether a machine wrote it."""

import hashlib
from email.utils import parseaddr

from reports.mail.indbakke.parse import Besked, list_ids, read_hoved

_SVAR_HOEJST = 50
_MASKINER = frozenset({"mailer-daemon", "postmaster", "mailerdaemon"})
_PRECEDENCE = frozenset({"bulk", "auto_reply", "junk", "list"})
_AUTOMATISKE = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond")
_MAILHOVEDER = (
    *("From", "Sender", "To", "Cc", "Date", "Subject", "Message-ID", "Received", "Return-Path", "Delivered-To"),
    *("MIME-Version", "Content-Type", "In-Reply-To", "References", "Auto-Submitted"),
)


def has_mailhoved(besked: Besked) -> bool:
    """Tell whether there is any header that a mail has; a text that is no mail at all has none."""
    return any(navn in besked for navn in _MAILHOVEDER)


def read_message_id(besked: Besked, raw: bytes) -> str:
    """Give the message's Message-ID, or a name made of its bytes when it has none that can be used."""
    ids = list_ids(read_hoved(besked, "Message-ID"))
    return ids[0] if ids else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def list_besvarede(besked: Besked) -> tuple[str, ...]:
    """Give the Message-IDs that a message answers, nearest first."""
    svar = list_ids(read_hoved(besked, "In-Reply-To"))
    traad = list_ids(read_hoved(besked, "References"))
    return tuple(dict.fromkeys((*svar, *reversed(traad))))[:_SVAR_HOEJST]


def is_from_mailsystem(besked: Besked) -> bool:
    """Tell whether a mail server itself is given as sender."""
    adresse = parseaddr(read_hoved(besked, "From")[:1000])[1]
    return adresse.split("@", maxsplit=1)[0].lower() in _MASKINER


def is_autosvar(besked: Besked) -> bool:
    """Tell whether a machine wrote it (RFC 3834 and what came before it): such a message waits for nobody."""
    auto = read_hoved(besked, "Auto-Submitted").lower()
    if auto and not auto.startswith("no"):
        return True
    if any(navn in besked for navn in _AUTOMATISKE):
        return True
    if read_hoved(besked, "Precedence").lower() in _PRECEDENCE:
        return True
    return "Return-Path" in besked and read_hoved(besked, "Return-Path").replace(" ", "") in {"", "<>"}
