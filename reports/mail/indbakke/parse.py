"""From bytes to a message, whatever the bytes are: cut to what a parser can take, and never opened further."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from typing import TypeAlias

Besked: TypeAlias = "Message[str, str]"

_LINJE = 1000
_FOLDER = 50
_DELE = 100
_DYBDE = 10
# A header may go on over many lines; Python's parser takes the square of its length.
_FOLDET = re.compile(rb"((?:^[ \t][^\n]*\n){%d})(?:^[ \t][^\n]*\n)+" % _FOLDER, re.MULTILINE)
_LANG_LINJE = re.compile(rb"([^\n]{%d})[^\n]+" % _LINJE)
_ID = re.compile(r"<[!-;=?-~]{1,250}>")


def parse_besked(raw: bytes) -> Besked:
    """Give a message; one that is nested too deep to read has its headers alone."""
    kort = cut_lines(raw)
    try:
        return message_from_bytes(kort)
    except RecursionError:
        return BytesHeaderParser().parsebytes(kort)


def cut_lines(raw: bytes) -> bytes:
    """Cut lines that are longer than mail allows, and headers that go on for ever."""
    return _FOLDET.sub(rb"\1", _LANG_LINJE.sub(rb"\1", raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")))


def read_hoved(besked: Besked, navn: str) -> str:
    """Give the first header of a name, on one line; empty when it is not there."""
    return " ".join(str(besked.get(navn) or "").split())


def list_ids(tekst: str) -> tuple[str, ...]:
    """Give the Message-IDs that a text holds, in angle brackets."""
    return tuple(_ID.findall(tekst))


def list_dele(besked: Besked) -> Iterator[Besked]:
    """Yield the parts that hold something themselves; never those of a message that is attached."""
    rest, set_ = [(besked, 0)], 0
    while rest and set_ < _DELE:
        del_, dybde = rest.pop()
        set_ += 1
        if del_.get_content_maintype() == "multipart" and dybde < _DYBDE:
            rest += [(barn, dybde + 1) for barn in reversed(list_boern(del_))]
        elif not del_.is_multipart():
            yield del_


def list_boern(besked: Besked) -> list[Besked]:
    """Give the parts right under a message or a part."""
    # Asked of words, the parser would try to read them by whatever encoding they claim.
    indhold = besked.get_payload() if besked.is_multipart() else []
    return [barn for barn in indhold if isinstance(barn, Message)]


def read_tekst(del_: Besked) -> str:
    """Give the words of a text part, whatever it says of its own encoding."""
    indhold = del_.get_payload(decode=True)
    if not isinstance(indhold, bytes):
        return ""
    try:
        return indhold.decode(del_.get_content_charset() or "utf-8", errors="replace")
    except (LookupError, ValueError):
        return indhold.decode("utf-8", errors="replace")
