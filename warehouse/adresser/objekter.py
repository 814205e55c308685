"""A DAR file as a stream of JSON objects, one at a time however big the file: an array or one object a line."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from warehouse.adresser.fejl import AdresseFejl

_KIG = 1 << 16
_BID = 1 << 20
# A DAR row is flat: braces only at its ends or inside strings. Possessive, so that a cut row is refused at once.
_OBJEKT = re.compile(rb'\{(?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+\}', re.DOTALL)
_MELLEMRUM = re.compile(rb"[\s,\[\]]*")
_BOM = b"\xef\xbb\xbf"


def stream_objects(fil: BinaryIO, navn: str) -> Iterator[bytes]:
    """Yield each object's bytes.

    Raises:
        AdresseFejl: the file is cut off, or is not JSON.
    """
    start = fil.read(_KIG).removeprefix(_BOM)
    if not start.strip():
        return
    if start.lstrip()[:1] not in {b"[", b"{"}:
        raise AdresseFejl(f"{navn} er ikke JSON. Hent DAR som JSON fra Datafordelerens fildownload.")
    if _has_one_a_line(start):
        yield from _stream_lines(start, fil, navn)
    else:
        yield from _stream_flat(start, fil, navn)


def fingerprint(objekt: bytes) -> int:
    """Give 64 bits that tell one row of the file from every other."""
    return int.from_bytes(blake2b(objekt, digest_size=8).digest(), "little", signed=True)


def _has_one_a_line(start: bytes) -> bool:
    for linje in start.split(b"\n", 3)[:3]:
        kerne = linje.strip(b" \t\r\n,[")
        if kerne:
            return kerne[:1] == b"{" and kerne.rstrip(b"]")[-1:] == b"}" and kerne.count(b"}") == 1
    return False


def _stream_lines(start: bytes, fil: BinaryIO, navn: str) -> Iterator[bytes]:
    er_liste = start.lstrip()[:1] == b"["
    er_lukket = False
    for nummer, linje in enumerate(_lines(start, fil), 1):
        kerne = linje.strip(b" \t\r\n,")
        if kerne[:1] == b"[":
            kerne = kerne[1:].lstrip()
        if kerne[-1:] == b"]":
            er_lukket, kerne = True, kerne[:-1].rstrip()
        if not kerne:
            continue
        if kerne[:1] != b"{" or kerne[-1:] != b"}":
            raise AdresseFejl(f"Linje {nummer} i {navn} er ikke hel. Filen er formentlig afkortet: hent den igen.")
        yield kerne
    if er_liste and not er_lukket:
        raise AdresseFejl(f"{navn} slutter midt i listen. Filen er afkortet: hent den igen.")


def _lines(start: bytes, fil: BinaryIO) -> Iterator[bytes]:
    linjer = start.split(b"\n")
    yield from linjer[:-1]
    rest = linjer[-1] + fil.readline()
    if rest:
        yield rest
    yield from fil


def _stream_flat(start: bytes, fil: BinaryIO, navn: str) -> Iterator[bytes]:
    buffer = start
    while True:
        plads = 0
        for fund in _OBJEKT.finditer(buffer):
            _require_blank(buffer[plads : fund.start()], navn)
            yield fund[0]
            plads = fund.end()
        buffer = buffer[plads:]
        bid = fil.read(_BID)
        if not bid:
            break
        if len(buffer) > 4 * _BID:
            raise AdresseFejl(
                f"{navn} har en form, som programmet ikke kender. Hent DAR som JSON, én liste pr. entitet."
            )
        buffer += bid
    if _MELLEMRUM.fullmatch(buffer) is None or (start.lstrip()[:1] == b"[" and b"]" not in buffer):
        raise AdresseFejl(f"{navn} slutter midt i en række. Filen er afkortet: hent den igen.")


def _require_blank(mellem: bytes, navn: str) -> None:
    if _MELLEMRUM.fullmatch(mellem) is None:
        raise AdresseFejl(f"{navn} har en form, som programmet ikke kender. Hent DAR som JSON, én liste pr. entitet.")
