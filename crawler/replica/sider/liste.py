"""A page of a result list: up to twenty links, and a total that each list tells in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from crawler.replica.side import Side
from crawler.replica.sider.skal import wrap
from crawler.replica.sider.stoej import write_tekst

SIDESTOERRELSE = 20
STIER = {
    "voksne": "/tilbudssoegning/SoegVoksneTilbud/index",
    "boern": "/tilbudssoegning/SoegBoernOgUngeTilbud/index",
}
DETALJESTI = "/tilbudssoegning/tilbudDetaljeside/index"
_OVERSKRIFTER = {"voksne": "Tilbud til voksne", "boern": "Tilbud til børn og unge"}
_MENUPUNKTER = {"voksne": "VOKSNE", "boern": "BOERNOGUNGE"}


@dataclass(frozen=True, kw_only=True)
class Resultatside:
    """One page of a list: which list, what stands on it, where it begins and how many there are in all."""

    liste: str
    sider: Sequence[Side]
    offset: int
    i_alt: int


def render_liste(resultat: Resultatside) -> str:
    """Give the page. The adult list has its total in a hidden field, the children's only in its text."""
    dele = (
        f"<h1>{_OVERSKRIFTER[resultat.liste]}</h1>",
        _render_soegefelt(resultat),
        f'<ul class="resultater">\n{"".join(_render_post(side, resultat.liste) for side in resultat.sider)}</ul>',
        _render_sidevalg(resultat),
    )
    return wrap(_OVERSKRIFTER[resultat.liste], "\n".join(dele))


def _render_soegefelt(resultat: Resultatside) -> str:
    if resultat.liste == "voksne":
        total = f'<input type="hidden" name="totalResultater" value="{resultat.i_alt}">'
        tekst = f"<p>Viser fra nummer {resultat.offset + 1}</p>"
    else:
        total, tekst = "", f'<p class="antal">\n    {resultat.i_alt:,} resultater\n</p>'.replace(",", ".")
    return (
        f'<form action="{STIER[resultat.liste]}" method="get">\n{total}'
        '<label for="soeg">Søg</label> <input id="soeg" name="fritekst" type="search">\n'
        '<input type="hidden" name="sortering" value="RELEVANS">\n<button>Søg</button>\n</form>\n' + tekst
    )


def _render_post(side: Side, liste: str) -> str:
    afdeling = side.afdeling
    navn = write_tekst(afdeling.navn or "", "liste", *side.noegle)
    ids = f"tilbudsid={afdeling.tilbudsid}&amp;afdelingsid={afdeling.afdelingsid}"
    href = f"{DETALJESTI}?{ids}&amp;aktivtMenupunkt={_MENUPUNKTER[liste]}"
    return (
        f'<li class="resultat">\n<a class="linkUdenUnderstreg" href="{href}">\n'
        f'<h3 class="h5">{navn}</h3>\n<p>{escape("; ".join(afdeling.tilbudstyper))}</p>\n</a>\n</li>\n'
    )


def _render_sidevalg(resultat: Resultatside) -> str:
    sti = STIER[resultat.liste]
    links = [
        f'<a href="{sti}?sortering=RELEVANS&amp;offset={offset}">{offset // SIDESTOERRELSE + 1}</a>'
        for offset in range(0, resultat.i_alt, SIDESTOERRELSE)
        if abs(offset - resultat.offset) <= 3 * SIDESTOERRELSE
    ]
    return f'<nav class="sidevalg" aria-label="Sider">{" ".join(links)}</nav>'
