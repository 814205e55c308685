"""An answer of the replica before it is put on the wire."""

from dataclasses import dataclass

from crawler.replica.uheld import Kodning

_META = '<meta charset="utf-8">'


@dataclass(frozen=True)
class Svar:
    """Status, body and the headers beyond its length."""

    status: int
    indhold: bytes
    hoveder: tuple[tuple[bytes, bytes], ...]

    def with_header(self, navn: str, vaerdi: str) -> "Svar":
        """Give the answer with one header more."""
        return Svar(self.status, self.indhold, (*self.hoveder, (navn.encode(), vaerdi.encode())))


def make_side(html: str, *, status: int = 200, kodning: Kodning = Kodning.UTF8) -> Svar:
    """Give a page as an answer."""
    if kodning is Kodning.UTF8:
        return _make(status, html.encode(), "text/html; charset=utf-8")
    if kodning is Kodning.LATIN1:
        html = html.replace(_META, '<meta charset="iso-8859-1">')
        return _make(status, html.encode("latin-1", "xmlcharrefreplace"), "text/html; charset=iso-8859-1")
    return _make(status, html.encode("latin-1", "xmlcharrefreplace"), "text/html; charset=utf-8")


def make_tekst(tekst: str, *, slags: str = "text/plain") -> Svar:
    """Give plain text (or JSON) as an answer."""
    return _make(200, tekst.encode(), f"{slags}; charset=utf-8")


def _make(status: int, indhold: bytes, slags: str) -> Svar:
    return Svar(status, indhold, ((b"content-type", slags.encode()),))
