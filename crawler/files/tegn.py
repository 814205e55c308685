"""Bytes to text: UTF-8, UTF-16 with its mark, or Windows-1252; never two of them at once."""

import re

from crawler.files.fejl import UdtraekFejl

_GEM = "Gem filen igen som »CSV UTF-8«."
# What Danish letters in UTF-8 become when they are read as Windows-1252.
_BLANDET = re.compile("\u00c3[\u00a6\u00b8\u00a5\u2020\u02dc\u2026]")
_IKKE_TEKST = re.compile("[\x00-\x08\x0e-\x1f]")


def decode_text(indhold: bytes, navn: str) -> str:
    """Give a file's text.

    Raises:
        UdtraekFejl: no text at all, or written in two character sets.
    """
    tekst = _decode(indhold, navn)
    if _IKKE_TEKST.search(tekst):
        raise UdtraekFejl(
            f"{navn} er ikke en tekstfil og heller ikke et regneark. Bed om udtrækket som .xlsx eller CSV."
        )
    return tekst


def _decode(indhold: bytes, navn: str) -> str:
    if indhold.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return indhold.decode("utf-16")
        except UnicodeDecodeError as fejl:
            raise UdtraekFejl(f"{navn} siger, at den er UTF-16, men er det ikke hele vejen. {_GEM}") from fejl
    try:
        return indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_1252(indhold, navn)


def _decode_1252(indhold: bytes, navn: str) -> str:
    try:
        tekst = indhold.decode("cp1252")
    except UnicodeDecodeError as fejl:
        raise UdtraekFejl(f"{navn} er hverken gemt som UTF-8 eller Windows-1252. {_GEM}") from fejl
    if _BLANDET.search(tekst):
        raise UdtraekFejl(f"{navn} blander to tegnsæt (UTF-8 og Windows-1252), så æ, ø og å ikke kan læses. {_GEM}")
    return tekst
