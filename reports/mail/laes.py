"""Reading a mail of the outbox back, to show what was written."""

from email import message_from_string
from email.message import Message
from email.policy import compat32
from functools import lru_cache

_KODET = {"base64", "quoted-printable"}


# One mail to an operator stands on the page of each of its tilbud. Some megabytes at most.
@lru_cache(maxsize=512)
def read_tekst(indhold: str) -> str:
    """Give the plain text of a message as `encode_besked` stored it, without headers; lines ended by newline."""
    # The old policy reads headers only when asked for them: a third of the time, and a report reads thousands.
    besked = message_from_string(indhold, policy=compat32)
    del_ = next((x for x in besked.walk() if x.get_content_type() == "text/plain" and not x.get_filename()), None)
    return "" if del_ is None else _decode(del_).replace("\r\n", "\n").strip()


def _decode(del_: Message) -> str:
    if str(del_.get("Content-Transfer-Encoding", "")).lower() not in _KODET:
        return str(del_.get_payload())
    raa = del_.get_payload(decode=True)
    return raa.decode(del_.get_content_charset("utf-8"), "replace") if isinstance(raa, bytes) else ""
