"""Reading a mail of the outbox back, to show what was written."""

from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTPUTF8


def read_tekst(indhold: str) -> str:
    """Give the plain text of a message as `encode_besked` stored it, without headers; lines ended by newline."""
    besked = message_from_string(indhold, _class=EmailMessage, policy=SMTPUTF8)
    del_ = besked.get_body(("plain",))
    return "" if del_ is None else str(del_.get_content()).replace("\r\n", "\n").strip()
