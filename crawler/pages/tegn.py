"""Bytes to text: what the bytes are counts for more than what the header says they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tekst:
    """A page as text. `er_forkert_maerket` when its character set is not the one it was sent as."""

    html: str
    er_forkert_maerket: bool


def decode_html(body: bytes, charset: str | None) -> Tekst:
    """Decode a page. Danish text that is valid UTF-8 is UTF-8, whatever it is called; else it is as said, or cp1252."""
    sagt = (charset or "utf-8").strip("\"' ").lower().replace("_", "-")
    try:
        html = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_other(body, sagt)
    return Tekst(html, sagt not in {"utf-8", "utf8", "us-ascii", "ascii"} and not body.isascii())


def _decode_other(body: bytes, sagt: str) -> Tekst:
    if sagt not in {"utf-8", "utf8"}:
        try:
            return Tekst(body.decode(sagt), er_forkert_maerket=False)
        except (LookupError, ValueError):
            pass
    return Tekst(body.decode("cp1252", errors="replace"), er_forkert_maerket=True)
