"""Where pages lie: one builder, in two modes, so that the same templates work on a server and from a disk."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from reports.filnavn import make_filnavn

_ENKELTE = {"overblik": "", "om-data": "om-data", "tilgaengelighed": "tilgaengelighed", "stil": "stil.css"}
# Pages below that of one control: their address on the server, and their file.
_UNDERSIDER = {
    "stikproeve-resultat": ("stikproever/{}/resultat", "stikproever/{}-resultat.html"),
    "stikproeve-resultat-pdf": ("stikproever/{}/resultat.pdf", "stikproever/{}-resultat.pdf"),
    "stikproeve-resultat-xlsx": ("stikproever/{}/resultat.xlsx", "stikproever/{}-resultat.xlsx"),
    "evidens-pdf": ("stikproever/{}.pdf", "stikproever/{}.pdf"),
    "evidens-xlsx": ("stikproever/{}.xlsx", "stikproever/{}.xlsx"),
    # Only beside the pages that are files; a server gives a table's file at the table's own address.
    "tabelfil": ("{}?format=xlsx", "tabeller/{}.xlsx"),
    "stikproeve-traek": ("stikproever/{}/traek.csv", "stikproever/{}-traek.csv"),
}


class Links(Protocol):
    """Gives the address of a page: its kind (`emne`), which one (`noegle`), and which part of a long table."""

    def til(self, emne: str, noegle: str | None = None, side: int = 1) -> str:
        """Give the address as it is written in a page's `href`."""


@dataclass(frozen=True)
class ServerLinks:
    """Addresses on the server, from its root."""

    def til(self, emne: str, noegle: str | None = None, side: int = 1) -> str:
        """Give the address; the key may hold any sign."""
        if emne in _UNDERSIDER and noegle is not None:
            return "/" + _UNDERSIDER[emne][0].format(quote(noegle, safe=""))
        sti = _ENKELTE.get(emne, emne)
        hale = f"/{quote(noegle, safe='')}" if noegle is not None else ""
        return f"/{sti}{hale}" + (f"?side={side}" if side > 1 else "")


@dataclass(frozen=True)
class Fillinks:
    """Addresses between files: relative to a page `dybde` folders below the first one."""

    dybde: int

    def til(self, emne: str, noegle: str | None = None, side: int = 1) -> str:  # noqa: ARG002 - files are not paged
        """Give the relative address of the file."""
        return "../" * self.dybde + make_sti(emne, noegle)


def make_sti(emne: str, noegle: str | None = None) -> str:
    """Give a page's path within the frozen folder."""
    if emne == "stil":
        return "stil.css"
    if emne == "overblik":
        return "index.html"
    if emne in _ENKELTE:
        return f"{emne}.html"
    if emne in _UNDERSIDER and noegle is not None:
        return _UNDERSIDER[emne][1].format(make_filnavn(noegle))
    return f"{emne}/index.html" if noegle is None else f"{emne}/{make_filnavn(noegle)}.html"
